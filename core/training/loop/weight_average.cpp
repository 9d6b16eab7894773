// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/weight_average.h"

#include <map>

#include "core/base/error.h"

namespace destudio::training {

void copy_average(const ExponentialMovingAverage& average, const std::string& prefix, torch::nn::Module& module) {
    torch::NoGradGuard no_grad;
    const std::map<std::string, torch::Tensor> by_name(average.averages().begin(), average.averages().end());
    for (auto& item : module.named_parameters()) {
        const auto found = by_name.find("ema." + prefix + item.key());
        if (found == by_name.end() || found->second.sizes() != item.value().sizes()) {
            throw ConfigError("The training has no averaged weights that fit " + prefix + item.key() + ".");
        }
        item.value().copy_(found->second);
    }
}

}  // namespace destudio::training
