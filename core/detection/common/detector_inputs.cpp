// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/detector_inputs.h"

#include "core/nn/torch.h"

#include "core/base/error.h"

namespace destudio::detection {

FeaturePyramid select_inputs(const FeaturePyramid& pyramid, const std::vector<std::string>& names,
                             const torch::Device& device, torch::ScalarType type) {
    FeaturePyramid selected;
    for (const std::string& name : names) {
        const auto found = pyramid.find(name);
        if (found != pyramid.end()) {
            selected.emplace(name, found->second.to(device, type).contiguous());
        }
    }
    if (selected.empty()) {
        throw ConfigError("The detector got none of the features that it reads.");
    }
    return selected;
}

const torch::Tensor& checked_input(const FeaturePyramid& pyramid, const std::string& name, std::int64_t channels) {
    const auto found = pyramid.find(name);
    if (found == pyramid.end()) {
        throw ConfigError("The adapter reads the feature \"" + name +
                          "\", which this diffusion model does not have. Use the adapter that was trained for it.");
    }
    const torch::Tensor& feature = found->second;
    if (feature.dim() != 4 || feature.size(1) != channels) {
        throw ConfigError("The feature \"" + name + "\" has " +
                          std::to_string(feature.dim() == 4 ? feature.size(1) : 0) +
                          " channels, but the adapter was trained for " + std::to_string(channels) +
                          ". Use the adapter that was trained for this diffusion model.");
    }
    return feature;
}

}  // namespace destudio::detection
