// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

/// How deep JSON of a dataset may be nested.
inline constexpr int kMaxJsonDepth = 64;

/// Reads a JSON file's text; a file that is nested too deep is refused as soon as that shows, so that a gigabyte of
/// brackets costs nothing. @throws as read_padded_text(), FormatError
PaddedText read_json_text(const std::filesystem::path& path);

/// Throws FormatError when brackets outside strings are nested deeper than kMaxJsonDepth.
void check_json_depth(std::string_view text, const std::string& name);

/// Python writes NaN and Infinity, which JSON does not know. Outside strings they become null here.
std::string without_nan(std::string_view text);

/// parse_json() that takes NaN and Infinity for null. @throws FormatError
nlohmann::json parse_dataset_json(std::string_view text, const std::string& name);
nlohmann::json read_dataset_json(const std::filesystem::path& path);

/// Appends a JSON string in quotes, ASCII only with \u escapes; what is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);
/// The same without the quotes.
void append_escaped(std::string& out, std::string_view text);

// What untrusted objects hold; a default where the key is missing or of another type.
std::string text_at(const nlohmann::json& object, const char* key);
double number_at(const nlohmann::json& object, const char* key);  ///< NaN by default
int side_at(const nlohmann::json& object, const char* key);       ///< a width or height in pixels, 0 by default
bool flag_at(const nlohmann::json& object, const char* key);      ///< true, or a number that is not 0
const nlohmann::json& object_at(const nlohmann::json& object, const char* key);  ///< empty object by default
const nlohmann::json& list_at(const nlohmann::json& object, const char* key);    ///< empty list by default

}  // namespace destudio::dataset
