// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// Start values of parameters. They do nothing inside nn::SkipInitialization, when weights come from a file anyway.
/// Xavier-uniform (Glorot and Bengio 2010): within sqrt(6 / (fan_in + fan_out)).
void init_xavier_uniform(torch::Tensor parameter);
void init_constant(torch::Tensor parameter, double value);
/// Normal around zero.
void init_normal(torch::Tensor parameter, double deviation);

/// Weight and bias of a Linear as Xavier-uniform and zero.
void init_projection(nn::Linear& linear);

}  // namespace destudio::detection
