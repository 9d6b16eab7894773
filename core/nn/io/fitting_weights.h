// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstddef>

#include "core/nn/io/weight_source.h"

namespace destudio::nn {

/// How much of a module a file could fill.
struct FittingWeights {
    std::size_t kept = 0;   ///< parameters and buffers that the file has in the same shape
    std::size_t total = 0;  ///< of the module
};
/// Fills what a source has under the same name and in the same shape, and leaves the rest of the module as it is.
/// @throws IoError, FormatError for the file itself
FittingWeights load_fitting_weights(torch::nn::Module& module, const WeightSource& source);

}  // namespace destudio::nn
