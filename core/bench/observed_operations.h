// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "core/bench/operation_count.h"

namespace torch::nn {
class Module;
}

namespace destudio::bench {

/// Runs `work` once and counts the convolutions and linear layers of `module` that take part, each by its weight's and
/// its output's shape. For models of which there are several kinds, such as adapters; attention products and layers
/// that are not nn::Conv2d or nn::Linear are not seen, so this is a lower bound.
OperationCount observe_operations(const torch::nn::Module& module, const std::function<void()>& work);

}  // namespace destudio::bench
