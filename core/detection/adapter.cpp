// SPDX-License-Identifier: Apache-2.0
#include "core/detection/adapter.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/detection/detector_factory.h"

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

void check_adapter_fit(const nlohmann::json& config, const std::vector<std::int64_t>& channels,
                       const std::string& name) {
    const auto wanted = config.find("in_channels");
    if (wanted == config.end() || !wanted->is_object()) {
        return;
    }
    for (std::size_t level = 0; level < channels.size(); ++level) {
        const auto entry = wanted->find("div" + std::to_string(1 << level));
        if (entry != wanted->end() && *entry != channels[level]) {
            throw ConfigError(name + ": this adapter reads " + entry->dump() + " channels from \"" + entry.key() +
                              "\", but the U-Net gives " + std::to_string(channels[level]) +
                              ". Use the adapter that was trained for this bundle.");
        }
    }
}

}  // namespace destudio::detection
