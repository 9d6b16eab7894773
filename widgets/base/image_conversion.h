// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <opencv2/core/mat.hpp>

namespace destudio::widgets {

/// A QImage that shares the pixels of an RGB picture (CV_8UC3) and keeps them alive; a null image for an empty one.
QImage to_qimage(const cv::Mat& rgb);

/// A copy as RGB CV_8UC3; empty for a null image.
cv::Mat to_mat(const QImage& image);

}  // namespace destudio::widgets
