// SPDX-License-Identifier: Apache-2.0
#include "core/image/flat_share.h"

#include <cstdlib>

namespace destudio {

double flat_share(const cv::Mat& rgb) {
    if (rgb.type() != CV_8UC3 || rgb.rows < 2 || rgb.cols < 2) {
        return 0;
    }
    std::size_t flat = 0;
    for (int y = 0; y + 1 < rgb.rows; ++y) {
        const auto* here = rgb.ptr<cv::Vec3b>(y);
        const auto* below = rgb.ptr<cv::Vec3b>(y + 1);
        for (int x = 0; x + 1 < rgb.cols; ++x) {
            bool same = true;
            for (int channel = 0; channel < 3; ++channel) {
                same = same && std::abs(here[x][channel] - here[x + 1][channel]) <= 1 &&
                       std::abs(here[x][channel] - below[x][channel]) <= 1;
            }
            flat += same ? 1 : 0;
        }
    }
    return static_cast<double>(flat) / (static_cast<double>(rgb.rows - 1) * (rgb.cols - 1));
}

}  // namespace destudio
