// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/base/detection.h"
#include "core/detection/retinanet/retinanet.h"

namespace destudio::detection {

/// Raw predictions to detections as torchvision does it: the best (anchor, class) pairs of each level, decoded,
/// clipped, suppressed for each class on its own. Boxes without width or height are left out.
/// @param anchors of each level, on the output's device
/// @return for each image detections with score >= min_score, descending score, in pixels of output_size
std::vector<std::vector<Detection>> retinanet_detections(const RetinaNetOutput& output,
                                                         const std::vector<torch::Tensor>& anchors,
                                                         const RetinaNetConfig& config, Size network_size,
                                                         Size output_size, double min_score);

}  // namespace destudio::detection
