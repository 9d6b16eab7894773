// SPDX-License-Identifier: Apache-2.0
#include "core/image/orientation.h"

#include <opencv2/core.hpp>

namespace destudio::image {

cv::Mat apply_orientation(const cv::Mat& stored, int orientation) {
    constexpr int kHorizontally = 1;
    constexpr int kVertically = 0;
    cv::Mat out;
    switch (orientation) {
        case 2:
            cv::flip(stored, out, kHorizontally);
            return out;
        case 3:
            cv::rotate(stored, out, cv::ROTATE_180);
            return out;
        case 4:
            cv::flip(stored, out, kVertically);
            return out;
        case 5:
            cv::transpose(stored, out);
            return out;
        case 6:
            cv::rotate(stored, out, cv::ROTATE_90_CLOCKWISE);
            return out;
        case 7: {
            cv::Mat turned;
            cv::rotate(stored, turned, cv::ROTATE_180);
            cv::transpose(turned, out);
            return out;
        }
        case 8:
            cv::rotate(stored, out, cv::ROTATE_90_COUNTERCLOCKWISE);
            return out;
        default:
            return stored;
    }
}

}  // namespace destudio::image
