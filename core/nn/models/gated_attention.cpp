// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/gated_attention.h"

#include "core/nn/torch.h"

namespace destudio::nn {

namespace {

constexpr double kGatedNormEps = 1e-5;
constexpr std::int64_t kFrequencies = 8;
constexpr double kFrequencyBase = 100;
constexpr std::int64_t kBoxWidth = kFrequencies * 2 * 4;
constexpr std::int64_t kPositionHidden = 512;

}  // namespace

GatedSelfAttention::GatedSelfAttention(std::int64_t width, std::int64_t context_width, std::int64_t heads) {
    m_linear = register_module("linear", std::make_shared<Linear>(context_width, width));
    m_attn = register_module("attn", std::make_shared<Attention>(
                                         Attention::Options{.width = width, .context_width = width, .heads = heads}));
    m_ff = register_module("ff", std::make_shared<GegluFeedForward>(width));
    m_norm1 = register_module("norm1", std::make_shared<LayerNorm>(width, kGatedNormEps));
    m_norm2 = register_module("norm2", std::make_shared<LayerNorm>(width, kGatedNormEps));
    m_alpha_attn = register_parameter("alpha_attn", torch::zeros({}, torch::kFloat32));
    m_alpha_dense = register_parameter("alpha_dense", torch::zeros({}, torch::kFloat32));
}

torch::Tensor GatedSelfAttention::forward(const torch::Tensor& hidden, const torch::Tensor& tokens) {
    const auto grounded = m_linear->forward(tokens.to(m_linear->weight.scalar_type()));
    const auto all = m_norm1->forward(torch::cat({hidden, grounded.to(hidden.scalar_type())}, 1));
    const auto seen = m_attn->forward(all, all).slice(1, 0, hidden.size(1));
    const auto h = hidden + m_alpha_attn.tanh() * seen;
    return observed(h + m_alpha_dense.tanh() * m_ff->forward(m_norm2->forward(h)));
}

torch::Tensor box_sinusoids(const torch::Tensor& boxes) {
    const auto frequencies =
        torch::pow(kFrequencyBase, torch::arange(kFrequencies, boxes.options().dtype(torch::kFloat32)) / kFrequencies);
    const auto angles = frequencies.unsqueeze(1) * boxes.to(torch::kFloat32).unsqueeze(-2);  // [...,8,4]
    return torch::stack({angles.sin(), angles.cos()}, -2).flatten(-3);
}

PositionNet::PositionNet(std::int64_t width) {
    const auto list = register_module("linears", std::make_shared<torch::nn::Module>());
    const auto add = [&](const char* name, std::int64_t in, std::int64_t out) {
        m_linears.push_back(list->register_module(name, std::make_shared<Linear>(in, out)));
    };
    add("0", width + kBoxWidth, kPositionHidden);
    add("2", kPositionHidden, kPositionHidden);
    add("4", kPositionHidden, width);
    m_null_phrase = register_parameter("null_positive_feature", torch::zeros({width}));
    m_null_position = register_parameter("null_position_feature", torch::zeros({kBoxWidth}));
}

torch::Tensor PositionNet::forward(const torch::Tensor& boxes, const torch::Tensor& masks,
                                   const torch::Tensor& phrases) {
    const auto type = m_null_phrase.scalar_type();
    const auto used = masks.to(type).unsqueeze(-1);
    const auto phrase = phrases.to(type) * used + (1 - used) * m_null_phrase;
    const auto position = box_sinusoids(boxes).to(type) * used + (1 - used) * m_null_position;
    auto x = torch::cat({phrase, position}, -1);
    for (std::size_t i = 0; i < m_linears.size(); ++i) {
        x = m_linears[i]->forward(x);
        x = i + 1 < m_linears.size() ? torch::silu(x) : x;
    }
    return x;
}

}  // namespace destudio::nn
