// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/nn/models/timestep_embedding.h"
#include "core/nn/models/unet_2d_condition_config.h"
#include "core/nn/models/unet_blocks.h"

namespace destudio::nn {

/// What one U-Net call gives.
struct UnetOutput {
    torch::Tensor sample;  ///< [B,out_channels,h,w]: epsilon or v
    /// Outputs of the down blocks (after their down-sampler), the mid block, and the up blocks (after their
    /// up-sampler), in this order; empty unless asked for.
    std::vector<torch::Tensor> block_outputs;
};

/// What some U-Nets are told besides the prompt.
struct UnetConditions {
    torch::Tensor guidance;  ///< [B,time_cond_proj_dim], guidance_embedding(); undefined: nothing is told
    // Stable Diffusion XL (UnetConditions are needed where the configuration has addition_time_embed_dim):
    torch::Tensor text_embeds;  ///< [B,P]: the pooled text
    torch::Tensor time_ids;     ///< [B,6] float: original height, width, crop top, left, target height, width in pixels
    /// [B,N,cross_attention_dim]: boxes as position_net() gives them. Undefined: the gated layers do not run.
    torch::Tensor grounding{};
};

/// Block outputs of one size, concatenated over channels in collection order. levels[k] has the latent's size divided
/// by 2^k, rounded up: levels[0] is "div1", levels[1] "div2", ...
struct FeatureLevels {
    std::vector<torch::Tensor> levels;  ///< [B,C_k,ceil(h/2^k),ceil(w/2^k)]
};

/// The sinusoids of numbers such as time_ids, a row's one behind the other. @param ids [B,N]  @return [B,N*width]
/// float32
torch::Tensor size_embedding(const torch::Tensor& ids, const Unet2dConditionConfig& config);

/// Groups block outputs by resolution. A level without any block output is left out at the end and never occurs
/// between others in a U-Net.
FeatureLevels group_features(const std::vector<torch::Tensor>& block_outputs, std::int64_t latent_height,
                             std::int64_t latent_width);

/// Channels of each pyramid level that this configuration gives (Stable Diffusion 2: 960, 1600, 1920, 3840).
std::vector<std::int64_t> feature_channels(const Unet2dConditionConfig& config);

/// diffusers' UNet2DConditionModel, as Stable Diffusion 1.x, 2.x and XL use it. Parameter names are diffusers'.
class Unet2dCondition : public torch::nn::Module {
public:
    explicit Unet2dCondition(const Unet2dConditionConfig& config);

    /// @param sample [B,in_channels,h,w], any h and w  @param timesteps [B], float or int64
    /// @param context [B,S,cross_attention_dim], any S
    UnetOutput forward(const torch::Tensor& sample, const torch::Tensor& timesteps, const torch::Tensor& context,
                       bool collect_features = false, const UnetConditions& conditions = {});

    const Unet2dConditionConfig& config() const { return m_config; }
    /// What makes grounding tokens of phrases and boxes; null without gated layers.
    PositionNet* position_net() const { return m_position_net.get(); }

private:
    void add_down_blocks(std::int64_t time_width);
    void add_mid_block(std::int64_t time_width);
    void add_up_blocks(std::int64_t time_width);
    /// What size and pooled text add to the time embedding: [B,time width].
    torch::Tensor added_embedding(const UnetConditions& conditions, torch::ScalarType type);
    UnetBlockOptions block_options(std::size_t level, std::int64_t time_width, bool with_attention) const;

    Unet2dConditionConfig m_config;
    std::shared_ptr<Conv2d> m_conv_in;
    std::shared_ptr<TimestepEmbedding> m_time_embedding;
    std::shared_ptr<TimestepEmbedding> m_add_embedding;  ///< null without added conditions
    std::shared_ptr<ModuleArray<UnetDownBlock>> m_down_blocks;
    std::shared_ptr<UnetMidBlock> m_mid_block;
    std::shared_ptr<ModuleArray<UnetUpBlock>> m_up_blocks;
    std::shared_ptr<GroundingTokens> m_grounding;  ///< of the call that runs; null without gated layers
    std::shared_ptr<PositionNet> m_position_net;
    std::shared_ptr<GroupNorm> m_conv_norm_out;
    std::shared_ptr<Conv2d> m_conv_out;
};

}  // namespace destudio::nn
