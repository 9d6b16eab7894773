// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>

namespace destudio::artwork {

/// Pictures that no font has, drawn from plain shapes: RGBA, CV_8UC4, not premultiplied, 128 x 128 at most.
/// @param name "table-wood", "table-dark", "table-cloth", "bottle-wine", "bottle-water", "bottle-juice", "sofa-red",
///             "sofa-green", "flat-screen", "pot", "armchair"
/// @throws UsageError for another name
cv::Mat draw_artwork(const std::string& name);

/// Puts `upper` over `lower`, both RGBA, with the upper's corner at (x, y) and scaled to `width` pixels.
cv::Mat composed(const cv::Mat& lower, const cv::Mat& upper, int x, int y, int width);

}  // namespace destudio::artwork
