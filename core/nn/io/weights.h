// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/nn/io/weight_source.h"

namespace destudio::nn {

struct LoadOptions {
    std::optional<torch::ScalarType> dtype;  ///< of the floating parameters; unset: the module's own
    torch::Device device = torch::kCPU;
    bool channels_last = false;  ///< convolution weights in channels-last order
    /// Only parameters and buffers whose names begin so are filled; empty: all. The file must have all in any case.
    std::vector<std::string> prefixes = {};
};

/// Fills the module's parameters and buffers from a safetensors file (or a shard index). Every tensor must be there
/// with the right shape, and none may be left over but those that is_surplus_weight() knows; old names of the
/// autoencoder's attention (query, key, value, proj_attn) are accepted.
/// @throws ConfigError naming the missing, surplus or misshapen tensors; IoError, FormatError for the file itself
void load_weights(torch::nn::Module& module, const std::filesystem::path& path, const LoadOptions& options = {});
void load_weights(torch::nn::Module& module, const WeightSource& source, const LoadOptions& options = {});

/// Takes the memory of the parameters and buffers whose names begin so; load_weights gives them some again.
void drop_weights(torch::nn::Module& module, const std::string& prefix);

/// Parameters and buffers by their full name.
std::map<std::string, torch::Tensor> state_dict(const torch::nn::Module& module);

/// Writes the state dict; floating tensors are converted to `dtype`. @throws IoError
void save_weights(const torch::nn::Module& module, const std::filesystem::path& path,
                  torch::ScalarType dtype = torch::kFloat32, const std::map<std::string, std::string>& metadata = {});

}  // namespace destudio::nn
