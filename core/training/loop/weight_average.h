// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <string>

#include "core/training/loop/exponential_moving_average.h"

namespace destudio::training {

/// Copies the averages named "ema." + prefix + NAME into the module's parameters NAME.
/// @throws ConfigError when a parameter has no average of its shape
void copy_average(const ExponentialMovingAverage& average, const std::string& prefix, torch::nn::Module& module);

}  // namespace destudio::training
