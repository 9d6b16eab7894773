// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/layers.h"

#include <cmath>

#include "core/nn/functional/fused_convolution.h"
#include "core/nn/functional/fused_group_norm.h"
#include "core/nn/functional/fused_layer_norm.h"
#include "core/nn/functional/fused_linear.h"
#include "core/nn/functional/meta_parameters.h"

namespace destudio::nn {

namespace {

thread_local bool skip_initialization = false;

/// torch's default: Kaiming-uniform with a = sqrt(5), which is +-1/sqrt(fan_in) for weights and biases alike.
void initialize(torch::Tensor& weight, torch::Tensor& bias, std::int64_t fan_in) {
    if (skip_initialization) {
        return;
    }
    const torch::NoGradGuard no_grad;
    const double bound = fan_in > 0 ? 1.0 / std::sqrt(static_cast<double>(fan_in)) : 0.0;
    weight.uniform_(-bound, bound);
    if (bias.defined()) {
        bias.uniform_(-bound, bound);
    }
}

}  // namespace

SkipInitialization::SkipInitialization() : m_before(skip_initialization) {
    skip_initialization = true;
}
SkipInitialization::~SkipInitialization() {
    skip_initialization = m_before;
}
bool SkipInitialization::active() {
    return skip_initialization;
}

Linear::Linear(std::int64_t in, std::int64_t out, bool with_bias) {
    weight = register_parameter("weight", MetaParameters::parameter({out, in}));
    if (with_bias) {
        bias = register_parameter("bias", MetaParameters::parameter({out}));
    }
    initialize(weight, bias, in);
}

torch::Tensor Linear::forward(const torch::Tensor& input) {
    const auto output = linear(input, weight, bias);
    return observed(low_rank ? output + low_rank->linear(input) : output);
}

Conv2d::Conv2d(const Options& options) : m_stride(options.stride), m_padding(options.padding) {
    weight = register_parameter("weight",
                                MetaParameters::parameter({options.out, options.in, options.kernel, options.kernel}));
    if (options.with_bias) {
        bias = register_parameter("bias", MetaParameters::parameter({options.out}));
    }
    initialize(weight, bias, options.in * options.kernel * options.kernel);
}

torch::Tensor Conv2d::forward(const torch::Tensor& input) {
    const auto output = convolution(input, weight, bias, m_stride, {m_padding, m_padding});
    return observed(low_rank ? output + low_rank->convolution(input, m_stride, {m_padding, m_padding}) : output);
}

GroupNorm::GroupNorm(std::int64_t groups, std::int64_t channels, double eps) : m_groups(groups), m_eps(eps) {
    weight = register_parameter("weight", torch::ones({channels}));
    bias = register_parameter("bias", torch::zeros({channels}));
}

torch::Tensor GroupNorm::forward(const torch::Tensor& input) {
    return observed(group_norm(input, m_groups, weight, bias, m_eps));
}

torch::Tensor GroupNorm::forward_silu(const torch::Tensor& input) {
    // Who watches wants the value before the SiLU.
    if (can_fuse_group_norm(input) && !is_observed()) {
        return group_norm_silu(input, m_groups, weight, bias, m_eps, true);
    }
    return torch::silu(forward(input));
}

LayerNorm::LayerNorm(std::int64_t width, double eps) : m_eps(eps) {
    weight = register_parameter("weight", torch::ones({width}));
    bias = register_parameter("bias", torch::zeros({width}));
}

torch::Tensor LayerNorm::forward(const torch::Tensor& input) {
    return observed(layer_norm(input, weight, bias, m_eps));
}

}  // namespace destudio::nn
