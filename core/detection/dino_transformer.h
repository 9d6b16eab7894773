// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/pimpl.h>

#include <optional>
#include <vector>

#include "core/detection/denoising_queries.h"
#include "core/detection/dino_decoder.h"
#include "core/detection/dino_encoder.h"
#include "core/detection/two_stage_selection.h"

namespace destudio::detection {

/// Everything the transformer computed, stage by stage.
struct TransformerOutput {
    TokenSequence tokens;
    std::vector<torch::Tensor> positions;        ///< sine embedding of each level [B,C,h,w]
    std::vector<torch::Tensor> encoder_outputs;  ///< the last one is the memory
    Proposals proposals;
    TwoStageSelection selection;
    torch::Tensor query;           ///< [B,P+Q,C] content of the decoder's queries
    torch::Tensor init_reference;  ///< [B,P+Q,4] in [0,1], detached
    DecoderOutput decoder;
};

/// Encoder, two-stage selection and decoder of DINO.
class DinoTransformerImpl : public torch::nn::Module {
public:
    DinoTransformerImpl(const DinoConfig& config, const torch::nn::ModuleList& class_embed,
                        const torch::nn::ModuleList& bbox_embed);

    /// @param levels [B,C,h,w], fine to coarse  @param level_masks [B,h,w] bool, true = padding
    TransformerOutput forward(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& level_masks,
                              const std::optional<DenoisingQueries>& denoising);

    DinoEncoder encoder() const { return m_encoder; }
    DinoDecoder decoder() const { return m_decoder; }

private:
    TransformerOutput flatten(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& masks) const;
    TwoStageSelection select(const torch::Tensor& memory, const Proposals& proposals);

    DinoConfig m_config;
    torch::Tensor m_level_embeds;
    DinoEncoder m_encoder{nullptr};
    DinoDecoder m_decoder{nullptr};
    torch::nn::Embedding m_tgt_embed{nullptr};
    torch::nn::Linear m_enc_output{nullptr};
    torch::nn::LayerNorm m_enc_output_norm{nullptr};
    torch::nn::ModuleList m_class_embed;
    torch::nn::ModuleList m_bbox_embed;
};
TORCH_MODULE(DinoTransformer);

}  // namespace destudio::detection
