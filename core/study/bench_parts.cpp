// SPDX-License-Identifier: Apache-2.0
#include "core/study/bench_parts.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <chrono>
#include <opencv2/core.hpp>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/bench/best_seconds.h"
#include "core/bench/observed_operations.h"
#include "core/bench/operation_count.h"
#include "core/detection/adapter.h"
#include "core/diffusion/image_to_image.h"
#include "core/engine/generation/generator.h"
#include "core/engine/generation/latent_preview.h"
#include "core/engine/model/machine.h"
#include "core/engine/model/memory_mode.h"
#include "core/engine/model/model_options.h"
#include "core/models/model_description.h"

namespace destudio::study {

namespace {

using bench::OperationCount;

constexpr double kLadderRatios[] = {0.2, 0.4, 0.6, 0.8, 1.0};
const std::string kPrompt = "a photo of a street";

class PartsBench {
public:
    PartsBench(const PartsBenchOptions& options, const std::stop_token& stop, const ProgressSink& progress);
    PartsBenchReport run();

private:
    bool wants(BenchPart part) const { return m_options.parts.contains(part); }
    bool has_adapter() const { return m_info.has_adapter; }
    void tick(const char* part) {
        throw_if_stopped(m_stop);
        if (m_progress) {
            m_progress({part, 0, 1});
        }
    }
    void add(const char* name, const OperationCount& count, const std::function<void()>& work,
             const bench::Repetition& repetition = {});
    /// Reading a number back waits for a GPU.
    static void finish(const torch::Tensor& tensor) { tensor.flatten()[0].item(); }
    OperationCount unet_count(std::int64_t batch) const;
    OperationCount ladder_count() const;
    void measure_model();
    void measure_text(diffusion::StableDiffusionBundle& model);
    void measure_unet(diffusion::StableDiffusionBundle& model);
    void measure_vae(diffusion::StableDiffusionBundle& model);
    void measure_adapter(diffusion::StableDiffusionBundle& model);
    void measure_ladder();

