// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace destudio::verify {

/// One line of a verification: a recorded tensor against what this program computes.
struct TensorResult {
    std::string name;      ///< "folder/of/the/case/tensor", the folder relative to the tree's root
    double max_error = 0;  ///< largest absolute difference; infinity for another shape or NaN
    double bound = 0;
    bool passed = false;
    bool informative = false;  ///< need not agree, and is not counted
    std::string note;          ///< why there is nothing to compare, or what the line means
};

struct TreeTotals {
    std::size_t cases = 0;
    std::size_t passed = 0;
    std::size_t failed = 0;
};

/// Finds every recorded case under `root` (root itself included), in the order of their names: a diffusers bundle with
/// golden.json beside model_index.json, scheduler tables, a few-step model, LoRA files, an AutoencoderTiny, and the
/// detection recordings (folders A_ to H_). Runs each and hands over the results as they come. A case that cannot be
/// read is one failed result.
/// @throws IoError when root is no folder, CancelledError
TreeTotals verify_tree(const std::filesystem::path& root, const std::function<void(const TensorResult&)>& sink,
                       const std::stop_token& stop = {});

}  // namespace destudio::verify
