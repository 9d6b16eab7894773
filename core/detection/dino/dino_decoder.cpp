// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_decoder.h"

#include "core/nn/torch.h"

#include "core/detection/common/box_ops.h"
#include "core/detection/common/initialization.h"
#include "core/detection/dino/sine_position_embedding.h"

namespace destudio::detection {

DinoDecoderLayer::DinoDecoderLayer(const DinoConfig& config) {
    const auto attentions = register_module("attentions", std::make_shared<torch::nn::Module>());
    m_self_attention =
        attentions->register_module("0", std::make_shared<SelfAttention>(config.embed_dim, config.num_heads));
    m_cross_attention = attentions->register_module(
        "1", std::make_shared<MultiScaleDeformableAttention>(config.embed_dim, config.num_heads,
                                                             config.num_feature_levels, config.num_points));
    m_ffns = register_module("ffns", std::make_shared<nn::ModuleArray<FeedForward>>());
    m_norms = register_module("norms", std::make_shared<nn::ModuleArray<nn::LayerNorm>>());
    m_ffns->append(std::make_shared<FeedForward>(config.embed_dim, config.feedforward_dim));
    for (int i = 0; i < 3; ++i) {
        m_norms->append(std::make_shared<nn::LayerNorm>(config.embed_dim, config.layer_norm_eps));
    }
}

torch::Tensor DinoDecoderLayer::forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                                        const torch::Tensor& reference_points, const TokenSequence& tokens,
                                        const DecoderContext& context) {
    auto x = norm(0).forward(m_self_attention->forward(query, query_pos, context.blocked));
    x = norm(1).forward(
        m_cross_attention->forward(x, query_pos, context.memory, reference_points, tokens.shapes, tokens.padding_mask));
    return norm(2).forward((*m_ffns)[0].forward(x));
}

DinoDecoder::DinoDecoder(const DinoConfig& config, const PredictionHeads& heads) : m_config(config), m_heads(heads) {
    m_layers = register_module("layers", std::make_shared<nn::ModuleArray<DinoDecoderLayer>>());
    for (std::int64_t i = 0; i < config.num_decoder_layers; ++i) {
        m_layers->append(std::make_shared<DinoDecoderLayer>(config));
    }
    m_ref_point_head = register_module(
        "ref_point_head", std::make_shared<Mlp>(2 * config.embed_dim, config.embed_dim, config.embed_dim, 2));
    init_xavier_uniform(m_ref_point_head->layer(0).weight);
    init_xavier_uniform(m_ref_point_head->layer(1).weight);
    m_norm = register_module("norm", std::make_shared<nn::LayerNorm>(config.embed_dim, config.layer_norm_eps));
    register_module("class_embed", heads.class_embed);
    register_module("bbox_embed", heads.bbox_embed);
}

DecoderOutput DinoDecoder::forward(const torch::Tensor& query, const torch::Tensor& reference,
                                   const TokenSequence& tokens, const DecoderContext& context) {
    const auto ratios = torch::cat({tokens.valid_ratios, tokens.valid_ratios}, -1).unsqueeze(1);  // [B,1,L,4]
    DecoderOutput out;
    auto x = query;
    auto boxes = reference;
    for (std::size_t i = 0; i < m_layers->size(); ++i) {
        const auto reference_in = boxes.unsqueeze(2) * ratios;
        const auto sine =
            sine_query_embedding(reference_in.select(2, 0), m_config.embed_dim / 2, m_config.pos_temperature);
        const auto query_pos = m_ref_point_head->forward(sine);
        x = layer(i).forward(x, query_pos, reference_in, tokens, context);
        const auto delta = (*m_heads.bbox_embed)[i].forward(x);
        const auto refined = (delta + inverse_sigmoid(boxes, m_config.inverse_sigmoid_eps)).sigmoid();
        // The next layer starts from the detached box; the box prediction of the next layer looks through the
        // non-detached one (look forward twice).
        boxes = refined.detach();
        out.references_in.push_back(reference_in);
        out.query_sines.push_back(sine);
        out.query_positions.push_back(query_pos);
        out.outputs.push_back(x);
        out.states.push_back(m_norm->forward(x));
        out.references.push_back(refined);
    }
    return out;
}

}  // namespace destudio::detection
