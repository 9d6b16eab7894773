// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_encoder.h"

#include "core/nn/torch.h"

namespace destudio::detection {

DinoEncoderLayer::DinoEncoderLayer(const DinoConfig& config) {
    m_attentions = register_module("attentions", std::make_shared<nn::ModuleArray<MultiScaleDeformableAttention>>());
    m_ffns = register_module("ffns", std::make_shared<nn::ModuleArray<FeedForward>>());
    m_norms = register_module("norms", std::make_shared<nn::ModuleArray<nn::LayerNorm>>());
    m_attentions->append(std::make_shared<MultiScaleDeformableAttention>(config.embed_dim, config.num_heads,
                                                                         config.num_feature_levels, config.num_points));
    m_ffns->append(std::make_shared<FeedForward>(config.embed_dim, config.feedforward_dim));
    for (int i = 0; i < 2; ++i) {
        m_norms->append(std::make_shared<nn::LayerNorm>(config.embed_dim, config.layer_norm_eps));
    }
}

torch::Tensor DinoEncoderLayer::forward(const torch::Tensor& x, const TokenSequence& tokens,
                                        const torch::Tensor& reference_points) {
    auto out = attention().forward(x, tokens.pos, x, reference_points, tokens.shapes, tokens.padding_mask);
    out = (*m_norms)[0].forward(out);
    out = (*m_ffns)[0].forward(out);
    return (*m_norms)[1].forward(out);
}

DinoEncoder::DinoEncoder(const DinoConfig& config) {
    m_layers = register_module("layers", std::make_shared<nn::ModuleArray<DinoEncoderLayer>>());
    for (std::int64_t i = 0; i < config.num_encoder_layers; ++i) {
        m_layers->append(std::make_shared<DinoEncoderLayer>(config));
    }
}

std::vector<torch::Tensor> DinoEncoder::forward(const TokenSequence& tokens) {
    const auto reference_points = encoder_reference_points(tokens.shapes, tokens.valid_ratios);
    std::vector<torch::Tensor> outputs;
    auto x = tokens.src;
    for (std::size_t i = 0; i < m_layers->size(); ++i) {
        x = layer(i).forward(x, tokens, reference_points);
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
