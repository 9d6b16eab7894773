// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <set>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace destudio {

namespace {

constexpr int kMaxDepth = 256;

}  // namespace

nlohmann::json parse_json(std::string_view text, const std::string& name) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    std::vector<std::set<std::string>> keys;
    const auto check = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        using Event = nlohmann::json::parse_event_t;
        if (depth > kMaxDepth) {
            throw FormatError(name + " is nested more than " + std::to_string(kMaxDepth) + " levels deep.");
        }
        if (event == Event::object_start) {
            keys.emplace_back();
        } else if (event == Event::object_end) {
            keys.pop_back();
        } else if (event == Event::key && !keys.back().insert(value.get<std::string>()).second) {
            throw FormatError(name + " has the key \"" + value.get<std::string>() + "\" twice in one object.");
        }
        return true;
    };
    try {
        return nlohmann::json::parse(text.begin(), text.end(), check);
    } catch (const nlohmann::json::exception& error) {
        throw FormatError(name + " is not valid JSON: " + error.what() + ".");
    }
}

nlohmann::json read_json(const std::filesystem::path& path) {
    return parse_json(read_file(path), path.string());
}

}  // namespace destudio
