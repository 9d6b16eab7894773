// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/mixed_precision.h"

namespace destudio::training {

namespace {

std::vector<NamedParameter> named_parameters(const torch::nn::Module& module, const std::string& prefix) {
    std::vector<NamedParameter> parameters;
    for (auto& item : module.named_parameters()) {
        parameters.emplace_back(prefix + item.key(), item.value());
    }
    return parameters;
}

}  // namespace

MixedPrecision::MixedPrecision(torch::nn::Module& module, torch::ScalarType compute_dtype, const std::string& prefix)
    : MixedPrecision(named_parameters(module, prefix), compute_dtype) {}

MixedPrecision::MixedPrecision(std::vector<NamedParameter> parameters, torch::ScalarType compute_dtype)
    : m_masters(std::move(parameters)) {
    if (compute_dtype == torch::kFloat32) {
        return;
    }
    const torch::NoGradGuard no_grad;
    for (auto& [name, master] : m_masters) {
        torch::Tensor parameter = master;
        master = parameter.detach().clone().to(torch::kFloat32).requires_grad_(true);
        parameter.set_data(parameter.to(compute_dtype));
        if (parameter.dim() == 4) {
            // The convolutions of oneDNN and cuDNN are fastest in this order.
            parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
        }
        m_compute.push_back(parameter);
    }
}

void MixedPrecision::round_weights() {
    torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < m_compute.size(); ++i) {
        m_compute[i].copy_(m_masters[i].second);
    }
}

void MixedPrecision::collect_gradients() {
    torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < m_compute.size(); ++i) {
        if (m_compute[i].grad().defined()) {
            const auto wide = m_compute[i].grad().to(torch::kFloat32);
            torch::Tensor& sum = m_masters[i].second.mutable_grad();
            sum = sum.defined() ? sum + wide : wide;
            m_compute[i].mutable_grad().reset();
        }
    }
}

}  // namespace destudio::training
