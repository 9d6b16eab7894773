// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_transformer.h"

#include "core/nn/torch.h"

#include "core/detection/common/image_mask.h"
#include "core/detection/common/initialization.h"
#include "core/detection/dino/sine_position_embedding.h"

namespace destudio::detection {

DinoTransformer::DinoTransformer(const DinoConfig& config, const PredictionHeads& heads)
    : m_config(config), m_heads(heads) {
    m_level_embeds = register_parameter("level_embeds", torch::randn({config.num_feature_levels, config.embed_dim}));
    m_encoder = register_module("encoder", std::make_shared<DinoEncoder>(config));
    m_decoder = register_module("decoder", std::make_shared<DinoDecoder>(config, heads));
    m_tgt_embed = register_module("tgt_embed", std::make_shared<torch::nn::Module>())
                      ->register_parameter("weight", torch::empty({config.num_queries, config.embed_dim}));
    init_xavier_uniform(m_tgt_embed);
    m_enc_output = register_module("enc_output", std::make_shared<nn::Linear>(config.embed_dim, config.embed_dim));
    init_xavier_uniform(m_enc_output->weight);
    m_enc_output_norm =
        register_module("enc_output_norm", std::make_shared<nn::LayerNorm>(config.embed_dim, config.layer_norm_eps));
}

TransformerOutput DinoTransformer::flatten(const std::vector<torch::Tensor>& levels,
                                           const std::vector<torch::Tensor>& masks) const {
    TransformerOutput out;
    std::vector<torch::Tensor> src;
    std::vector<torch::Tensor> pos;
    std::vector<torch::Tensor> padding;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const auto level = static_cast<std::int64_t>(i);
        out.tokens.shapes.push_back({levels[i].size(2), levels[i].size(3)});
        out.positions.push_back(sine_position_embedding(masks[i], m_config));
        src.push_back(levels[i].flatten(2).transpose(1, 2));
        pos.push_back(out.positions.back().flatten(2).transpose(1, 2) + m_level_embeds[level]);
        padding.push_back(masks[i].flatten(1));
    }
    out.tokens.src = torch::cat(src, 1);
    out.tokens.pos = torch::cat(pos, 1);
    const auto mask = torch::cat(padding, 1);
    if (mask.any().item<bool>()) {
        out.tokens.padding_mask = mask;
    }
    out.tokens.valid_ratios = valid_ratios(masks);
    return out;
}

TwoStageSelection DinoTransformer::select(const torch::Tensor& memory, const Proposals& proposals) {
    const auto last = static_cast<std::size_t>(m_config.num_decoder_layers);
    const auto known = memory.masked_fill(proposals.valid.logical_not().unsqueeze(-1), 0.0);
    const auto output_memory = m_enc_output_norm->forward(m_enc_output->forward(known));
    return select_proposals(proposals, output_memory, (*m_heads.class_embed)[last].forward(output_memory),
                            (*m_heads.bbox_embed)[last].forward(output_memory), m_config.num_queries);
}

TransformerOutput DinoTransformer::forward(const std::vector<torch::Tensor>& levels,
                                           const std::vector<torch::Tensor>& level_masks,
                                           const std::optional<DenoisingQueries>& denoising) {
    TransformerOutput out = flatten(levels, level_masks);
    out.encoder_outputs = m_encoder->forward(out.tokens);
    const auto& memory = out.encoder_outputs.back();
    out.proposals = make_proposals(level_masks, m_config);
    out.selection = select(memory, out.proposals);

    const std::int64_t batch = memory.size(0);
    const std::int64_t queries = out.selection.boxes.size(1);
    out.query = m_tgt_embed.narrow(0, 0, queries).unsqueeze(0).expand({batch, -1, -1});
    out.init_reference = out.selection.boxes.detach();
    DecoderContext context{memory, {}};
    if (denoising) {
        out.query = torch::cat({denoising->content, out.query}, 1);
        out.init_reference = torch::cat({denoising->boxes_unact.sigmoid(), out.init_reference}, 1).detach();
        context.blocked = denoising->blocked;
    }
    out.decoder = m_decoder->forward(out.query, out.init_reference, out.tokens, context);
    return out;
}

}  // namespace destudio::detection
