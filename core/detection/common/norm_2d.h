// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/common/norm_kind.h"
#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// One of the normalisations of a convolutional network, under torchvision's parameter names: group normalisation with
/// "weight" and "bias" as parameters, or frozen batch normalisation with "weight", "bias", "running_mean" and
/// "running_var" as buffers, which training leaves alone.
class Norm2d : public torch::nn::Module {
public:
    /// @param kind not kNone
    Norm2d(NormKind kind, std::int64_t channels, std::int64_t groups);

    torch::Tensor forward(const torch::Tensor& x);
    /// Starts as zero, so that a residual block starts as the identity; does nothing when frozen.
    void init_zero();

private:
    NormKind m_kind;
    std::int64_t m_groups;
    torch::Tensor m_weight;
    torch::Tensor m_bias;
    torch::Tensor m_mean;
    torch::Tensor m_variance;
};

}  // namespace destudio::detection
