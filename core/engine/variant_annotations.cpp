// SPDX-License-Identifier: Apache-2.0
#include "core/engine/variant_annotations.h"

#include <nlohmann/json.hpp>

namespace destudio {

void append_variant(dataset::Dataset& dataset, const std::string& file_name, const Recipe& recipe,
                    const std::vector<Detection>& detections, double threshold) {
    dataset::Image image;
    image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
    image.file_name = file_name;
    image.size = recipe.size;
    image.caption = recipe.prompt;
    image.attributes = {{"state", "new"}, {"recipe", recipe}};
    for (const auto& detection : detections) {
        if (detection.score < threshold) {
            continue;
        }
        dataset::Annotation annotation;
        annotation.image_id = image.id;
        annotation.class_index = detection.class_index;
        annotation.box = detection.box;
        annotation.score = detection.score;
        annotation.attributes = {{"state", "new"}, {"origin", "detected"}};
        dataset.annotations.push_back(std::move(annotation));
    }
    dataset.images.push_back(std::move(image));
}

std::string recipe_line(const std::string& file_name, const Recipe& recipe) {
    return recipe_line(file_name, nlohmann::json(recipe).dump());
}

std::string recipe_line(const std::string& file_name, const std::string& recipe_json) {
    return "{\"file_name\":" + nlohmann::json(file_name).dump() + "," + recipe_json.substr(1) + "\n";
}

}  // namespace destudio
