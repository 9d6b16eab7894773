// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/peers.h"

#include <map>

namespace destudio::training {

namespace {

/// Tensors of any device through the CPU.
void broadcast_to(Peers& peers, const torch::Tensor& tensor) {
    torch::Tensor target = tensor.detach();
    torch::Tensor values = target.to(torch::kCPU).contiguous();
    peers.broadcast(values);
    target.copy_(values);
}

}  // namespace

bool Peers::any(bool here) {
    torch::Tensor count = torch::full({1}, here ? 1 : 0, torch::kInt64);
    sum(count);
    return count.item<std::int64_t>() > 0;
}

void sum_gradients(Peers& peers, const std::vector<NamedParameter>& parameters) {
    const torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> pieces;
    std::vector<float> present;
    for (const auto& [name, parameter] : parameters) {
        const auto& gradient = parameter.grad();
        present.push_back(gradient.defined() ? 1.0F : 0.0F);
        pieces.push_back(gradient.defined() ? gradient.to(torch::kCPU, torch::kFloat32).reshape(-1)
                                            : torch::zeros({parameter.numel()}));
    }
    pieces.push_back(torch::tensor(present));
    torch::Tensor all = torch::cat(pieces);
    peers.sum(all);
    const auto anywhere = all.slice(0, all.size(0) - static_cast<std::int64_t>(present.size()));
    std::int64_t at = 0;
    std::int64_t number = 0;
    for (const auto& [name, parameter] : parameters) {
        const auto sum = all.slice(0, at, at + parameter.numel()).view(parameter.sizes());
        if (anywhere[number].item<float>() > 0) {
            torch::Tensor target = parameter;
            target.mutable_grad() = sum.to(parameter.device(), parameter.scalar_type(), false, true);
        }
        at += parameter.numel();
        ++number;
    }
}

std::int64_t share_state(Peers& peers, Optimiser& optimiser, const ExponentialMovingAverage* average,
                         std::int64_t step) {
    const torch::NoGradGuard no_grad;
    torch::Tensor numbers = torch::tensor({step, optimiser.steps_done()}, torch::kInt64);
    peers.broadcast(numbers);
    for (const auto& [name, parameter] : optimiser.parameters()) {
        broadcast_to(peers, parameter);
    }
    std::map<std::string, torch::Tensor> memory;
    for (const auto& [name, tensor] : optimiser.state()) {
        broadcast_to(peers, tensor);
        memory.emplace(name, tensor);
    }
    optimiser.restore(numbers[1].item<std::int64_t>(), [&](const std::string& name) { return memory.at(name); });
    if (average != nullptr) {
        for (const auto& [name, tensor] : average->averages()) {
            broadcast_to(peers, tensor);
        }
    }
    return numbers[0].item<std::int64_t>();
}

}  // namespace destudio::training
