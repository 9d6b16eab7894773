// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/initialization.h"

#include <cmath>

namespace destudio::detection {

void init_xavier_uniform(torch::Tensor parameter) {
    if (nn::SkipInitialization::active()) {
        return;
    }
    const torch::NoGradGuard no_grad;
    const auto field = static_cast<double>(parameter[0][0].numel());  // kernel size of a convolution
    const double fan = static_cast<double>(parameter.size(0) + parameter.size(1)) * field;
    const double bound = std::sqrt(6.0 / fan);
    parameter.uniform_(-bound, bound);
}

void init_constant(torch::Tensor parameter, double value) {
    if (!nn::SkipInitialization::active()) {
        const torch::NoGradGuard no_grad;
        parameter.fill_(value);
    }
}

void init_normal(torch::Tensor parameter, double deviation) {
    if (!nn::SkipInitialization::active()) {
        const torch::NoGradGuard no_grad;
        parameter.normal_(0, deviation);
    }
}

void init_projection(nn::Linear& linear) {
    init_xavier_uniform(linear.weight);
    init_constant(linear.bias, 0);
}

}  // namespace destudio::detection
