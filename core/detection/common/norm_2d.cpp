// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/norm_2d.h"

#include "core/detection/common/initialization.h"
#include "core/nn/functional/fused_group_norm.h"

namespace destudio::detection {

namespace {

constexpr double kNormEpsilon = 1e-5;

}  // namespace

Norm2d::Norm2d(NormKind kind, std::int64_t channels, std::int64_t groups) : m_kind(kind), m_groups(groups) {
    const auto ones = torch::ones({channels});
    const auto zeros = torch::zeros({channels});
    if (kind == NormKind::kGroup) {
        m_weight = register_parameter("weight", ones);
        m_bias = register_parameter("bias", zeros);
        return;
    }
    m_weight = register_buffer("weight", ones);
    m_bias = register_buffer("bias", zeros);
    m_mean = register_buffer("running_mean", torch::zeros({channels}));
    m_variance = register_buffer("running_var", torch::ones({channels}));
}

torch::Tensor Norm2d::forward(const torch::Tensor& x) {
    if (m_kind == NormKind::kFrozenBatch) {
        const auto scale = m_weight * (m_variance + kNormEpsilon).rsqrt();
        const auto shift = m_bias - m_mean * scale;
        return x * scale.to(x.scalar_type()).view({1, -1, 1, 1}) + shift.to(x.scalar_type()).view({1, -1, 1, 1});
    }
    return nn::group_norm(x, m_groups, m_weight, m_bias, kNormEpsilon);
}

void Norm2d::init_zero() {
    if (m_kind == NormKind::kGroup) {
        init_constant(m_weight, 0);
    }
}

}  // namespace destudio::detection
