// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <optional>
#include <string>
#include <string_view>

namespace destudio::nn {

/// "F32" and so on to torch's type; nothing for a name that this program does not read (8-bit floats, for one).
std::optional<torch::ScalarType> safetensors_type(std::string_view name);
/// @throws UsageError
std::string safetensors_type_name(torch::ScalarType type);

}  // namespace destudio::nn
