// SPDX-License-Identifier: Apache-2.0
#include "core/training/distillation/consistency_distillation.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/nn/io/weight_files.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/training/base_model/latent_cache.h"
#include "core/training/distillation/consistency_math.h"
#include "core/training/distillation/student_bundle.h"
#include "core/training/loop/exponential_moving_average.h"
#include "core/training/loop/training_loop.h"
#include "core/training/loop/weight_average.h"
#include "core/training/sources/captioned_world_source.h"

namespace destudio::training {

namespace {

constexpr const char* kStudentPrefix = "unet.";
constexpr const char* kUnetFile = "diffusion_pytorch_model";

torch::ScalarType arithmetic_of(const DistillationRecipe& recipe) {
    return recipe.dtype == "bfloat16" ? torch::kBFloat16 : torch::kFloat32;
}

/// Checked before anything is loaded or written.
std::filesystem::path checked_folder(const std::filesystem::path& bundle) {
    if (!std::filesystem::is_directory(bundle)) {
        throw ConfigError(bundle.string() +
                          " is not a folder in the diffusers layout; make one of a single file with " +
                          "\"destudio-cli models convert\" first.");
    }
    return bundle;
}

diffusion::NoiseSchedule schedule_of(const diffusion::StableDiffusionBundle& teacher,
                                     const DistillationRecipe& recipe) {
    auto config = teacher.schedule().config();
    config.timestep_scaling = recipe.timestep_scaling;
    return diffusion::NoiseSchedule(config);
}

int scene_size(const diffusion::StableDiffusionBundle& teacher, const DistillationRecipe& recipe) {
    return recipe.image_size > 0 ? recipe.image_size
                                 : static_cast<int>(teacher.unet_config().sample_size * teacher.factor());
}

/// The networks and tables of one run.
class ConsistencyDistillation {
public:
    explicit ConsistencyDistillation(const DistillationRun& run);
    void train();

private:
    /// What one step learns from.
    struct Pairs {
        torch::Tensor noisy;  ///< [B,C,h,w] float32 at `from`
        torch::Tensor context;
        std::vector<std::int64_t> from;
        std::vector<std::int64_t> to;
    };

    Pairs draw(std::int64_t step);
    TrainingLoop::Losses step(std::int64_t step);
    torch::Tensor guided(const torch::Tensor& z, const std::vector<std::int64_t>& timesteps,
                         const torch::Tensor& context);
    /// f(z, t) of the student or the average of its weights.
    torch::Tensor consistency(nn::Unet2dCondition& unet, const torch::Tensor& z,
                              const std::vector<std::int64_t>& timesteps, const torch::Tensor& context) const;
    torch::Tensor on_device(const std::vector<std::int64_t>& timesteps) const {
        return torch::tensor(timesteps, torch::kInt64).to(m_run.device);
    }
    void write_unet();

    const DistillationRun& m_run;
    const DistillationRecipe& m_recipe;
    torch::ScalarType m_dtype;
    diffusion::StableDiffusionBundle m_teacher;
    diffusion::NoiseSchedule m_schedule;
    nn::AutoencoderKlConfig m_vae_config;
    nn::AutoencoderKl m_vae;
    nn::Unet2dCondition m_student;
    nn::Unet2dCondition m_target;  ///< computes with the average of the student's weights
    MixedPrecision m_precision;
    AdamW m_optimiser;
    ExponentialMovingAverage m_average;
    CaptionedWorldSource m_scenes;
    LatentCache m_latents;
};

/// The teacher's weights as `dtype`. @return the module
nn::Unet2dCondition& filled(nn::Unet2dCondition& unet, const DistillationRun& run, torch::ScalarType dtype) {
    nn::load_weights(unet, nn::find_weights(run.bundle / "unet", kUnetFile), {dtype, run.device, true, {}});
    return unet;
}

AdamWOptions student_optimiser(const DistillationRecipe& recipe) {
    AdamWOptions options;
    options.weight_decay = recipe.weight_decay;
    return options;
}

ConsistencyDistillation::ConsistencyDistillation(const DistillationRun& run)
    : m_run(run),
      m_recipe(run.recipe),
      m_dtype(arithmetic_of(run.recipe)),
      m_teacher(checked_folder(run.bundle), {m_dtype, run.device}),
      m_schedule(schedule_of(m_teacher, run.recipe)),
      m_vae_config(nn::read_autoencoder_kl_config(run.bundle / "vae" / "config.json")),
      m_vae(m_vae_config),
      m_student(m_teacher.unet_config()),
      m_target(m_teacher.unet_config()),
      m_precision(filled(m_student, run, torch::kFloat32), m_dtype, kStudentPrefix),
      m_optimiser(m_precision.masters(), student_optimiser(m_recipe)),
      m_average(m_optimiser.parameters(), m_recipe.ema_decay),
      m_scenes(run.atlas, {scene_size(m_teacher, m_recipe), world::Split::kTrain, m_recipe.seed, false}),
      m_latents(m_scenes, m_vae, static_cast<std::size_t>(m_recipe.scenes)) {
    if (m_teacher.has_distilled_guidance() || m_teacher.unet_config().addition_time_embed_dim > 0) {
        throw ConfigError(run.bundle.string() + " cannot be distilled: its U-Net " +
                          (m_teacher.has_distilled_guidance()
                               ? "was distilled before."
                               : "is one of Stable Diffusion XL, which is not supported."));
    }
    if (m_recipe.grid_points > m_schedule.config().num_train_timesteps) {
        throw ConfigError("The recipe's grid_points are more than the " +
                          std::to_string(m_schedule.config().num_train_timesteps) + " timesteps that " +
                          run.bundle.string() + " was trained with.");
    }
    nn::load_weights(m_vae, nn::find_weights(run.bundle / "vae", kUnetFile), {m_dtype, run.device, true, {}});
    filled(m_target, run, m_dtype);
    for (auto* frozen : {static_cast<torch::nn::Module*>(&m_vae), static_cast<torch::nn::Module*>(&m_target)}) {
        for (auto& parameter : frozen->parameters()) {
            parameter.requires_grad_(false);
        }
    }
}

ConsistencyDistillation::Pairs ConsistencyDistillation::draw(std::int64_t step) {
    const std::uint64_t seed = mix_seeds(m_recipe.seed + 1, static_cast<std::uint64_t>(step));
    Random random(seed);
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    const auto normal = [&](at::IntArrayRef shape) {
        return torch::randn(shape, generator, torch::kFloat32).to(m_run.device);
    };
    const std::int64_t stride = m_schedule.config().num_train_timesteps / m_recipe.grid_points;
    Pairs pairs;
    std::vector<std::size_t> scenes;
    for (int i = 0; i < m_recipe.batch; ++i) {
        scenes.push_back(
            static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(m_latents.picture_count()) - 1)));
        pairs.from.push_back(stride * random.integer(1, m_recipe.grid_points) - 1);
        pairs.to.push_back(std::max<std::int64_t>(pairs.from.back() - m_recipe.skip * stride, 0));
    }
    const LatentBatch batch = m_latents.batch(scenes);
    const torch::Tensor spread = normal(nn::moments_mean(batch.moments).sizes());
    const torch::Tensor latents = nn::moments_sample(batch.moments, spread) * m_vae_config.scaling_factor;
    pairs.noisy = m_schedule.add_noise(latents, normal(latents.sizes()), on_device(pairs.from));
    pairs.context = m_teacher.encode_prompts(batch.captions);
    return pairs;
}

