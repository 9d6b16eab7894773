// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino_decoder.h"

#include "core/nn/torch.h"

#include "core/detection/box_ops.h"
#include "core/detection/sine_position_embedding.h"

namespace destudio::detection {

namespace {

torch::nn::LayerNorm make_norm(const DinoConfig& config) {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({config.embed_dim}).eps(config.layer_norm_eps));
}

}  // namespace

DinoDecoderLayerImpl::DinoDecoderLayerImpl(const DinoConfig& config) {
    register_module("attentions", m_attentions);
    register_module("ffns", m_ffns);
    register_module("norms", m_norms);
    m_attentions->push_back(SelfAttention(config.embed_dim, config.num_heads));
    m_attentions->push_back(MultiScaleDeformableAttention(config.embed_dim, config.num_heads, config.num_feature_levels,
                                                          config.num_points));
    m_ffns->push_back(FeedForward(config.embed_dim, config.feedforward_dim));
    for (int i = 0; i < 3; ++i) {
        m_norms->push_back(make_norm(config));
    }
}

torch::Tensor DinoDecoderLayerImpl::forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                                            const torch::Tensor& reference_points, const TokenSequence& tokens,
                                            const DecoderContext& context) {
    auto x = norm(0)(self_attention()->forward(query, query_pos, context.blocked));
    x = norm(1)(
        cross_attention()->forward(x, query_pos, context.memory, reference_points, tokens.shapes, tokens.padding_mask));
    return norm(2)(m_ffns->ptr<FeedForwardImpl>(0)->forward(x));
}

DinoDecoderImpl::DinoDecoderImpl(const DinoConfig& config, const torch::nn::ModuleList& class_embed,
                                 const torch::nn::ModuleList& bbox_embed)
    : m_config(config), m_bbox_embed(bbox_embed) {
    register_module("layers", m_layers);
    for (std::int64_t i = 0; i < config.num_decoder_layers; ++i) {
        m_layers->push_back(DinoDecoderLayer(config));
    }
    m_ref_point_head =
        register_module("ref_point_head", Mlp(2 * config.embed_dim, config.embed_dim, config.embed_dim, 2));
    for (std::size_t i = 0; i < 2; ++i) {
        torch::nn::init::xavier_uniform_(m_ref_point_head->layer(i)->weight);
    }
    m_norm = register_module("norm", make_norm(config));
    register_module("class_embed", class_embed);
    register_module("bbox_embed", bbox_embed);
}

DecoderOutput DinoDecoderImpl::forward(const torch::Tensor& query, const torch::Tensor& reference,
                                       const TokenSequence& tokens, const DecoderContext& context) {
    const auto ratios = torch::cat({tokens.valid_ratios, tokens.valid_ratios}, -1).unsqueeze(1);  // [B,1,L,4]
    DecoderOutput out;
    auto x = query;
    auto boxes = reference;
    for (std::size_t i = 0; i < m_layers->size(); ++i) {
        const auto reference_in = boxes.unsqueeze(2) * ratios;
        const auto sine =
            sine_query_embedding(reference_in.select(2, 0), m_config.embed_dim / 2, m_config.pos_temperature);
        const auto query_pos = m_ref_point_head(sine);
        x = layer(i)->forward(x, query_pos, reference_in, tokens, context);
        const auto delta = m_bbox_embed->ptr<MlpImpl>(i)->forward(x);
        const auto refined = (delta + inverse_sigmoid(boxes, m_config.inverse_sigmoid_eps)).sigmoid();
        // The next layer starts from the detached box; the box prediction of the next layer looks through the
        // non-detached one (look forward twice).
        boxes = refined.detach();
        out.references_in.push_back(reference_in);
        out.query_sines.push_back(sine);
        out.query_positions.push_back(query_pos);
        out.outputs.push_back(x);
        out.states.push_back(m_norm(x));
        out.references.push_back(refined);
    }
    return out;
}

}  // namespace destudio::detection
