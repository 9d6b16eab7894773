// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>

namespace destudio::nn {

/// Whether load_weights (weights.h) would take the file, without reading more than its header.
/// @throws as load_weights
void check_weights(const torch::nn::Module& module, const std::filesystem::path& path);

}  // namespace destudio::nn
