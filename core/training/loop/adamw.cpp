// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/adamw.h"

#include <cmath>

namespace destudio::training {

AdamW::AdamW(std::vector<NamedParameter> parameters, const AdamWOptions& options)
    : Optimiser(std::move(parameters)), m_options(options) {
    for (const auto& [name, parameter] : m_parameters) {
        m_exp_avg.push_back(torch::zeros_like(parameter).detach());
        m_exp_avg_sq.push_back(torch::zeros_like(parameter).detach());
    }
}

void AdamW::step(double learning_rate) {
    torch::NoGradGuard no_grad;
    ++m_steps;
    const auto t = static_cast<double>(m_steps);
    const double correction1 = 1.0 - std::pow(m_options.beta1, t);
    const double correction2 = std::sqrt(1.0 - std::pow(m_options.beta2, t));
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        torch::Tensor& parameter = m_parameters[i].second;
        const torch::Tensor& gradient = parameter.grad();
        if (!gradient.defined()) {
            continue;
        }
        parameter.mul_(1.0 - learning_rate * m_options.weight_decay);
        m_exp_avg[i].lerp_(gradient, 1.0 - m_options.beta1);
        m_exp_avg_sq[i].mul_(m_options.beta2).addcmul_(gradient, gradient, 1.0 - m_options.beta2);
        const torch::Tensor denominator = m_exp_avg_sq[i].sqrt().div_(correction2).add_(m_options.eps);
        parameter.addcdiv_(m_exp_avg[i], denominator, -learning_rate / correction1);
    }
}

std::vector<NamedParameter> AdamW::state() const {
    std::vector<NamedParameter> state;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        state.emplace_back("exp_avg." + m_parameters[i].first, m_exp_avg[i]);
        state.emplace_back("exp_avg_sq." + m_parameters[i].first, m_exp_avg_sq[i]);
    }
    return state;
}

}  // namespace destudio::training
