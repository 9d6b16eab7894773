// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attention/data_engine_json.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"

namespace destudio::detection {

namespace {

/// Annotations of `raw` whose class is in `new_ids` (contiguous class to category), numbered from 0.
nlohmann::json renumber(const nlohmann::json& raw, const std::map<int, int>& new_ids) {
    nlohmann::json annotations = nlohmann::json::array();
    for (nlohmann::json annotation : raw.at("annotations")) {
        const auto found = new_ids.find(annotation.at("category_id").get<int>());
        if (found != new_ids.end()) {
            annotation["category_id"] = found->second;
            annotation["id"] = annotations.size();
            annotations.push_back(std::move(annotation));
        }
    }
    return annotations;
}

}  // namespace

nlohmann::json to_raw_annotations(const std::vector<GeneratedImage>& images, float threshold) {
    nlohmann::json out = {{"images", nlohmann::json::array()}, {"annotations", nlohmann::json::array()}};
    for (const GeneratedImage& image : images) {
        bool any = false;
        for (std::size_t i = 0; i < image.boxes.size(); ++i) {
            if (!(image.scores[i] > threshold)) {
                continue;
            }
            any = true;
            const NmsBox& box = image.boxes[i];
            const float width = box.x2 - box.x1;
            const float height = box.y2 - box.y1;
            const float area = width * height;
            out["annotations"].push_back({{"image_id", image.id},
                                          {"category_id", image.labels[i]},
                                          {"bbox",
                                           {static_cast<double>(box.x1), static_cast<double>(box.y1),
                                            static_cast<double>(width), static_cast<double>(height)}},
                                          {"score", static_cast<double>(image.scores[i])},
                                          {"area", static_cast<double>(area)}});
        }
        if (any) {
            out["images"].push_back({{"file_name", std::to_string(image.id) + ".jpg"},
                                     {"id", image.id},
                                     {"height", image.height},
                                     {"width", image.width}});
        }
    }
    return out;
}

nlohmann::json to_coco_annotations(const nlohmann::json& raw, const std::vector<CategoryMapping>& categories) {
    std::map<int, int> ids;
    nlohmann::json list = nlohmann::json::array();
    for (const CategoryMapping& category : categories) {
        ids[category.contiguous] = category.coco_id;
        list.push_back({{"id", category.coco_id}, {"name", category.name}});
    }
    return {{"images", raw.at("images")}, {"annotations", renumber(raw, ids)}, {"categories", std::move(list)}};
}

nlohmann::json to_subset_annotations(const nlohmann::json& raw, const std::vector<CategoryMapping>& categories,
                                     const std::vector<std::string>& names) {
    std::map<int, int> ids;
    nlohmann::json list = nlohmann::json::array();
    for (const CategoryMapping& category : categories) {
        const auto found = std::find(names.begin(), names.end(), category.name);
        if (found != names.end()) {
            const auto position = static_cast<int>(found - names.begin());
            ids[category.contiguous] = position;
            list.push_back({{"id", position}, {"name", category.name}});
        }
    }
    auto annotations = renumber(raw, ids);
    std::set<std::int64_t> kept;
    for (const auto& annotation : annotations) {
        kept.insert(annotation.at("image_id").get<std::int64_t>());
    }
    nlohmann::json images = nlohmann::json::array();
    for (const auto& image : raw.at("images")) {
        if (kept.contains(image.at("id").get<std::int64_t>())) {
            images.push_back(image);
        }
    }
    return {{"images", std::move(images)}, {"annotations", std::move(annotations)}, {"categories", std::move(list)}};
}

}  // namespace destudio::detection
