// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

namespace destudio {

/// Parses untrusted JSON: at most 256 levels deep, no duplicate keys in an object, a byte-order mark is skipped.
/// @param name what to call the source in errors, usually its path
/// @throws FormatError with the position
nlohmann::json parse_json(std::string_view text, const std::string& name);

/// read_file and parse_json. @throws IoError, FormatError
nlohmann::json read_json(const std::filesystem::path& path);

}  // namespace destudio