torch::Tensor ConsistencyDistillation::guided(const torch::Tensor& z, const std::vector<std::int64_t>& timesteps,
                                              const torch::Tensor& context) {
    const auto without = m_teacher.encode_prompts({""}).expand_as(context);
    const auto t = on_device(timesteps).to(torch::kFloat32);
    const auto both =
        m_teacher.predict_noise(torch::cat({z, z}), torch::cat({t, t}), torch::cat({without, context})).sample.chunk(2);
    return both[0] + m_recipe.guidance_scale * (both[1] - both[0]);
}

torch::Tensor ConsistencyDistillation::consistency(nn::Unet2dCondition& unet, const torch::Tensor& z,
                                                   const std::vector<std::int64_t>& timesteps,
                                                   const torch::Tensor& context) const {
    const torch::Tensor input = z.to(m_dtype, false, false, torch::MemoryFormat::ChannelsLast);
    const auto output = unet.forward(input, on_device(timesteps), context).sample.to(torch::kFloat32);
    return consistency_output(m_schedule, output, z, timesteps);
}

TrainingLoop::Losses ConsistencyDistillation::step(std::int64_t step) {
    Pairs pairs;
    torch::Tensor target;
    {
        const torch::NoGradGuard no_grad;
        pairs = draw(step);
        copy_average(m_average, kStudentPrefix, m_target);
        const auto teacher = [&](const torch::Tensor& z, const std::vector<std::int64_t>& timesteps) {
            return guided(z, timesteps, pairs.context);
        };
        const auto lower = solve_ode(m_schedule, teacher, pairs.noisy, pairs.from, pairs.to, m_recipe.solver_steps);
        target = consistency(m_target, lower, pairs.to, pairs.context);
    }
    const auto predicted = consistency(m_student, pairs.noisy, pairs.from, pairs.context);
    const torch::Tensor loss = pseudo_huber(predicted, target, m_recipe.huber_delta);
    loss.backward();
    return {{"loss", loss.item<double>()}};
}

void ConsistencyDistillation::write_unet() {
    nn::Unet2dCondition unet(m_teacher.unet_config());
    copy_average(m_average, kStudentPrefix, unet);
    nn::save_weights(unet, m_run.student() / "unet" / (std::string(kUnetFile) + ".safetensors"), torch::kFloat16);
}

void ConsistencyDistillation::train() {
    write_student_bundle(m_run, m_teacher);
    TrainingLoopOptions options;
    options.stage = "distillation";
    options.steps = m_recipe.steps;
    options.batch = m_recipe.batch;
    options.learning_rate = m_recipe.learning_rate;
    options.checkpoint_every = m_recipe.checkpoint_every;
    options.folder = m_run.out;
    TrainingLoop loop(options, {&m_precision}, m_optimiser, &m_average);
    loop.on_checkpoint = [this](std::int64_t) { write_unet(); };
    loop.run([this](std::int64_t index) { return step(index); }, m_run.stop, m_run.progress);
}

}  // namespace

void distill_consistency(const DistillationRun& run) {
    ConsistencyDistillation(run).train();
}

}  // namespace destudio::training
