// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/sine_position_embedding.h"

#include "core/nn/torch.h"

#include <numbers>

namespace destudio::detection {

namespace {

/// x / temperature^(2*floor(j/2)/n) with even j as sine and odd j as cosine, interleaved over a new last dimension.
torch::Tensor sine_features(const torch::Tensor& x, std::int64_t num_feats, double temperature) {
    auto exponent = torch::arange(num_feats, x.options().dtype(torch::kFloat));
    exponent = 2 * torch::floor_divide(exponent, 2) / static_cast<double>(num_feats);
    const auto divisor = torch::pow(torch::full({1}, temperature, exponent.options()), exponent);
    const auto angles = x.unsqueeze(-1) / divisor;
    const auto even = angles.slice(-1, 0, num_feats, 2);
    const auto odd = angles.slice(-1, 1, num_feats, 2);
    return torch::stack({even.sin(), odd.cos()}, -1).flatten(-2);
}

}  // namespace

torch::Tensor sine_position_embedding(const torch::Tensor& mask, const DinoConfig& config) {
    constexpr double kScale = 2 * std::numbers::pi;
    const auto free = mask.logical_not().to(torch::kFloat);
    auto y = free.cumsum(1);
    auto x = free.cumsum(2);
    y = (y + config.pos_offset) / (y.narrow(1, y.size(1) - 1, 1) + config.pos_eps) * kScale;
    x = (x + config.pos_offset) / (x.narrow(2, x.size(2) - 1, 1) + config.pos_eps) * kScale;
    const std::int64_t num_feats = config.embed_dim / 2;
    const auto embedding = torch::cat(
        {sine_features(y, num_feats, config.pos_temperature), sine_features(x, num_feats, config.pos_temperature)}, 3);
    return embedding.permute({0, 3, 1, 2});
}

torch::Tensor sine_query_embedding(const torch::Tensor& boxes, std::int64_t num_feats, double temperature) {
    constexpr double kScale = 2 * std::numbers::pi;
    std::vector<torch::Tensor> parts;
    for (const std::int64_t coordinate : {1, 0, 2, 3}) {
        parts.push_back(sine_features(boxes.select(-1, coordinate) * kScale, num_feats, temperature));
    }
    return torch::cat(parts, -1);
}

}  // namespace destudio::detection
