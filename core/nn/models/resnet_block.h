// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"
#include "core/nn/functional/strip_convolution.h"

namespace destudio::nn {

/// diffusers' ResnetBlock2D: norm1, SiLU, conv1, + time projection, norm2, SiLU, conv2, + shortcut.
class ResnetBlock : public ObservableModule {
public:
    struct Options {
        std::int64_t in = 0;
        std::int64_t out = 0;
        std::int64_t time_width = 0;  ///< 0: no time embedding (autoencoders)
        std::int64_t groups = 32;
        double eps = 1e-5;
        double output_scale = 1;  ///< the sum is divided by it
    };
    explicit ResnetBlock(const Options& options);

    /// @param hidden [B,in,H,W]  @param time [B,time_width], undefined without time embedding
    torch::Tensor forward(const torch::Tensor& hidden, const torch::Tensor& time = {});

private:
    double m_output_scale;
    NormOptions m_norm_options;
    std::shared_ptr<GroupNorm> m_norm1;
    std::shared_ptr<Conv2d> m_conv1;
    std::shared_ptr<Linear> m_time_emb_proj;
    std::shared_ptr<GroupNorm> m_norm2;
    std::shared_ptr<Conv2d> m_conv2;
    std::shared_ptr<Conv2d> m_conv_shortcut;
};

/// Halves height and width with a stride-2 convolution.
class Downsampler : public ObservableModule {
public:
    /// The U-Net pads by one on all sides (`kSymmetric`, ceil(n/2)); the autoencoder only at the bottom and right.
    enum class Padding { kSymmetric, kBottomRight };
    Downsampler(std::int64_t channels, Padding padding);
    torch::Tensor forward(const torch::Tensor& hidden);

private:
    Padding m_padding;
    std::shared_ptr<Conv2d> m_conv;
};

/// Nearest-neighbour enlargement to `size` (height, width), then a convolution.
class Upsampler : public ObservableModule {
public:
    explicit Upsampler(std::int64_t channels);
    torch::Tensor forward(const torch::Tensor& hidden, std::int64_t height, std::int64_t width);

private:
    std::shared_ptr<Conv2d> m_conv;
};

}  // namespace destudio::nn
