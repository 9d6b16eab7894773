// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/detection/common/feature_levels.h"

namespace destudio::detection {

/// Multi-scale deformable attention (Zhu et al. 2021, Eq. 3) with exact gradients for all three tensors.
/// Float32 on the CPU runs in a kernel of our own, anything else through grid_sample.
/// @param value [B,S,heads,dim], levels concatenated fine to coarse
/// @param locations [B,Q,heads,L,P,2] (x,y) in [0,1] of each level
/// @param weights [B,Q,heads,L,P]
/// @return [B,Q,heads*dim]
torch::Tensor deformable_attention(const torch::Tensor& value, const LevelShapes& shapes,
                                   const torch::Tensor& locations, const torch::Tensor& weights);

/// The same through grid_sample: any device and floating type, slower. Also the reference that tests compare with.
torch::Tensor deformable_attention_by_grid_sample(const torch::Tensor& value, const LevelShapes& shapes,
                                                  const torch::Tensor& locations, const torch::Tensor& weights);

}  // namespace destudio::detection
