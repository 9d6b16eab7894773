// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// `from` in another type and, for four dimensions, in channels-last order where `channels_last` says so. libtorch 1.13
/// converts float16 one value at a time; here rows are converted in vector instructions and on all threads.
/// @param from a contiguous tensor on the CPU  @return a new tensor on `options`' device
torch::Tensor converted_weight(const torch::Tensor& from, const torch::TensorOptions& options, bool channels_last);

}  // namespace destudio::nn
