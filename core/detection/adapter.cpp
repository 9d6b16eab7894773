// SPDX-License-Identifier: Apache-2.0
#include "core/detection/adapter.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/dino_detector.h"

namespace destudio::detection {

FeaturePyramid name_levels(const std::vector<torch::Tensor>& levels) {
    FeaturePyramid pyramid;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        pyramid.emplace("div" + std::to_string(1 << i), levels[i]);
    }
    return pyramid;
}

std::unique_ptr<Adapter> load_adapter(const std::filesystem::path& folder) {
    const auto config_path = folder / "config.json";
    const auto json = read_json(config_path);
    const auto framework = json.is_object() ? json.value("framework", nlohmann::json("dino")) : nlohmann::json();
    if (framework != "dino") {
        throw ConfigError(config_path.string() + ": \"framework\" is " + framework.dump() +
                          ", but this program only knows \"dino\".");
    }
    return std::make_unique<DinoDetector>(parse_dino_config(json, config_path.string()), folder / "model.safetensors");
}

}  // namespace destudio::detection
