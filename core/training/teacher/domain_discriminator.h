// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/nn/functional/layers.h"

namespace destudio::training {

/// The same numbers, whose gradient arrives with the opposite sign: what learns to tell domains apart behind it makes
/// what lies before it learn that they look alike (Ganin and Lempitsky 2015).
torch::Tensor with_reversed_gradient(const torch::Tensor& features);

/// Tells at each place of a feature map whether it is of the labelled domain or of the other one: four 3x3
/// convolutions with leaky ReLUs between them. Parameters "0", "2", "4", "6".
class DomainDiscriminator : public torch::nn::Module {
public:
    explicit DomainDiscriminator(std::int64_t channels);

    /// Mean binary cross-entropy over all places. @param features [B,C,h,w], any floating type
    torch::Tensor loss(const torch::Tensor& features, bool is_other_domain);

private:
    std::vector<std::shared_ptr<nn::Conv2d>> m_convs;
};

}  // namespace destudio::training
