// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"

namespace destudio::nn {

/// GEGLU feed-forward: one projection to 8C, first half value, second half gate through the exact gelu, then 4C to C.
class GegluFeedForward : public ObservableModule {
public:
    explicit GegluFeedForward(std::int64_t width);
    torch::Tensor forward(const torch::Tensor& hidden);

private:
    std::shared_ptr<Linear> m_proj;
    std::shared_ptr<Linear> m_out;
};

}  // namespace destudio::nn
