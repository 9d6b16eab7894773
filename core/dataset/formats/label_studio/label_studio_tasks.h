// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace destudio::dataset {

/// Whether the file begins like a list of tasks, or like Label Studio's JSON_MIN.
bool looks_like_label_studio(const std::filesystem::path& file);
/// Whether it is JSON_MIN: one object for each annotation, with the picture and the labels at its top.
bool looks_like_json_min(const std::filesystem::path& file);

/// The tasks of a JSON_MIN list in the form of a full export: "data" and "annotations". Entries with one id are
/// annotations of one task.
nlohmann::json tasks_of_json_min(const nlohmann::json& entries);

/// Whether an entry of a list is one of JSON_MIN.
bool is_json_min_entry(const nlohmann::json& entry);

}  // namespace destudio::dataset
