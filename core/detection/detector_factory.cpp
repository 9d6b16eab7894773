// SPDX-License-Identifier: Apache-2.0
#include "core/detection/detector_factory.h"

#include "core/nn/torch.h"

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/dino/dino_detector.h"
#include "core/detection/faster_rcnn/faster_rcnn_detector.h"
#include "core/detection/masks/masked_detector.h"
#include "core/detection/retinanet/retinanet_detector.h"
#include "core/nn/functional/layers.h"
#include "core/nn/functional/meta_parameters.h"
#include "core/nn/io/weights.h"

namespace destudio::detection {

std::unique_ptr<Detector> make_detector(const nlohmann::json& config, const std::string& name) {
    if (config.is_object() && config.contains("masks")) {
        nlohmann::json without = config;
        without.erase("masks");
        return std::make_unique<MaskedDetector>(make_detector(without, name), parse_mask_head(config["masks"], name),
                                                name);
    }
    // Configurations older than the second framework do not name theirs.
    const auto framework = config.is_object() ? config.value("framework", nlohmann::json("dino")) : nlohmann::json();
    if (framework == "dino") {
        return std::make_unique<DinoDetector>(std::make_shared<DinoAdapter>(parse_dino_config(config, name)));
    }
    if (framework == "retinanet") {
        return std::make_unique<RetinaNetDetector>(std::make_shared<RetinaNet>(parse_retinanet_config(config, name)));
    }
    if (framework == "faster_rcnn") {
        return std::make_unique<FasterRcnnDetector>(
            std::make_shared<FasterRcnn>(parse_faster_rcnn_config(config, name)));
    }
    throw ConfigError(name + ": \"framework\" is " + framework.dump() +
                      ", but this program only knows \"dino\", \"retinanet\" and \"faster_rcnn\".");
}

std::unique_ptr<Detector> load_detector(const std::filesystem::path& folder) {
    const auto config_path = folder / "config.json";
    const auto json = read_json(config_path);
    const nn::SkipInitialization weights_follow;
    const nn::MetaParameters without_memory;
    auto detector = make_detector(json, config_path.string());
    nn::load_weights(detector->module(), folder / "model.safetensors");
    return detector;
}

void save_detector(const Detector& detector, const std::filesystem::path& folder, const nlohmann::json& notes) {
    nlohmann::json config = detector.config();
    if (!notes.is_null()) {
        config["training"] = notes;
    }
    nn::save_weights(detector.module(), folder / "model.safetensors");
    write_file_atomically(folder / "config.json", config.dump(2) + "\n");
}

}  // namespace destudio::detection