    const PartsBenchOptions& m_options;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    BundleInfo m_info;
    std::string m_device;
    Precision m_precision = Precision::kFloat32;
    nn::Unet2dConditionConfig m_unet;
    nn::AutoencoderKlConfig m_vae;
    nn::ClipTextConfig m_text;
    Size m_size;                     ///< pixels
    OperationCount m_adapter_count;  ///< once it has been seen
    PartsBenchReport m_report;
};

PartsBench::PartsBench(const PartsBenchOptions& options, const std::stop_token& stop, const ProgressSink& progress)
    : m_options(options),
      m_stop(stop),
      m_progress(progress),
      m_info(read_bundle_info(options.bundle, options.adapter)) {
    m_device = resolve_device(options.device);
    m_precision = resolve_precision(parse_precision(options.dtype), m_device, unet_bytes(options.bundle));
    const auto model = models::describe_model(options.bundle);
    m_unet = model.unet_config;
    m_vae = nn::parse_autoencoder_kl_config(model.autoencoder_config, model.autoencoder_source);
    m_text = model.text.config;
    m_size = options.size > 0 ? Size{options.size, options.size} : m_info.native_size;
    const auto factor = static_cast<int>(m_vae.factor());
    if (m_size.width % factor != 0 || m_size.height % factor != 0) {
        throw UsageError("--size " + std::to_string(m_size.width) + " does not suit this bundle; take a multiple of " +
                         std::to_string(factor) + ".");
    }
    if (options.parts == std::set{BenchPart::kAdapter} && !has_adapter()) {
        throw ConfigError(options.bundle.string() + " has no adapter to measure.");
    }
}

OperationCount PartsBench::unet_count(std::int64_t batch) const {
    return bench::count_unet(m_unet, batch, m_size.height / m_vae.factor(), m_size.width / m_vae.factor(),
                             m_text.max_position_embeddings);
}

void PartsBench::add(const char* name, const OperationCount& count, const std::function<void()>& work,
                     const bench::Repetition& repetition) {
    tick(name);
    PartFigure figure;
    figure.name = name;
    figure.seconds = bench::best_seconds(
        [&] {
            throw_if_stopped(m_stop);
            work();
        },
        repetition);
    figure.tflop = count.total() / 1e12;
    const bool full = m_precision == Precision::kFloat32;
    figure.share = figure.tflops() / (full ? m_report.machine.conv_f32_tflops : m_report.machine.conv_bf16_tflops);
    m_report.parts.push_back(figure);
}

void PartsBench::measure_text(diffusion::StableDiffusionBundle& model) {
    // Recent texts are remembered, so each run asks for new ones. A large encoder is also brought in anew.
    int run = 0;
    add("text", bench::count_text_encoder(m_text, 2), [&] {
        ++run;
        finish(model.encode_prompts({std::to_string(run), kPrompt + " " + std::to_string(run)}));
    });
}

void PartsBench::measure_unet(diffusion::StableDiffusionBundle& model) {
    const auto latent =
        torch::randn({2, model.latent_channels(), m_size.height / model.factor(), m_size.width / model.factor()});
    const auto context = model.encode_prompts({"", kPrompt});
    const auto timesteps = torch::full({2}, 500, torch::kFloat32);
    const auto step = [&] { finish(model.predict_noise(latent, timesteps, context).sample); };
    add("unet_step", unet_count(2), step);
    const LatentPreview preview(model);
    m_report.preview_seconds = bench::best_seconds([&] { preview.render(latent.slice(0, 0, 1)); });
    if (!m_options.apart) {
        return;
    }
    tick("shared");
    const auto rungs = static_cast<std::int64_t>(std::size(kLadderRatios));
    const auto latents = latent.repeat({rungs, 1, 1, 1});
    const auto contexts = context.repeat_interleave(rungs, 0);
    const auto times = timesteps.repeat({rungs});
    const auto all_apart = [&] {
        for (std::int64_t i = 0; i < rungs; ++i) {
            step();
        }
    };
    const auto seconds =
        bench::best_seconds_in_turn([&] { finish(model.predict_noise(latents, times, contexts).sample); }, all_apart,
                                    {.min_runs = 5, .min_seconds = 1, .max_seconds = 90});
    m_report.shared_call_share = seconds[0] / seconds[1];
}

void PartsBench::measure_vae(diffusion::StableDiffusionBundle& model) {
    const auto image = torch::rand({1, 3, m_size.height, m_size.width}).mul(2).sub(1);
    const auto latent = model.encode_image(image);
    add("vae_decode", bench::count_vae_decode(m_vae, m_size.height, m_size.width),
        [&] { finish(model.decode_latent(latent)); });
    add("vae_encode", bench::count_vae_encode(m_vae, m_size.height, m_size.width),
        [&] { finish(model.encode_image(image)); });
}

void PartsBench::measure_adapter(diffusion::StableDiffusionBundle& model) {
    const auto z0 =
        torch::randn({1, model.latent_channels(), m_size.height / model.factor(), m_size.width / model.factor()});
    const auto noise = torch::randn_like(z0);
    const auto context = model.encode_prompts({""});
    nn::FeatureLevels features;
    const auto collect = [&] { features = diffusion::adapter_features(model, z0, noise, context); };
    const auto collect_and_wait = [&] {
        collect();
        finish(features.levels.back());
    };
    if (wants(BenchPart::kAdapter)) {
        add("features", unet_count(1), collect_and_wait);
    } else {
        collect();
    }
    const auto adapter =
        detection::load_adapter(m_options.adapter.empty() ? m_options.bundle / "adapter" : m_options.adapter);
    adapter->to(torch::Device(m_device));
    const auto pyramid = detection::name_levels(features.levels);
    const auto detect = [&] { adapter->detect(pyramid, m_size, m_size); };
    m_adapter_count = bench::observe_operations(adapter->module(), detect);
    if (wants(BenchPart::kAdapter)) {
        add("adapter", m_adapter_count, detect);
    }
}

void PartsBench::measure_model() {
    tick("load");
    diffusion::BundleLoadOptions load;
    load.dtype = scalar_type(m_precision);
    load.device = torch::Device(m_device);
    load.release_text_encoder = memory_mode() == MemoryMode::kLow;
    const auto begin = Clock::now();
    diffusion::StableDiffusionBundle model(m_options.bundle, load);
    m_report.ready_seconds = seconds_since(begin);
    if (wants(BenchPart::kText)) {
        measure_text(model);  // first, as in generation: a large text encoder is gone when the U-Net comes
    }
    model.encode_prompts({"", kPrompt});  // remembered from now on
    const auto mapped = Clock::now();
    model.load();
    m_report.weights_seconds = seconds_since(mapped);
    if (wants(BenchPart::kUnet)) {
        measure_unet(model);
    }
    if (wants(BenchPart::kVae)) {
        measure_vae(model);
    }
    if (has_adapter() && (wants(BenchPart::kAdapter) || wants(BenchPart::kLadder))) {
        measure_adapter(model);
    }
}

OperationCount PartsBench::ladder_count() const {
    const bool guides = m_info.guidance_scale > 1 && m_unet.time_cond_proj_dim == 0;
    OperationCount count = bench::count_vae_encode(m_vae, m_size.height, m_size.width);
    count += bench::count_text_encoder(m_text, guides ? 2 : 1);
    for (const double ratio : kLadderRatios) {
        OperationCount steps = unet_count(guides ? 2 : 1);
        steps *= effective_steps(Sampler::kDpmpp2m, m_options.steps, ratio);
        count += steps;
        count += bench::count_vae_decode(m_vae, m_size.height, m_size.width);
        count += m_adapter_count;
        if (has_adapter() && m_info.label_step != LabelStep::kLast) {
            count += unet_count(1);
        }
    }
    return count;
}

void PartsBench::measure_ladder() {
    tick("ladder");
    GeneratorOptions generator_options;
    generator_options.precision = m_precision;
    generator_options.device = m_device;
    generator_options.adapter = m_options.adapter;
    generator_options.previews = m_options.previews;
    Generator generator(m_options.bundle, generator_options);
    GenerationRequest request;
    request.reference = cv::Mat(m_size.height, m_size.width, CV_8UC3);
    cv::theRNG().state = 1;
    cv::randu(request.reference, 0, 256);
    request.recipe.prompt = kPrompt;
    request.recipe.steps = m_options.steps;
    request.recipe.guidance_scale = m_info.guidance_scale;
    request.recipe.label_step = m_info.label_step;
    request.recipe.crop = {0, 0, static_cast<double>(m_size.width), static_cast<double>(m_size.height)};
    request.recipe.size = m_size;
    for (const double ratio : kLadderRatios) {
        request.rungs.push_back({ratio, 1});
    }
    // Long enough to need no warming up where it takes more than a few seconds.
    add("ladder", ladder_count(), [&] { generator.generate(request, m_stop); },
        {.min_runs = 2, .min_seconds = 1, .max_seconds = 15});
    if (!m_options.apart) {
        return;
    }
    tick("apart");
    auto single = request;
    const auto each_apart = [&] {
        for (const Rung& rung : request.rungs) {
            single.rungs = {rung};
            generator.generate(single, m_stop);
        }
    };
    const auto seconds = bench::best_seconds_in_turn([&] { generator.generate(request, m_stop); }, each_apart,
                                                     {.min_runs = 5, .min_seconds = 1, .max_seconds = 120});
    m_report.together_seconds = seconds[0];
    m_report.apart_seconds = seconds[1];
}

PartsBenchReport PartsBench::run() {
    const torch::NoGradGuard no_grad;
    torch::manual_seed(1);
    tick("machine");
    m_report.machine = bench::measure_machine(m_device);
    m_report.precision = to_string(m_precision);
    m_report.labels_at_t1 = m_info.label_step != LabelStep::kLast;
    m_report.width = m_size.width;
    m_report.height = m_size.height;
    measure_model();
    if (wants(BenchPart::kLadder)) {
        measure_ladder();  // with a model of its own, when the other one is gone
    }
    // Text is measured first but stands in its old place.
    const auto& parts = m_report.parts;
    if (!parts.empty() && parts.front().name == "text") {
        const auto rest = std::find_if(parts.begin(), parts.end(), [](const PartFigure& part) {
            return part.name == "features" || part.name == "adapter" || part.name == "ladder";
        });
        std::rotate(m_report.parts.begin(), m_report.parts.begin() + 1,
                    m_report.parts.begin() + (rest - parts.begin()));
    }
    m_report.peak_rss_mb = bench::peak_rss_mb();
    if (m_progress) {
        m_progress({"bench", 1, 1});
    }
    return std::move(m_report);
}

}  // namespace

double PartsBenchReport::seconds_of(const std::string& part) const {
    const auto at = std::find_if(parts.begin(), parts.end(), [&](const auto& figure) { return figure.name == part; });
    return at == parts.end() ? 0 : at->seconds;
}

PartsBenchReport bench_parts(const PartsBenchOptions& options, const std::stop_token& stop,
                             const ProgressSink& progress) {
    warn_about_slow_blas();
    return PartsBench(options, stop, progress).run();
}

}  // namespace destudio::study
