// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::detection {

/// (cx, cy, w, h) to (x1, y1, x2, y2) and back, over the last dimension of size 4.
torch::Tensor cxcywh_to_xyxy(const torch::Tensor& boxes);
torch::Tensor xyxy_to_cxcywh(const torch::Tensor& boxes);

/// Intersection over union of every pair, and the union's area.
struct PairwiseIou {
    torch::Tensor iou;         ///< [N,M]; 1e-6 is added to the denominator, as detrex does
    torch::Tensor union_area;  ///< [N,M]
};

/// @param a [N,4] xyxy  @param b [M,4] xyxy
PairwiseIou pairwise_iou(const torch::Tensor& a, const torch::Tensor& b);

/// Generalised IoU (Rezatofighi et al. 2019) of every pair, [N,M]; 1e-6 in both denominators.
torch::Tensor pairwise_giou(const torch::Tensor& a, const torch::Tensor& b);

/// Generalised IoU of box i of `a` with box i of `b`, [N].
torch::Tensor elementwise_giou(const torch::Tensor& a, const torch::Tensor& b);

/// A box of which at least so much lies in a region to be ignored teaches nothing (mmdetection's ignore_iof_thr).
inline constexpr double kIgnoredShare = 0.5;
/// Share of each box's area that the region covering it most covers, [N] in [0,1]; 0 without regions.
/// @param boxes [N,4] xyxy  @param regions [M,4] xyxy
torch::Tensor covered_share(const torch::Tensor& boxes, const torch::Tensor& regions);

/// log(x / (1-x)) with x clamped to [0,1] and both parts kept at least eps.
torch::Tensor inverse_sigmoid(const torch::Tensor& x, double eps = 1e-3);

}  // namespace destudio::detection
