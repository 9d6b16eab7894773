// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/picture_features.h"

#include <algorithm>

#include "core/nn/torch.h"

namespace destudio {

namespace {

constexpr std::size_t kPooledLevels = 2;
constexpr std::size_t kKindHashLength = 16;

}  // namespace

std::string unet_kind(const Recipe& recipe) {
    std::string kind = kUnetKindPrefix + recipe.bundle_hash.substr(0, kKindHashLength);
    for (const RecipeLora& lora : recipe.loras) {
        kind += " lora " + lora.sha256.substr(0, kKindHashLength);
    }
    return kind + (recipe.label_step == LabelStep::kT1 ? " t" + std::to_string(recipe.label_timestep) : " last");
}

std::vector<std::int16_t> pooled_features(const nn::FeatureLevels& pyramid) {
    const torch::NoGradGuard no_grad;
    std::vector<float> features;
    const std::size_t count = pyramid.levels.size();
    for (std::size_t i = count - std::min(count, kPooledLevels); i < count; ++i) {
        const torch::Tensor mean = pyramid.levels[i][0].to(torch::kFloat32).flatten(1).mean(1);
        const torch::Tensor unit = (mean / mean.norm().clamp_min(1e-12)).to(torch::kCPU).contiguous();
        features.insert(features.end(), unit.data_ptr<float>(), unit.data_ptr<float>() + unit.numel());
    }
    return features.empty() ? std::vector<std::int16_t>() : quantize_features(project_features(features));
}

}  // namespace destudio
