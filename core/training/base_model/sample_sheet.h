// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/training/sources/captioned_source.h"

namespace destudio::training {

/// Held-out pictures and what the model makes of them at one moment of its training.
struct SampleSheet {
    std::string stage;      ///< "autoencoder" or "diffusion"
    std::int64_t step = 0;  ///< steps done
    /// What stands in each column: "picture", "decoded", "0.30", ...
    std::vector<std::string> columns;
    std::vector<CaptionedPicture> cells;  ///< row by row, all of one size
};

using SampleSink = std::function<void(const SampleSheet&)>;

}  // namespace destudio::training
