// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

#include <vector>

#include "core/detection/dino_config.h"
#include "core/detection/dino_encoder.h"

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
class DinoDecoderLayerImpl : public torch::nn::Module {
public:
    explicit DinoDecoderLayerImpl(const DinoConfig& config);
    torch::Tensor forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                          const torch::Tensor& reference_points, const TokenSequence& tokens,
                          const DecoderContext& context);

    SelfAttention self_attention() const { return m_attentions->ptr<SelfAttentionImpl>(0); }
    MultiScaleDeformableAttention cross_attention() const {
        return m_attentions->ptr<MultiScaleDeformableAttentionImpl>(1);
    }
    torch::nn::LayerNorm norm(std::size_t index) const { return m_norms->ptr<torch::nn::LayerNormImpl>(index); }

private:
    torch::nn::ModuleList m_attentions;
    torch::nn::ModuleList m_ffns;
    torch::nn::ModuleList m_norms;
};
TORCH_MODULE(DinoDecoderLayer);

/// Decoder with iterative box refinement and look-forward-twice.
class DinoDecoderImpl : public torch::nn::Module {
public:
    /// @param class_embed, bbox_embed the prediction heads, shared with the adapter: they are registered here too,
    /// since
    ///        official checkpoints hold them under both names
    DinoDecoderImpl(const DinoConfig& config, const torch::nn::ModuleList& class_embed,
                    const torch::nn::ModuleList& bbox_embed);

    /// @param query [B,Q,C] content  @param reference [B,Q,4] boxes in [0,1], detached
    DecoderOutput forward(const torch::Tensor& query, const torch::Tensor& reference, const TokenSequence& tokens,
                          const DecoderContext& context);
    DinoDecoderLayer layer(std::size_t index) const { return m_layers->ptr<DinoDecoderLayerImpl>(index); }

private:
    DinoConfig m_config;
    torch::nn::ModuleList m_layers;
    Mlp m_ref_point_head{nullptr};
    torch::nn::LayerNorm m_norm{nullptr};
    torch::nn::ModuleList m_bbox_embed;
};
TORCH_MODULE(DinoDecoder);

}  // namespace destudio::detection
