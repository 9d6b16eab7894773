// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <array>

namespace destudio::nn {

/// What a LoRA adds to a layer while it is trained: scale * up(down(input)). The layer's own weight stays as it is.
struct LowRank {
    torch::Tensor down;  ///< [rank,in], or [rank,in,k,k] of a convolution; float32
    torch::Tensor up;    ///< [out,rank], or [out,rank,1,1]; float32
    double scale = 1;    ///< alpha / rank

    /// @param input [..,in]  @return [..,out] in the input's type
    torch::Tensor linear(const torch::Tensor& input) const;
    /// @param input [B,in,H,W]  @param stride, padding of the layer  @return what the layer's result has added
    torch::Tensor convolution(const torch::Tensor& input, std::int64_t stride,
                              const std::array<std::int64_t, 2>& padding) const;
};

}  // namespace destudio::nn
