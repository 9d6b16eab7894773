// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/detection/common/feature_levels.h"
#include "core/detection/dino/dino_config.h"
#include "core/detection/dino/multi_scale_deformable_attention.h"
#include "core/detection/dino/transformer_parts.h"

namespace destudio::detection {

/// The feature levels as one sequence of tokens, ready for the encoder.
struct TokenSequence {
    LevelShapes shapes;
    torch::Tensor src;           ///< [B,S,C]
    torch::Tensor pos;           ///< [B,S,C] sine embedding plus level embedding
    torch::Tensor padding_mask;  ///< [B,S] bool; undefined when nothing is padded
    torch::Tensor valid_ratios;  ///< [B,L,2] (w,h)
};

/// Deformable self-attention - norm - feed-forward - norm.
class DinoEncoderLayer : public torch::nn::Module {
public:
    explicit DinoEncoderLayer(const DinoConfig& config);
    torch::Tensor forward(const torch::Tensor& x, const TokenSequence& tokens, const torch::Tensor& reference_points);
    MultiScaleDeformableAttention& attention() { return (*m_attentions)[0]; }

private:
    std::shared_ptr<nn::ModuleArray<MultiScaleDeformableAttention>> m_attentions;
    std::shared_ptr<nn::ModuleArray<FeedForward>> m_ffns;
    std::shared_ptr<nn::ModuleArray<nn::LayerNorm>> m_norms;
};

/// All encoder layers.
class DinoEncoder : public torch::nn::Module {
public:
    explicit DinoEncoder(const DinoConfig& config);

    /// @return the output of every layer, [B,S,C] each; the last one is the memory. Just the input without layers.
    std::vector<torch::Tensor> forward(const TokenSequence& tokens);
    DinoEncoderLayer& layer(std::size_t index) { return (*m_layers)[index]; }

private:
    std::shared_ptr<nn::ModuleArray<DinoEncoderLayer>> m_layers;
};

/// Token centres in (x,y) of every target level, [B,S,L,2]: centre / (valid ratio * size) of the token's own level,
/// times the valid ratio of the target level.
torch::Tensor encoder_reference_points(const LevelShapes& shapes, const torch::Tensor& valid_ratios);

}  // namespace destudio::detection
