// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <string_view>

namespace destudio::image {

/// Decodes with libjpeg rather than OpenCV, which says nothing when a file ends in the middle and fills up with grey.
/// @param stored the size in its header
/// @param reduction 1, 2, 4 or 8: decode at a fraction of the size
/// @return RGB, CV_8UC3, as stored (the orientation is not applied)
/// @throws FormatError when the data are damaged or cut short
cv::Mat decode_jpeg(std::string_view bytes, const std::string& name, const cv::Size& stored, int reduction = 1);

}  // namespace destudio::image
