// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino_encoder.h"

#include "core/nn/torch.h"

namespace destudio::detection {

namespace {

torch::nn::LayerNorm make_norm(const DinoConfig& config) {
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({config.embed_dim}).eps(config.layer_norm_eps));
}

}  // namespace

DinoEncoderLayerImpl::DinoEncoderLayerImpl(const DinoConfig& config) {
    register_module("attentions", m_attentions);
    register_module("ffns", m_ffns);
    register_module("norms", m_norms);
    m_attentions->push_back(MultiScaleDeformableAttention(config.embed_dim, config.num_heads, config.num_feature_levels,
                                                          config.num_points));
    m_ffns->push_back(FeedForward(config.embed_dim, config.feedforward_dim));
    m_norms->push_back(make_norm(config));
    m_norms->push_back(make_norm(config));
}

MultiScaleDeformableAttention DinoEncoderLayerImpl::attention() const {
    return m_attentions->ptr<MultiScaleDeformableAttentionImpl>(0);
}

torch::Tensor DinoEncoderLayerImpl::forward(const torch::Tensor& x, const TokenSequence& tokens,
                                            const torch::Tensor& reference_points) {
    auto out = attention()->forward(x, tokens.pos, x, reference_points, tokens.shapes, tokens.padding_mask);
    out = m_norms->ptr<torch::nn::LayerNormImpl>(0)->forward(out);
    out = m_ffns->ptr<FeedForwardImpl>(0)->forward(out);
    return m_norms->ptr<torch::nn::LayerNormImpl>(1)->forward(out);
}

DinoEncoderImpl::DinoEncoderImpl(const DinoConfig& config) {
    register_module("layers", m_layers);
    for (std::int64_t i = 0; i < config.num_encoder_layers; ++i) {
        m_layers->push_back(DinoEncoderLayer(config));
    }
}

std::vector<torch::Tensor> DinoEncoderImpl::forward(const TokenSequence& tokens) {
    const auto reference_points = encoder_reference_points(tokens.shapes, tokens.valid_ratios);
    std::vector<torch::Tensor> outputs;
    auto x = tokens.src;
    for (std::size_t i = 0; i < m_layers->size(); ++i) {
        x = layer(i)->forward(x, tokens, reference_points);
        outputs.push_back(x);
    }
    if (outputs.empty()) {
        outputs.push_back(x);
    }
    return outputs;
}

torch::Tensor encoder_reference_points(const LevelShapes& shapes, const torch::Tensor& valid_ratios) {
    std::vector<torch::Tensor> levels;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto [height, width] = shapes[i];
        const auto ratio = valid_ratios.select(1, static_cast<std::int64_t>(i));  // [B,2] (w,h)
        const auto x = (torch::arange(width, valid_ratios.options()) + 0.5).unsqueeze(0) /
                       (ratio.select(1, 0).unsqueeze(1) * static_cast<double>(width));
        const auto y = (torch::arange(height, valid_ratios.options()) + 0.5).unsqueeze(0) /
                       (ratio.select(1, 1).unsqueeze(1) * static_cast<double>(height));
        const std::int64_t batch = valid_ratios.size(0);
        levels.push_back(torch::stack({x.unsqueeze(1).expand({batch, height, width}).flatten(1),
                                       y.unsqueeze(2).expand({batch, height, width}).flatten(1)},
                                      -1));
    }
    return torch::cat(levels, 1).unsqueeze(2) * valid_ratios.unsqueeze(1);
}

}  // namespace destudio::detection
