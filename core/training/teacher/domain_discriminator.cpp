// SPDX-License-Identifier: Apache-2.0
#include "core/training/teacher/domain_discriminator.h"

#include "core/detection/common/initialization.h"

namespace destudio::training {

torch::Tensor with_reversed_gradient(const torch::Tensor& features) {
    return features.detach() * 2 - features;  // twice a number less itself is exact
}

DomainDiscriminator::DomainDiscriminator(std::int64_t channels) {
    std::int64_t in = channels;
    for (const std::int64_t out : {256, 128, 128, 1}) {
        const auto conv = std::make_shared<nn::Conv2d>(nn::Conv2d::Options{in, out, 3, 1, 1, true});
        detection::init_xavier_uniform(conv->weight);
        detection::init_constant(conv->bias, 0);
        m_convs.push_back(register_module(std::to_string(2 * m_convs.size()), conv));
        in = out;
    }
}

torch::Tensor DomainDiscriminator::loss(const torch::Tensor& features, bool is_other_domain) {
    constexpr double kSlope = 0.2;
    torch::Tensor x = features.to(torch::kFloat32);
    for (std::size_t i = 0; i < m_convs.size(); ++i) {
        x = m_convs[i]->forward(x);
        x = i + 1 < m_convs.size() ? torch::leaky_relu(x, kSlope) : x;
    }
    return torch::binary_cross_entropy_with_logits(x, torch::full_like(x.detach(), is_other_domain ? 1.0 : 0.0));
}

}  // namespace destudio::training
