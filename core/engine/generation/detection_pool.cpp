// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/detection_pool.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/model/outline_shape.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

PooledDetection parse_pooled(const nlohmann::json& entry) {
    const auto& box = entry.at("box");
    PooledDetection detection{
        entry.at("class").get<std::string>(),
        {box.at(0).get<double>(), box.at(1).get<double>(), box.at(2).get<double>(), box.at(3).get<double>()},
        entry.at("score").get<double>(),
        outline_of_polygons(entry.value("outline", nlohmann::json::array()))};
    const Box& b = detection.box;
    if (!(detection.score >= 0 && detection.score <= 1) || !std::isfinite(b.x1 + b.y1 + b.x2 + b.y2) ||
        !(b.x2 > b.x1 && b.y2 > b.y1) || detection.class_name.empty()) {
        throw FormatError("a detection makes no sense");
    }
    return detection;
}

/// Edited or decided by a person. Formats without attributes say nothing of it.
bool is_by_hand(const dataset::Annotation& annotation) {
    const auto word = [&](const char* key) {
        const auto found = annotation.attributes.find(key);
        return found != annotation.attributes.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const std::string origin = word("origin");
    const std::string state = word("state");
    return (!origin.empty() && origin != "detected") || (!state.empty() && state != "new");
}

int class_of(dataset::Dataset& dataset, const std::string& name) {
    const auto found = std::find(dataset.classes.begin(), dataset.classes.end(), name);
    const auto index = static_cast<int>(found - dataset.classes.begin());
    if (found == dataset.classes.end()) {
        dataset.classes.push_back(name);
        dataset.class_ids.clear();
    }
    return index;
}

}  // namespace

std::string detection_line(const std::string& file_name, const std::vector<Detection>& detections,
                           const std::vector<std::string>& classes) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& [box, class_index, score, outline] : detections) {
        list.push_back({{"class", classes.at(static_cast<std::size_t>(class_index))},
                        {"score", score},
                        {"box", {box.x1, box.y1, box.x2, box.y2}}});
        if (!outline.empty()) {
            list.back()["outline"] = nlohmann::ordered_json(polygons_json(outline));
        }
    }
    const nlohmann::ordered_json line{{"file_name", file_name}, {"detections", std::move(list)}};
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

DetectionPool read_detection_pool(const fs::path& file, double threshold) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw IoError("Cannot read " + file.string() + ".");
    }
    DetectionPool pool;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        const std::string where = file.string() + ", line " + std::to_string(number);
        try {
            const auto json = parse_json(line, where);
            auto& list = pool.by_stem[fs::path(json.at("file_name").get<std::string>()).stem().string()];
            for (const auto& entry : json.at("detections")) {
                PooledDetection detection = parse_pooled(entry);
                if (detection.score >= threshold) {
                    list.push_back(std::move(detection));
                }
            }
        } catch (const nlohmann::json::exception&) {
            throw FormatError(where + " is damaged. Generate the pictures again with `destudio-cli rerun`.");
        } catch (const FormatError& error) {
            throw FormatError(where + " is damaged (" + error.what() +
                              "). Generate the pictures again with `destudio-cli rerun`.");
        }
    }
    return pool;
}

ThresholdChange apply_threshold(dataset::Dataset& dataset, const DetectionPool& pool, double threshold) {
    ThresholdChange change;
    const auto by_image = dataset::annotations_by_image(dataset);
    std::vector<dataset::Annotation> annotations;
    std::vector<dataset::Image> images;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const dataset::Image& image = dataset.images[i];
        const auto found = pool.by_stem.find(fs::path(image.file_name).stem().string());
        const bool known = found != pool.by_stem.end();
        change.not_in_pool += known ? 0 : 1;
        const std::size_t before = annotations.size();
        for (const std::size_t at : by_image[i]) {
            const bool by_hand = is_by_hand(dataset.annotations[at]);
            change.boxes_by_hand += known && by_hand ? 1 : 0;
            if (!known || by_hand) {
                annotations.push_back(dataset.annotations[at]);
            }
        }
        for (const PooledDetection& detection : known ? found->second : std::vector<PooledDetection>()) {
            if (detection.score < threshold) {
                continue;
            }
            dataset::Annotation annotation;
            annotation.image_id = image.id;
            annotation.class_index = class_of(dataset, detection.class_name);
            annotation.box = detection.box;
            annotation.outline = dataset::outline_json(detection.outline);
            annotation.score = detection.score;
            annotation.attributes = {{"state", "new"}, {"origin", "detected"}};
            annotations.push_back(std::move(annotation));
        }
        if (known && !pool.keeps_empty && annotations.size() == before) {
            ++change.images_left_out;
        } else {
            images.push_back(image);
        }
    }
    dataset.annotations = std::move(annotations);
    dataset.images = std::move(images);
    return change;
}

}  // namespace destudio
