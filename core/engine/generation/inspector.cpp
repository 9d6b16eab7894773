// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/inspector.h"

#include <algorithm>
#include <cmath>

#include "core/base/cancellation.h"
#include "core/diffusion/cross_attention_recorder.h"
#include "core/diffusion/image_to_image.h"
#include "core/diffusion/principal_components.h"
#include "core/diffusion/prompt_positions.h"
#include "core/diffusion/scheduler.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/generation/attention_maps.h"
#include "core/engine/model/image_tensor.h"
#include "core/engine/model/lazy_adapter.h"
#include "core/engine/model/model_options.h"
#include "core/nn/torch.h"

namespace destudio {

namespace {

constexpr int kColors = 3;
/// Colors reach full strength so many standard deviations from the mean: a few odd pixels must not grey out the rest.
constexpr double kColorRange = 2.0;

void check(const InspectionRequest& request, std::int64_t factor) {
    const cv::Mat& picture = request.picture;
    if (picture.empty() || picture.type() != CV_8UC3) {
        throw UsageError("There is no picture to inspect.");
    }
    if (picture.cols % factor != 0 || picture.rows % factor != 0) {
        throw UsageError("A picture of " + std::to_string(picture.cols) + " x " + std::to_string(picture.rows) +
                         " pixels cannot be inspected with this bundle: both sides have to be multiples of " +
                         std::to_string(factor) + ".");
    }
    validate_rung(request.recipe.sampler, request.recipe.steps, request.recipe.encode_ratio);
    if (request.recipe.steps > 1000 || request.attention_steps < 1) {
        throw UsageError("These settings run no step, or too many: at most 1000 steps, and attention of one or more.");
    }
}

/// The positions of the sampler whose attention is looked at, evenly spread over those that the recipe runs; the last
/// one always.
std::vector<std::size_t> attention_positions(std::size_t all, int run, int wanted) {
    std::vector<std::size_t> positions;
    const int count = std::min(run, wanted);
    for (int i = 0; i < count; ++i) {
        const int back =
            count == 1 ? 0 : static_cast<int>(std::lround(static_cast<double>(i) * (run - 1) / (count - 1)));
        positions.push_back(all - 1 - static_cast<std::size_t>(back));
    }
    return positions;
}

/// [1,C,h,w] to colors.
FeatureView view_of(const torch::Tensor& features, int divisor) {
    FeatureView view;
    view.divisor = divisor;
    view.channels = static_cast<int>(features.size(1));
    const auto height = features.size(2);
    const auto width = features.size(3);
    const auto found = diffusion::principal_components(features[0].flatten(1).t(), kColors);
    std::copy_n(found.explained.begin(), kColors, view.explained.begin());
    const auto deviation = found.scores.square().mean(0, true).sqrt().clamp_min(1e-12);
    view.rgb = to_image((found.scores / (kColorRange * deviation)).t().reshape({kColors, height, width}));
    return view;
}

cv::Mat to_mat(const torch::Tensor& map) {
    const auto values = map.to(torch::kCPU, torch::kFloat32).contiguous();
    cv::Mat mat(static_cast<int>(values.size(0)), static_cast<int>(values.size(1)), CV_32FC1);
    std::copy_n(values.data_ptr<float>(), values.numel(), mat.ptr<float>());
    return mat;
}

/// The mean over resolutions, at the finest one.
torch::Tensor mean_over_levels(const std::vector<torch::Tensor>& maps) {
    torch::Tensor sum = torch::zeros_like(maps.front());
    for (const auto& map : maps) {
        const auto enlarged =
            at::upsample_bilinear2d(map.unsqueeze(0).unsqueeze(0), {maps.front().size(0), maps.front().size(1)}, false);
        sum += enlarged.squeeze(0).squeeze(0);
    }
    return sum / static_cast<double>(maps.size());
}

ClassAttention class_attention(const std::string& name, const std::vector<std::int64_t>& positions,
                               const std::vector<diffusion::CrossAttentionLevel>& levels, Size picture) {
    ClassAttention attention;
    attention.class_name = name;
    if (positions.empty() || levels.empty()) {
        return attention;
    }
    const auto index = torch::tensor(positions, torch::kInt64);
    std::vector<torch::Tensor> maps;
    for (const auto& level : levels) {
        maps.push_back(level.probabilities.index_select(0, index).mean(0));
    }
    const auto overall = mean_over_levels(maps);
    attention.maps.push_back(make_attention_map(to_mat(overall), 0, picture));
    for (std::size_t i = 0; i < maps.size(); ++i) {
        attention.maps.push_back(make_attention_map(to_mat(maps[i]), static_cast<int>(levels[i].divisor), picture));
    }
    const double mean = overall.mean().item<double>();
    attention.contrast = mean > 0 ? overall.max().item<double>() / mean : 0;
    return attention;
}

/// The U-Net calls of one inspection.
class Look {
public:
    Look(diffusion::StableDiffusionBundle& model, const InspectionRequest& request)
        : m_model(model),
          m_recipe(request.recipe),
          m_z0(model.encode_image(to_tensor(request.picture))),
          m_noise(torch::randn(m_z0.sizes(), torch::make_generator<torch::CPUGeneratorImpl>(request.recipe.seed),
                               torch::kFloat32)
                      .to(m_z0.device())) {
        diffusion::SchedulerOptions options;
        options.steps = m_recipe.steps;
        options.spacing = m_recipe.spacing.value_or(model.schedule().spacing());
        if (runs_all_steps(m_recipe.sampler)) {
            options.strength = m_recipe.encode_ratio;
        }
        m_scheduler = diffusion::make_scheduler(m_recipe.sampler, model.schedule(), options);
    }

