// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/detection/common/denoising_queries.h"
#include "core/detection/dino/dino_decoder.h"
#include "core/detection/dino/dino_encoder.h"
#include "core/detection/dino/two_stage_selection.h"

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
class DinoTransformer : public torch::nn::Module {
public:
    DinoTransformer(const DinoConfig& config, const PredictionHeads& heads);

    /// @param levels [B,C,h,w], fine to coarse  @param level_masks [B,h,w] bool, true = padding
    TransformerOutput forward(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& level_masks,
                              const std::optional<DenoisingQueries>& denoising);

    DinoEncoder& encoder() { return *m_encoder; }
    DinoDecoder& decoder() { return *m_decoder; }

private:
    TransformerOutput flatten(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& masks) const;
    TwoStageSelection select(const torch::Tensor& memory, const Proposals& proposals);

    DinoConfig m_config;
    PredictionHeads m_heads;
    torch::Tensor m_level_embeds;  ///< [L,C]
    std::shared_ptr<DinoEncoder> m_encoder;
    std::shared_ptr<DinoDecoder> m_decoder;
    torch::Tensor m_tgt_embed;  ///< [Q,C] content of the matching queries
    std::shared_ptr<nn::Linear> m_enc_output;
    std::shared_ptr<nn::LayerNorm> m_enc_output_norm;
};

}  // namespace destudio::detection
