// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/detection/attention/data_engine_json.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

constexpr float kThreshold = 0.3F;

/// Recorded detections. Their ids were time stamps, known from the annotations only: image number i that kept a box is
/// image number i of the annotations.
std::vector<detection::GeneratedImage> read_images(const nlohmann::json& detections, const nlohmann::json& raw) {
    std::vector<detection::GeneratedImage> images;
    std::size_t kept = 0;
    for (const auto& entry : detections) {
        detection::GeneratedImage image;
        image.height = entry.at("height").get<int>();
        image.width = entry.at("width").get<int>();
        image.scores = entry.at("scores").get<std::vector<float>>();
        image.labels = entry.at("labels").get<std::vector<int>>();
        for (const auto& box : entry.at("boxes_xyxy")) {
            image.boxes.push_back(
                {box.at(0).get<float>(), box.at(1).get<float>(), box.at(2).get<float>(), box.at(3).get<float>()});
        }
        const bool any = std::any_of(image.scores.begin(), image.scores.end(), [](float s) { return s > kThreshold; });
        if (any && kept < raw.at("images").size()) {
            image.id = raw.at("images").at(kept++).at("id").get<std::int64_t>();
        }
        images.push_back(std::move(image));
    }
    return images;
}

}  // namespace

void check_data_engine(const std::filesystem::path& folder, Checks& checks) {
    const auto expected_raw = read_json(folder / "annotations_pre_process.json");
    std::vector<detection::CategoryMapping> categories;
    for (const auto& entry : read_json(folder / "coco_category_map.json")) {
        categories.push_back(
            {entry.at("contiguous").get<int>(), entry.at("coco_id").get<int>(), entry.at("name").get<std::string>()});
    }
    const auto raw =
        detection::to_raw_annotations(read_images(read_json(folder / "detections.json"), expected_raw), kThreshold);
    checks.holds("annotations_pre_process", raw == expected_raw);
    checks.holds("annotations",
                 detection::to_coco_annotations(raw, categories) == read_json(folder / "annotations.json"));
    const auto names = read_json(folder / "subset_class_names.json").get<std::vector<std::string>>();
    checks.holds("annotations_subset", detection::to_subset_annotations(raw, categories, names) ==
                                           read_json(folder / "annotations_subset.json"));
}

}  // namespace destudio::verify
