// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/label_studio/label_studio_tasks.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "core/dataset/text/json_head.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace {

// What Label Studio puts beside the labels of a JSON_MIN entry.
constexpr std::array<std::string_view, 8> kAboutAnnotation{"id",         "annotator", "annotation_id", "created_at",
                                                           "updated_at", "lead_time", "agreement",     "completed_by"};

bool is_about_annotation(const std::string& key) {
    return std::find(kAboutAnnotation.begin(), kAboutAnnotation.end(), key) != kAboutAnnotation.end();
}

// The type that a result of the full export would have: the member whose labels it holds.
std::string type_of_region(const nlohmann::json& region) {
    for (const auto& [key, value] : region.items()) {
        if (value.is_array() && key.ends_with("labels")) {
            return key;
        }
    }
    return region.contains("radiusX") ? "ellipse" : region.contains("points") ? "polygon" : "rectangle";
}

nlohmann::json answer_result(const std::string& control, const nlohmann::json& value) {
    const bool wrapped = value.is_object() && value.contains("choices");
    return {{"type", "choices"}, {"from_name", control}, {"value", {{"choices", wrapped ? value["choices"] : value}}}};
}

void add_control(const std::string& control, const nlohmann::json& value, nlohmann::json& data,
                 nlohmann::json& results) {
    const bool regions = value.is_array() && !value.empty() && value.front().is_object();
    if (!regions) {
        // A text is a piece of the task's data or an answer; the picture's address is one of them.
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        if (!text.empty()) {
            data[control] = value;
        }
        if (text.find('/') == std::string::npos && control != "image" && !text.empty()) {
            results.push_back(answer_result(control, value));
        } else if (value.is_string()) {
            return;
        } else if (!value.is_null() && !(value.is_array() && value.empty())) {
            results.push_back(answer_result(control, value));
        }
        return;
    }
    for (const auto& region : value) {
        nlohmann::json result = {{"type", type_of_region(region)}, {"from_name", control}, {"value", region}};
        for (const char* key : {"original_width", "original_height", "image_rotation"}) {
            if (region.contains(key)) {
                result[key] = region[key];
            }
        }
        results.push_back(std::move(result));
    }
}

}  // namespace

bool looks_like_json_min(const std::filesystem::path& file) {
    const JsonHead head = read_json_head(file);
    // Before there were annotators in it, the labels alone told.
    const bool labels =
        head.has("id") && head.has("image") &&
        std::any_of(head.keys.begin(), head.keys.end(), [](const auto& key) { return key.second == '['; });
    return head.is_list() && !head.has("data") && !head.has("annotations") && !head.has("annotation") &&
           !head.has("completions") &&
           (head.has("annotator") || head.has("annotation_id") || head.has("lead_time") || labels);
}

bool looks_like_label_studio(const std::filesystem::path& file) {
    const JsonHead head = read_json_head(file);
    // The annotations of a task may be so long that its data does not show.
    return (head.is_list() &&
            (head.has("data") || head.has("completions") ||
             ((head.has("annotations") || head.has("predictions")) && head.has("id") && !head.has("image")))) ||
           looks_like_json_min(file);
}

bool is_json_min_entry(const nlohmann::json& entry) {
    return entry.is_object() && !entry.contains("data") && !entry.contains("annotations") &&
           !entry.contains("annotation") && !entry.contains("completions") && !entry.contains("predictions");
}

nlohmann::json tasks_of_json_min(const nlohmann::json& entries) {
    auto tasks = nlohmann::json::array();
    std::map<std::string, std::size_t> by_id;
    for (const auto& entry : entries) {
        if (!entry.is_object()) {
            tasks.push_back(entry);
            continue;
        }
        auto data = nlohmann::json::object();
        auto results = nlohmann::json::array();
        for (const auto& [key, value] : entry.items()) {
            if (!is_about_annotation(key)) {
                add_control(key, value, data, results);
            }
        }
        nlohmann::json annotation = {{"result", std::move(results)}};
        const auto id = entry.find("id");
        const auto known = id == entry.end() ? by_id.end() : by_id.find(id->dump());
        if (known != by_id.end()) {
            tasks[known->second]["annotations"].push_back(std::move(annotation));
            continue;
        }
        if (id != entry.end()) {
            by_id.emplace(id->dump(), tasks.size());
        }
        tasks.push_back({{"data", std::move(data)}, {"annotations", nlohmann::json::array({std::move(annotation)})}});
    }
    return tasks;
}

}  // namespace destudio::dataset
