// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/image_conversion.h"

#include <cstring>

namespace destudio::widgets {

QImage to_qimage(const cv::Mat& rgb) {
    if (rgb.empty()) {
        return {};
    }
    CV_Assert(rgb.type() == CV_8UC3);
    // cv::Mat counts its references, so one more on the heap keeps the pixels until the last QImage copy is gone.
    auto* keep = new cv::Mat(rgb);
    return QImage(
        keep->data, keep->cols, keep->rows, static_cast<qsizetype>(keep->step[0]), QImage::Format_RGB888,
        [](void* mat) { delete static_cast<cv::Mat*>(mat); }, keep);
}

cv::Mat to_mat(const QImage& image) {
    if (image.isNull()) {
        return {};
    }
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    cv::Mat mat(rgb.height(), rgb.width(), CV_8UC3);
    for (int row = 0; row < rgb.height(); ++row) {
        std::memcpy(mat.ptr(row), rgb.constScanLine(row), static_cast<std::size_t>(rgb.width()) * 3);
    }
    return mat;
}

}  // namespace destudio::widgets
