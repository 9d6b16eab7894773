// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/lora/merged_weights.h"

namespace destudio::lora {

/// How much a file changes one block of a model.
struct BlockChange {
    Component component = Component::kUnet;
    std::string block;  ///< "down_blocks.1", "mid_block", "layers.3", ...
    int modules = 0;
    double relative = 0;  ///< length of the change over that of the changed weights (Frobenius), at strength 1
};

/// What a LoRA file is and what it would do to a model, before it is used.
struct LoraReport {
    std::string format;
    std::string base;         ///< that it was made for, by its names and shapes; empty when they do not tell
    std::string stated_base;  ///< by its metadata
    std::size_t modules = 0;
    // Only where a model was given:
    std::size_t used = 0;
    std::vector<std::string> unused;
    std::vector<std::string> misshapen;
    std::vector<BlockChange> blocks;
    double relative = 0;  ///< of all blocks together
    std::string problem;  ///< why it cannot be used; empty when it can

    std::vector<std::string> unknown;  ///< tensors whose names mean nothing here
};

/// Without a model: the file alone.
LoraReport describe(const LoraFile& file);
/// Reads every changed weight once.
LoraReport compare(const LoraFile& file, const Parts& parts);

}  // namespace destudio::lora
