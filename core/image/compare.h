// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

namespace destudio {

/// Where two pictures differ: the largest difference of the three channels, from black over violet and orange to light
/// yellow (equal to half the range or more apart). @param a, b RGB, CV_8UC3; `b` is scaled to the size of `a`
/// @return RGB, CV_8UC3 of the size of `a`
cv::Mat difference_picture(const cv::Mat& a, const cv::Mat& b);

/// A map laid over a darkened picture, scaled to its size: strong places keep the picture's brightness and are tinted.
/// @param rgb CV_8UC3  @param map CV_32FC1 of any size; its least value counts as 0, its largest as 1
/// @return RGB, CV_8UC3 of the size of `rgb`
cv::Mat heat_picture(const cv::Mat& rgb, const cv::Mat& map);

}  // namespace destudio
