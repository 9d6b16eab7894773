// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace destudio::detection {

/// Height and width of one feature level in tokens.
struct LevelShape {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t tokens() const { return height * width; }
    bool operator==(const LevelShape&) const = default;
};

using LevelShapes = std::vector<LevelShape>;

/// Tokens of all levels together (S in the comments of this folder).
inline std::int64_t total_tokens(const LevelShapes& shapes) {
    std::int64_t sum = 0;
    for (const LevelShape& shape : shapes) {
        sum += shape.tokens();
    }
    return sum;
}

}  // namespace destudio::detection
