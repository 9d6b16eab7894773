// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace destudio {

/// A LoRA file and how strongly it counts: 1 as it was trained, 0 not at all; below 0 away from what it learned.
struct LoraChoice {
    std::filesystem::path file;
    double strength = 1;
    bool operator==(const LoraChoice&) const = default;
};

}  // namespace destudio
