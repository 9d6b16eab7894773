// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace destudio::detection {

/// `classes`, or "class 0", "class 1", ... while they are unknown.
inline std::vector<std::string> class_names(const std::vector<std::string>& classes, std::int64_t count) {
    if (!classes.empty()) {
        return classes;
    }
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < count; ++i) {
        names.push_back("class " + std::to_string(i));
    }
    return names;
}

}  // namespace destudio::detection
