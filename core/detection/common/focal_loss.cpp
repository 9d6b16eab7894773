// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/focal_loss.h"

#include "core/nn/torch.h"

namespace destudio::detection {

torch::Tensor sigmoid_focal_loss(const torch::Tensor& logits, const torch::Tensor& wanted, double alpha, double gamma) {
    const auto prob = logits.sigmoid();
    const auto cross_entropy = torch::binary_cross_entropy_with_logits(logits, wanted, {}, {}, at::Reduction::None);
    const auto wrong = prob * (1 - wanted) + (1 - prob) * wanted;
    const auto weight = alpha * wanted + (1 - alpha) * (1 - wanted);
    return weight * cross_entropy * wrong.pow(gamma);
}

}  // namespace destudio::detection
