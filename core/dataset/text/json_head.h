// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace destudio::dataset {

/// What the beginning of a JSON file says about it. Enough to tell formats apart, and as cheap for a gigabyte as for a
/// kilobyte, but for texts of megabytes (a picture within), which are skipped.
struct JsonHead {
    char kind = 0;  ///< '{' or '[', 0 for anything else
    /// Of the outermost object, or of the first one of a list, as far as the first bytes reach: key to the first letter
    /// of its value.
    std::map<std::string, char> keys;

    bool has(const char* key) const { return keys.contains(key); }
    char value_of(const char* key) const { return has(key) ? keys.at(key) : '\0'; }
    bool is_object() const { return kind == '{'; }
    bool is_list() const { return kind == '['; }
};

/// Never throws; a file that is not called *.json or that cannot be read has no kind.
JsonHead read_json_head(const std::filesystem::path& file);
JsonHead parse_json_head(std::string_view text);

}  // namespace destudio::dataset
