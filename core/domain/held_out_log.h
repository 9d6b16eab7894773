// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace destudio::domain {

/// The loss of a base model on held-out pictures after so many steps of its U-Net.
struct HeldOutLoss {
    std::int64_t step = 0;
    double loss = 0;

    bool operator==(const HeldOutLoss&) const = default;
};

/// Those of a training's log.jsonl in their order; lines that make no sense are skipped. Never throws.
std::vector<HeldOutLoss> read_held_out_losses(const std::filesystem::path& log);

}  // namespace destudio::domain
