// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/initialization.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace destudio::training {

namespace {

bool contains_any(const std::string& name, const auto& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const char* part) { return name.find(part) != std::string::npos; });
}

bool ends_residual_branch(const std::string& name) {
    static constexpr std::array<const char*, 3> kEnds = {".conv2.", ".proj_out.", ".to_out."};
    return contains_any(name, kEnds);
}

bool is_embedding(const std::string& name) {
    static constexpr std::array<const char*, 2> kEmbeddings = {"token_embedding", "position_embedding"};
    return contains_any(name, kEmbeddings);
}

}  // namespace

void initialize_for_training(torch::nn::Module& module) {
    torch::NoGradGuard no_grad;
    for (auto& item : module.named_parameters()) {
        torch::Tensor& parameter = item.value();
        if (ends_residual_branch(item.key())) {
            parameter.zero_();
        } else if (parameter.dim() >= 2 && !is_embedding(item.key())) {
            const auto fan_in = static_cast<double>(parameter[0].numel());
            const double bound = std::sqrt(3.0 / fan_in);
            parameter.uniform_(-bound, bound);
        }
    }
}

}  // namespace destudio::training
