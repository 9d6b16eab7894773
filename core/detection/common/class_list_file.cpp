// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/class_list_file.h"

#include <sstream>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::detection {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::vector<std::string> read_class_list(const std::filesystem::path& file) {
    std::vector<std::string> names;
    if (file.extension() != ".json") {
        const std::string text = read_file(file);
        std::istringstream lines(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text);
        for (std::string line; std::getline(lines, line);) {
            const auto end = line.find_last_not_of(" \t\r");
            if (end != std::string::npos) {
                names.push_back(line.substr(0, end + 1));
            }
        }
        return names;
    }
    const auto json = read_json(file);
    const auto bad = FormatError(file.string() + " holds no class list: a list of names, or \"categories\" of COCO.");
    const bool is_object = json.is_object();
    const auto list = is_object ? json.value("classes", json.value("categories", nlohmann::json())) : json;
    if (!list.is_array()) {
        throw bad;
    }
    for (const auto& entry : list) {
        const auto name = entry.is_object() ? entry.value("name", nlohmann::json()) : entry;
        if (!name.is_string()) {
            throw bad;
        }
        names.push_back(name.get<std::string>());
    }
    return names;
}

}  // namespace destudio::detection
