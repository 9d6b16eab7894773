// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/io/weight_source.h"

namespace destudio::nn {

/// Whether load_weights (weights.h) would take the tensors, without reading them.
/// @throws as load_weights
void check_weights(const torch::nn::Module& module, const WeightSource& source);

}  // namespace destudio::nn
