// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/base/geometry.h"

namespace destudio {

/// How alike a part of one picture and a part of another look: the mean structural similarity of their color channels
/// (SSIM, Wang et al. 2004, Gaussian window of 1.5), both brought to the same size of at most 64 pixels a side.
/// @param a,b RGB, CV_8UC3 @param box_a,box_b in pixels of their picture; cut to it
/// @return up to 1 (equal); about 0 for unrelated parts; 0 when a part is empty
double patch_similarity(const cv::Mat& a, const Box& box_a, const cv::Mat& b, const Box& box_b);

}  // namespace destudio
