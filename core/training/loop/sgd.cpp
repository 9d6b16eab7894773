// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/sgd.h"

namespace destudio::training {

Sgd::Sgd(std::vector<NamedParameter> parameters, const SgdOptions& options)
    : Optimiser(std::move(parameters)), m_options(options) {
    for (const auto& [name, parameter] : m_parameters) {
        m_momentum.push_back(torch::zeros_like(parameter).detach());
    }
}

void Sgd::step(double learning_rate) {
    torch::NoGradGuard no_grad;
    ++m_steps;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        torch::Tensor& parameter = m_parameters[i].second;
        const torch::Tensor& gradient = parameter.grad();
        if (!gradient.defined()) {
            continue;
        }
        m_momentum[i].mul_(m_options.momentum).add_(gradient).add_(parameter, m_options.weight_decay);
        parameter.add_(m_momentum[i], -learning_rate);
    }
}

std::vector<NamedParameter> Sgd::state() const {
    std::vector<NamedParameter> state;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        state.emplace_back("momentum." + m_parameters[i].first, m_momentum[i]);
    }
    return state;
}

}  // namespace destudio::training
