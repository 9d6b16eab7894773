// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/detection/common/box_matcher.h"
#include "core/detection/common/detector.h"
#include "core/detection/retinanet/retinanet.h"

namespace destudio::detection {

/// Assigns boxes to anchors as torchvision's Matcher does with low-quality matches: the box with the largest IoU where
/// that reaches foreground_iou; every box also gets its best anchors, however little they overlap.
/// @param anchors [A,4] xyxy  @param boxes [n,4] xyxy  @return [A] int64
torch::Tensor assign_anchors(const torch::Tensor& anchors, const torch::Tensor& boxes, double foreground_iou,
                             double background_iou);

/// "loss_class": focal loss of all anchors that count; "loss_box": smooth L1 of the deltas of foreground anchors,
/// summed over the four. Both divided by the number of foreground anchors of the batch (at least 1). An anchor without
/// a box that lies in an ignored region (kIgnoredShare) does not count.
/// @param anchors [A,4] xyxy in pixels, all levels  @param image pixels that the targets were divided by
DetectorLosses retinanet_losses(const RetinaNetOutput& output, const torch::Tensor& anchors, const Targets& targets,
                                Size image, const RetinaNetConfig& config);

}  // namespace destudio::detection
