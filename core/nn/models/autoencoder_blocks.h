// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"
#include "core/nn/models/resnet_block.h"

namespace destudio::nn {

/// One-head self-attention over all pixels, with group norm inside and a residual around it.
class AutoencoderAttention : public ObservableModule {
public:
    AutoencoderAttention(std::int64_t channels, std::int64_t groups);
    torch::Tensor forward(const torch::Tensor& hidden);

private:
    std::shared_ptr<GroupNorm> m_group_norm;
    std::shared_ptr<Linear> m_to_q;
    std::shared_ptr<Linear> m_to_k;
    std::shared_ptr<Linear> m_to_v;
    std::shared_ptr<ModuleArray<Linear>> m_to_out;
};

/// Res-block, attention, res-block.
class AutoencoderMidBlock : public ObservableModule {
public:
    AutoencoderMidBlock(std::int64_t channels, std::int64_t groups);
    torch::Tensor forward(const torch::Tensor& hidden);

private:
    std::shared_ptr<ModuleArray<AutoencoderAttention>> m_attentions;
    std::shared_ptr<ModuleArray<ResnetBlock>> m_resnets;
};

struct AutoencoderBlockOptions {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t layers = 1;
    std::int64_t groups = 32;
    bool resample = true;
};

/// DownEncoderBlock2D.
class AutoencoderDownBlock : public ObservableModule {
public:
    explicit AutoencoderDownBlock(const AutoencoderBlockOptions& options);
    torch::Tensor forward(torch::Tensor hidden);

private:
    std::shared_ptr<ModuleArray<ResnetBlock>> m_resnets;
    std::shared_ptr<ModuleArray<Downsampler>> m_downsamplers;
};

/// UpDecoderBlock2D.
class AutoencoderUpBlock : public ObservableModule {
public:
    explicit AutoencoderUpBlock(const AutoencoderBlockOptions& options);
    torch::Tensor forward(torch::Tensor hidden);

private:
    std::shared_ptr<ModuleArray<ResnetBlock>> m_resnets;
    std::shared_ptr<ModuleArray<Upsampler>> m_upsamplers;
};

/// Epsilon of every group norm of the autoencoder.
inline constexpr double kAutoencoderNormEps = 1e-6;

}  // namespace destudio::nn
