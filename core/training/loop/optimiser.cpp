// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/optimiser.h"

namespace destudio::training {

void Optimiser::zero_grad() {
    for (auto& [name, parameter] : m_parameters) {
        parameter.mutable_grad().reset();
    }
}

double Optimiser::clip_grad_norm(double max_norm) {
    torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> norms;
    for (const auto& [name, parameter] : m_parameters) {
        if (parameter.grad().defined()) {
            norms.push_back(parameter.grad().norm());
        }
    }
    if (norms.empty()) {
        return 0;
    }
    const double norm = torch::stack(norms).norm().item<double>();
    const double factor = max_norm / (norm + 1e-6);
    if (factor < 1.0) {
        for (auto& [name, parameter] : m_parameters) {
            if (parameter.grad().defined()) {
                parameter.mutable_grad().mul_(factor);
            }
        }
    }
    return norm;
}

void Optimiser::restore(std::int64_t steps_done, const std::function<torch::Tensor(const std::string&)>& find) {
    torch::NoGradGuard no_grad;
    for (auto& [name, tensor] : state()) {
        torch::Tensor target = tensor;
        target.copy_(find(name));
    }
    m_steps = steps_done;
}

}  // namespace destudio::training
