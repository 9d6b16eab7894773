// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

namespace destudio::image {

/// Turns stored pixels upright. @param orientation EXIF tag 274, 1..8
cv::Mat apply_orientation(const cv::Mat& stored, int orientation);

}  // namespace destudio::image
