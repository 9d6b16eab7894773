// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <map>
#include <string>

namespace destudio::nn {

/// Reads the weights of a PyTorch checkpoint (torch.save since version 1.6: a zip file with a pickle) without running
/// any code in it. The weights are looked for under "model", else "state_dict", else at the top.
/// @return tensors of their own by name, contiguous, on the CPU
/// @throws IoError; FormatError naming what is wrong: an older format, a script, code in the pickle, a damaged file
std::map<std::string, torch::Tensor> read_torch_checkpoint(const std::filesystem::path& path);

}  // namespace destudio::nn
