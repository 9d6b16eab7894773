// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/nn/functional/layers.h"
#include "core/nn/models/resnet_block.h"
#include "core/nn/models/transformer_2d.h"

namespace destudio::nn {

/// What all blocks of one level share.
struct UnetBlockOptions {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t time_width = 0;
    std::int64_t layers = 1;
    std::int64_t groups = 32;
    double eps = 1e-5;
    bool with_attention = false;
    Transformer2d::Options attention;  ///< `channels` is filled in by the block
    bool resample = true;              ///< a down- or up-sampler at the end
    double output_scale = 1;
};

/// DownBlock2D and CrossAttnDownBlock2D.
class UnetDownBlock : public ObservableModule {
public:
    explicit UnetDownBlock(const UnetBlockOptions& options);

    /// Appends to `skips` the output of every res-block (after its attention) and of the down-sampler.
    torch::Tensor forward(torch::Tensor hidden, const torch::Tensor& time, const torch::Tensor& context,
                          std::vector<torch::Tensor>& skips);

private:
    std::shared_ptr<ModuleArray<Transformer2d>> m_attentions;
    std::shared_ptr<ModuleArray<ResnetBlock>> m_resnets;
    std::shared_ptr<ModuleArray<Downsampler>> m_downsamplers;
};

/// UNetMidBlock2DCrossAttn (with_attention) and UNetMidBlock2D without attention: `layers` + 1 res-blocks with a
/// transformer between each two.
class UnetMidBlock : public ObservableModule {
public:
    explicit UnetMidBlock(const UnetBlockOptions& options);
    torch::Tensor forward(torch::Tensor hidden, const torch::Tensor& time, const torch::Tensor& context);

private:
    std::shared_ptr<ModuleArray<Transformer2d>> m_attentions;
    std::shared_ptr<ModuleArray<ResnetBlock>> m_resnets;
};

/// UpBlock2D and CrossAttnUpBlock2D. `layers` counts its res-blocks: layers_per_block + 1.
class UnetUpBlock : public ObservableModule {
public:
    /// @param previous channels that come from the block before
    /// @param last_skip channels of the skip that its last res-block takes; the others have `out`
    UnetUpBlock(const UnetBlockOptions& options, std::int64_t previous, std::int64_t last_skip);

    /// Takes its skips from the end of `skips`. The up-sampler's target size is that of the next skip left there, so
    /// that latents of any size work.
    torch::Tensor forward(torch::Tensor hidden, const torch::Tensor& time, const torch::Tensor& context,
                          std::vector<torch::Tensor>& skips);

private:
    std::shared_ptr<ModuleArray<Transformer2d>> m_attentions;
    std::shared_ptr<ModuleArray<ResnetBlock>> m_resnets;
    std::shared_ptr<ModuleArray<Upsampler>> m_upsamplers;
};

}  // namespace destudio::nn
