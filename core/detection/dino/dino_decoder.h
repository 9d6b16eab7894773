// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/detection/dino/dino_config.h"
#include "core/detection/dino/dino_encoder.h"

namespace destudio::detection {

/// What the decoder reads besides its queries.
struct DecoderContext {
    torch::Tensor memory;   ///< [B,S,C]
    torch::Tensor blocked;  ///< [Q,Q] bool attention mask of the denoising queries; undefined for none
};

/// Everything the decoder computed, layer by layer.
struct DecoderOutput {
    std::vector<torch::Tensor> references_in;    ///< [B,Q,L,4] reference times valid ratios
    std::vector<torch::Tensor> query_sines;      ///< [B,Q,2C]
    std::vector<torch::Tensor> query_positions;  ///< [B,Q,C]
    std::vector<torch::Tensor> outputs;          ///< [B,Q,C] un-normalised
    std::vector<torch::Tensor> states;           ///< [B,Q,C] normalised
    std::vector<torch::Tensor> references;       ///< [B,Q,4] refined boxes in [0,1], with gradient
};

/// Self-attention - norm - deformable cross-attention - norm - feed-forward - norm.
class DinoDecoderLayer : public torch::nn::Module {
public:
    explicit DinoDecoderLayer(const DinoConfig& config);
    torch::Tensor forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                          const torch::Tensor& reference_points, const TokenSequence& tokens,
                          const DecoderContext& context);

    SelfAttention& self_attention() { return *m_self_attention; }
    MultiScaleDeformableAttention& cross_attention() { return *m_cross_attention; }
    nn::LayerNorm& norm(std::size_t index) { return (*m_norms)[index]; }

private:
    std::shared_ptr<SelfAttention> m_self_attention;
    std::shared_ptr<MultiScaleDeformableAttention> m_cross_attention;
    std::shared_ptr<nn::ModuleArray<FeedForward>> m_ffns;
    std::shared_ptr<nn::ModuleArray<nn::LayerNorm>> m_norms;
};

/// The prediction heads: one per decoder layer and a last one for the two-stage selection.
struct PredictionHeads {
    std::shared_ptr<nn::ModuleArray<nn::Linear>> class_embed;
    std::shared_ptr<nn::ModuleArray<Mlp>> bbox_embed;
};

/// Decoder with iterative box refinement and look-forward-twice.
class DinoDecoder : public torch::nn::Module {
public:
    /// @param heads shared with the adapter: they are registered here too, since official checkpoints hold them under
    ///        both names
    DinoDecoder(const DinoConfig& config, const PredictionHeads& heads);

    /// @param query [B,Q,C] content  @param reference [B,Q,4] boxes in [0,1], detached
    DecoderOutput forward(const torch::Tensor& query, const torch::Tensor& reference, const TokenSequence& tokens,
                          const DecoderContext& context);
    DinoDecoderLayer& layer(std::size_t index) { return (*m_layers)[index]; }

private:
    DinoConfig m_config;
    PredictionHeads m_heads;
    std::shared_ptr<nn::ModuleArray<DinoDecoderLayer>> m_layers;
    std::shared_ptr<Mlp> m_ref_point_head;
    std::shared_ptr<nn::LayerNorm> m_norm;
};

}  // namespace destudio::detection
