// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/attention/otsu_boxes.h"
#include "core/engine/generation/inspection.h"

namespace destudio {

/// @param map CV_32FC1
detection::FloatMap to_float_map(const cv::Mat& map);
/// The picture's size, scaled down where a side is longer than kLargestMap.
Size attention_map_size(Size picture);
/// A box times width and height.
Box scaled(const Box& box, double width, double height);
/// Cuts the map and finds its boxes. @param values CV_32FC1 of any size
AttentionMap make_attention_map(const cv::Mat& values, int divisor, Size picture);

}  // namespace destudio
