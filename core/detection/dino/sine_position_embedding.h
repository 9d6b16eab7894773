// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/detection/dino/dino_config.h"

namespace destudio::detection {

/// Position embedding of a feature map (DETR's PositionEmbeddingSine, normalised): sine and cosine of the cumulative
/// count of free cells, y half first, x half second.
/// @param mask [B,h,w] bool, true = padding
/// @return [B,embed_dim,h,w] float
torch::Tensor sine_position_embedding(const torch::Tensor& mask, const DinoConfig& config);

/// Embedding of query boxes: num_feats features for each of y, x, w, h (in this order).
/// @param boxes [B,Q,4] (x,y,w,h) in [0,1]
/// @return [B,Q,4*num_feats]
torch::Tensor sine_query_embedding(const torch::Tensor& boxes, std::int64_t num_feats, double temperature = 10000);

}  // namespace destudio::detection
