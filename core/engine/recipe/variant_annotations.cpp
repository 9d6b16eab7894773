// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/variant_annotations.h"

#include <nlohmann/json.hpp>

#include "core/dataset/model/outline_shape.h"
#include "core/engine/recipe/file_hash.h"

namespace destudio {

void append_variant(dataset::Dataset& dataset, const std::string& file_name, const std::string& reference,
                    const Recipe& recipe, const std::vector<Detection>& detections, double threshold) {
    dataset::Image image;
    image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
    image.file_name = file_name;
    image.size = recipe.size;
    image.caption = recipe.prompt;
    image.attributes = {{"state", "new"}, {"recipe", recipe}};
    image.extra = synthetic_members(reference, recipe.reference_hash, nlohmann::json(recipe).dump());
    for (const auto& detection : detections) {
        if (detection.score < threshold) {
            continue;
        }
        dataset::Annotation annotation;
        annotation.image_id = image.id;
        annotation.class_index = detection.class_index;
        annotation.box = detection.box;
        annotation.outline = dataset::outline_json(detection.outline);
        annotation.score = detection.score;
        annotation.attributes = {{"state", "new"}, {"origin", "detected"}};
        dataset.annotations.push_back(std::move(annotation));
    }
    dataset.images.push_back(std::move(image));
}

std::string synthetic_members(const std::string& reference, const std::string& reference_hash,
                              const std::string& recipe_json) {
    const auto quoted = [](const std::string& text) {
        return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    };
    return "\"synthetic\":true,\"reference\":" + quoted(reference) + ",\"reference_hash\":" + quoted(reference_hash) +
           ",\"recipe_hash\":" + quoted(sha256_hex(recipe_json));
}

std::string recipe_line(const std::string& file_name, const Recipe& recipe) {
    return recipe_line(file_name, nlohmann::json(recipe).dump());
}

std::string recipe_line(const std::string& file_name, const std::string& recipe_json) {
    return "{\"file_name\":" + nlohmann::json(file_name).dump() + "," + recipe_json.substr(1) + "\n";
}

}  // namespace destudio
