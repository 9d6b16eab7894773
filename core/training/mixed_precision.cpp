// SPDX-License-Identifier: Apache-2.0
#include "core/training/mixed_precision.h"

namespace destudio::training {

MixedPrecision::MixedPrecision(torch::nn::Module& module, torch::ScalarType compute_dtype, const std::string& prefix) {
    torch::NoGradGuard no_grad;
    for (auto& item : module.named_parameters()) {
        m_masters.emplace_back(prefix + item.key(), item.value());
    }
    if (compute_dtype == torch::kFloat32) {
        return;
    }
    for (auto& [name, master] : m_masters) {
        master = master.detach().clone().to(torch::kFloat32).requires_grad_(true);
    }
    module.to(compute_dtype);
    for (auto& item : module.named_parameters()) {
        torch::Tensor& parameter = item.value();
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
            m_masters[i].second.mutable_grad() = m_compute[i].grad().to(torch::kFloat32);
            m_compute[i].mutable_grad().reset();
        }
    }
}

}  // namespace destudio::training
