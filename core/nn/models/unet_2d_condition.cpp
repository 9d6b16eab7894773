// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/unet_2d_condition.h"

#include <algorithm>
#include <utility>

namespace destudio::nn {

namespace {

constexpr std::int64_t kTimeExpansion = 4;

}  // namespace

Unet2dCondition::Unet2dCondition(const Unet2dConditionConfig& config) : m_config(config) {
    const auto first = config.block_out_channels.front();
    const auto time_width = kTimeExpansion * first;
    m_conv_in =
        register_module("conv_in", std::make_shared<Conv2d>(Conv2d::Options{.in = config.in_channels, .out = first}));
    m_time_embedding = register_module(
        "time_embedding", std::make_shared<TimestepEmbedding>(first, time_width, config.time_cond_proj_dim));
    if (config.addition_time_embed_dim > 0) {
        m_add_embedding = register_module(
            "add_embedding",
            std::make_shared<TimestepEmbedding>(config.projection_class_embeddings_input_dim, time_width));
    }
    if (config.gated_attention) {
        m_grounding = std::make_shared<GroundingTokens>();
        m_position_net = register_module("position_net", std::make_shared<PositionNet>(config.cross_attention_dim));
    }
    add_down_blocks(time_width);
    add_mid_block(time_width);
    add_up_blocks(time_width);
    m_conv_norm_out =
        register_module("conv_norm_out", std::make_shared<GroupNorm>(config.norm_num_groups, first, config.norm_eps));
    m_conv_out =
        register_module("conv_out", std::make_shared<Conv2d>(Conv2d::Options{.in = first, .out = config.out_channels}));
}

UnetBlockOptions Unet2dCondition::block_options(std::size_t level, std::int64_t time_width, bool with_attention) const {
    UnetBlockOptions options;
    options.out = m_config.block_out_channels[level];
    options.time_width = time_width;
    options.groups = m_config.norm_num_groups;
    options.eps = m_config.norm_eps;
    options.with_attention = with_attention;
    options.attention.context_width = m_config.cross_attention_dim;
    options.attention.heads = m_config.attention_head_dim[level];
    options.attention.layers = m_config.transformer_layers_per_block[level];
    options.attention.linear_projection = m_config.use_linear_projection;
    options.attention.upcast_attention = m_config.upcast_attention;
    options.attention.grounding = m_grounding;
    return options;
}

void Unet2dCondition::add_down_blocks(std::int64_t time_width) {
    m_down_blocks = register_module("down_blocks", std::make_shared<ModuleArray<UnetDownBlock>>());
    for (std::size_t level = 0; level < m_config.levels(); ++level) {
        auto options = block_options(level, time_width, m_config.down_block_types[level] == "CrossAttnDownBlock2D");
        options.in = m_config.block_out_channels[level == 0 ? 0 : level - 1];
        options.layers = m_config.layers_per_block;
        options.resample = level + 1 < m_config.levels();
        m_down_blocks->append(std::make_shared<UnetDownBlock>(options));
    }
}

void Unet2dCondition::add_mid_block(std::int64_t time_width) {
    auto options = block_options(m_config.levels() - 1, time_width, m_config.mid_block_attention);
    options.in = options.out;
    options.layers = 1;
    options.output_scale = m_config.mid_block_scale_factor;
    m_mid_block = register_module("mid_block", std::make_shared<UnetMidBlock>(options));
}

void Unet2dCondition::add_up_blocks(std::int64_t time_width) {
    m_up_blocks = register_module("up_blocks", std::make_shared<ModuleArray<UnetUpBlock>>());
    auto previous = m_config.block_out_channels.back();
    for (std::size_t i = 0; i < m_config.levels(); ++i) {
        const std::size_t level = m_config.levels() - 1 - i;
        auto options = block_options(level, time_width, m_config.up_block_types[i] == "CrossAttnUpBlock2D");
        options.layers = m_config.layers_per_block + 1;
        options.resample = level > 0;
        const auto last_skip = m_config.block_out_channels[level == 0 ? 0 : level - 1];
        m_up_blocks->append(std::make_shared<UnetUpBlock>(options, previous, last_skip));
        previous = options.out;
    }
}

torch::Tensor size_embedding(const torch::Tensor& ids, const Unet2dConditionConfig& config) {
    return sinusoidal_embedding(ids.flatten(), config.addition_time_embed_dim, config.flip_sin_to_cos,
                                config.freq_shift)
        .reshape({ids.size(0), -1});
}

torch::Tensor Unet2dCondition::added_embedding(const UnetConditions& conditions, torch::ScalarType type) {
    TORCH_CHECK(conditions.text_embeds.defined() && conditions.time_ids.defined(),
                "this U-Net needs the pooled text and the picture's sizes");
    const auto sizes = size_embedding(conditions.time_ids, m_config);
    return m_add_embedding->forward(torch::cat({conditions.text_embeds.to(type), sizes.to(type)}, 1));
}

UnetOutput Unet2dCondition::forward(const torch::Tensor& sample, const torch::Tensor& timesteps,
                                    const torch::Tensor& context, bool collect_features,
                                    const UnetConditions& conditions) {
    UnetOutput output;
    const auto collect = [&](const torch::Tensor& block_output) {
        if (collect_features) {
            output.block_outputs.push_back(block_output);
        }
    };
    const auto type = m_conv_in->weight.scalar_type();
    const auto sinusoids = sinusoidal_embedding(timesteps, m_config.block_out_channels.front(),
                                                m_config.flip_sin_to_cos, m_config.freq_shift);
    const auto guidance = conditions.guidance.defined() ? conditions.guidance.to(type) : torch::Tensor();
    auto time = m_time_embedding->forward(sinusoids.to(type), guidance);
    if (m_add_embedding) {
        time = time + added_embedding(conditions, type);
    }

    TORCH_CHECK(m_grounding || !conditions.grounding.defined(), "this U-Net has no gated layers for boxes");
    if (m_grounding) {
        m_grounding->tokens = conditions.grounding;
    }
    auto hidden = m_conv_in->forward(m_config.center_input_sample ? 2 * sample - 1 : sample);
    std::vector<torch::Tensor> skips{hidden};
    for (std::size_t i = 0; i < m_down_blocks->size(); ++i) {
        hidden = (*m_down_blocks)[i].forward(hidden, time, context, skips);
        collect(hidden);
    }
    hidden = m_mid_block->forward(hidden, time, context);
    collect(hidden);
    for (std::size_t i = 0; i < m_up_blocks->size(); ++i) {
        hidden = (*m_up_blocks)[i].forward(hidden, time, context, skips);
        collect(hidden);
    }
    output.sample = m_conv_out->forward(m_conv_norm_out->forward_silu(hidden));
    if (m_grounding) {
        m_grounding->tokens = torch::Tensor();
    }
    return output;
}

FeatureLevels group_features(const std::vector<torch::Tensor>& block_outputs, std::int64_t latent_height,
                             std::int64_t latent_width) {
    // The coarsest block outputs tell how many levels there are. Tiny latents reach 1x1 early, so sizes alone would
    // put a block into several groups; a down block halves exactly once and an up block doubles once, which settles it.
    const std::size_t levels = block_outputs.size() / 2;
    std::vector<std::vector<torch::Tensor>> groups(levels);
    for (std::size_t i = 0; i < block_outputs.size(); ++i) {
        const bool is_down = i < levels;
        const std::size_t up = is_down ? 0 : i - levels;  // 0 is the mid block
        const std::size_t level = is_down ? std::min(i + 1, levels - 1) : levels - 1 - std::min(up, levels - 1);
        TORCH_CHECK(block_outputs[i].size(2) == (latent_height + (1 << level) - 1) >> level &&
                        block_outputs[i].size(3) == (latent_width + (1 << level) - 1) >> level,
                    "block output ", i, " does not have the size of pyramid level ", level);
        groups[level].push_back(block_outputs[i]);
    }
    FeatureLevels pyramid;
    for (const auto& group : groups) {
        pyramid.levels.push_back(torch::cat(group, 1));
    }
    return pyramid;
}

std::vector<std::int64_t> feature_channels(const Unet2dConditionConfig& config) {
    const auto& channels = config.block_out_channels;
    const std::size_t levels = channels.size();
    std::vector<std::int64_t> result(levels, 0);
    for (std::size_t i = 0; i < levels; ++i) {
        result[std::min(i + 1, levels - 1)] += channels[i];  // down block i
        result[i == 0 ? 0 : i - 1] += channels[i];           // up block of level i
    }
    result[levels - 1] += channels[levels - 1];  // mid block
    return result;
}

}  // namespace destudio::nn
