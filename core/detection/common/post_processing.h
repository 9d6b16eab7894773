// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/base/detection.h"

namespace destudio::detection {

/// The best (query, class) pairs of each image.
struct TopPredictions {
    torch::Tensor flat_idx;  ///< [B,k] query * K + class
    torch::Tensor scores;    ///< [B,k] descending
    torch::Tensor labels;    ///< [B,k]
    torch::Tensor boxes;     ///< [B,k,4] xyxy in pixels of the unpadded network image; not clipped, no threshold
};

/// Sigmoid, flatten, top-k of the last decoder layer (DINO's inference).
/// @param logits [B,Q,K]  @param boxes [B,Q,4] (cx,cy,w,h)  @param network_sizes unpadded size of each image
TopPredictions top_predictions(const torch::Tensor& logits, const torch::Tensor& boxes,
                               const std::vector<Size>& network_sizes, std::int64_t count);

/// Scales the boxes of one image (index into the batch) to the wanted size, clips them and drops those without width or
/// height (detectron2's detector_postprocess).
struct ScaledPredictions {
    torch::Tensor boxes;   ///< [n,4] float
    torch::Tensor scores;  ///< [n]
    torch::Tensor labels;  ///< [n]
};
ScaledPredictions scale_predictions(const TopPredictions& top, std::int64_t image, Size network_size, Size output_size);

/// Those with score >= min_score as plain structs, order kept.
std::vector<Detection> to_detections(const ScaledPredictions& predictions, double min_score);

}  // namespace destudio::detection