    std::vector<std::size_t> positions(int wanted) const {
        return attention_positions(m_scheduler->timesteps().size(),
                                   effective_steps(m_recipe.sampler, m_recipe.steps, m_recipe.encode_ratio), wanted);
    }

    /// The sampler's state at a position, given to the U-Net.
    nn::UnetOutput call(std::size_t position, const torch::Tensor& context, bool features) {
        const auto latent = m_scheduler->scale_model_input(m_scheduler->add_noise(m_z0, m_noise, position), position);
        const auto time = torch::full({1}, m_scheduler->timesteps()[position], torch::kFloat32);
        return m_model.predict_noise(latent, time, context, features, m_recipe.guidance_scale);
    }

    /// Features as the adapter reads them.
    nn::FeatureLevels features(const nn::UnetOutput& last_step) {
        if (m_recipe.label_step == LabelStep::kT1) {
            const auto timesteps = torch::full({m_z0.size(0)}, m_recipe.label_timestep, torch::kInt64);
            return diffusion::one_step_features(m_model, m_z0, m_noise, timesteps, m_model.encode_prompts({""}));
        }
        std::vector<torch::Tensor> blocks;
        for (const auto& block : last_step.block_outputs) {
            blocks.push_back(block.to(torch::kFloat32));
        }
        return nn::group_features(blocks, m_z0.size(2), m_z0.size(3));
    }

    std::int64_t height() const { return m_z0.size(2); }
    std::int64_t width() const { return m_z0.size(3); }

private:
    diffusion::StableDiffusionBundle& m_model;
    const Recipe& m_recipe;
    torch::Tensor m_z0;
    torch::Tensor m_noise;
    std::unique_ptr<diffusion::Scheduler> m_scheduler;
};

}  // namespace

Inspection inspect_picture(diffusion::StableDiffusionBundle& model, LazyAdapter* adapter,
                           const InspectionRequest& request, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    check(request, model.factor());
    throw_if_stopped(stop);
    Inspection result;
    result.size = {request.picture.cols, request.picture.rows};
    result.prompt = request.recipe.prompt;
    Look look(model, request);
    const auto context = model.encode_prompts({request.recipe.prompt});
    std::vector<diffusion::CrossAttentionLevel> levels;
    nn::UnetOutput last_step;
    {
        const diffusion::CrossAttentionRecorder recorder(model.unet(), context);
        const auto positions = look.positions(request.attention_steps);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            throw_if_stopped(stop);
            const bool last = i == 0;
            auto output = look.call(positions[i], context, last && request.recipe.label_step == LabelStep::kLast);
            if (last) {
                last_step = std::move(output);
            }
        }
        levels = recorder.levels(look.height(), look.width());
    }
    throw_if_stopped(stop);
    const auto pyramid = look.features(last_step);
    for (std::size_t level = 0; level < pyramid.levels.size(); ++level) {
        throw_if_stopped(stop);
        result.features.push_back(view_of(pyramid.levels[level], 1 << level));
    }
    for (const auto& name : request.classes) {
        throw_if_stopped(stop);
        const auto positions = diffusion::prompt_positions(model.tokenizer(), request.recipe.prompt, name);
        result.attention.push_back(class_attention(name, positions, levels, result.size));
    }
    if (adapter != nullptr) {
        result.detections = adapter->with([&](const detection::Adapter& looking) {
            return looking.detect(detection::name_levels(pyramid.levels), result.size, result.size).at(0);
        });
        result.classes = adapter->classes();
    }
    return result;
}

nn::FeatureLevels picture_pyramid(diffusion::StableDiffusionBundle& model, const InspectionRequest& request,
                                  const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    check(request, model.factor());
    throw_if_stopped(stop);
    Look look(model, request);
    if (request.recipe.label_step == LabelStep::kT1) {
        return look.features({});
    }
    const auto context = model.encode_prompts({request.recipe.prompt});
    throw_if_stopped(stop);
    return look.features(look.call(look.positions(1).front(), context, true));
}

}  // namespace destudio
