// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/geglu_feed_forward.h"

#include "core/nn/functional/fused_geglu.h"

namespace destudio::nn {

namespace {

constexpr std::int64_t kExpansion = 4;

}  // namespace

GegluFeedForward::GegluFeedForward(std::int64_t width) {
    // diffusers' names are net.0.proj and net.2; net.1 is a dropout.
    const auto net = register_module("net", std::make_shared<torch::nn::Module>());
    const auto gate = net->register_module("0", std::make_shared<torch::nn::Module>());
    m_proj = gate->register_module("proj", std::make_shared<Linear>(width, 2 * kExpansion * width));
    m_out = net->register_module("2", std::make_shared<Linear>(kExpansion * width, width));
}

torch::Tensor GegluFeedForward::forward(const torch::Tensor& hidden) {
    return observed(m_out->forward(geglu(m_proj->forward(hidden))));
}

}  // namespace destudio::nn
