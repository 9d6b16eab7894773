// SPDX-License-Identifier: Apache-2.0
#include "core/detection/adapter.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/base/error.h"

namespace destudio::detection {

FeaturePyramid name_levels(const std::vector<torch::Tensor>& levels) {
    FeaturePyramid pyramid;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        pyramid.emplace("div" + std::to_string(1 << i), levels[i]);
    }
    return pyramid;
}

std::unique_ptr<Adapter> load_adapter(const std::filesystem::path& folder) {
    auto adapter = load_detector(folder);
    const auto names = adapter->feature_names();
    if (std::find(names.begin(), names.end(), kImageFeature) != names.end()) {
        throw ConfigError(
            (folder / "config.json").string() +
            ": this detector looks at pixels. Name an adapter, which reads a diffusion model's features.");
    }
    return adapter;
}

}  // namespace destudio::detection
