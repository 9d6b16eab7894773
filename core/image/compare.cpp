// SPDX-License-Identifier: Apache-2.0
#include "core/image/compare.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace destudio {

namespace {

/// One color for each byte: dark to light through violet and orange, so that brightness alone tells the order.
cv::Mat color_ramp() {
    cv::Mat steps(1, 256, CV_8UC1);
    for (int i = 0; i < 256; ++i) {
        steps.at<uchar>(0, i) = static_cast<uchar>(i);
    }
    cv::Mat bgr;
    cv::applyColorMap(steps, bgr, cv::COLORMAP_INFERNO);
    cv::Mat rgb;
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return rgb;
}

cv::Mat colored(const cv::Mat& gray) {
    static const cv::Mat ramp = color_ramp();
    cv::Mat three;
    cv::cvtColor(gray, three, cv::COLOR_GRAY2RGB);
    cv::Mat out;
    cv::LUT(three, ramp, out);
    return out;
}

}  // namespace

cv::Mat difference_picture(const cv::Mat& a, const cv::Mat& b) {
    constexpr double kGain = 2;
    cv::Mat other = b;
    if (b.size() != a.size()) {
        cv::resize(b, other, a.size(), 0, 0, b.cols > a.cols ? cv::INTER_AREA : cv::INTER_CUBIC);
    }
    cv::Mat channels[3];
    cv::Mat apart;
    cv::absdiff(a, other, apart);
    cv::split(apart, channels);
    cv::Mat most;
    cv::max(channels[0], channels[1], most);
    cv::max(most, channels[2], most);
    cv::Mat gray;
    most.convertTo(gray, CV_8UC1, kGain);
    return colored(gray);
}

cv::Mat heat_picture(const cv::Mat& rgb, const cv::Mat& map) {
    cv::Mat large;
    cv::resize(map, large, rgb.size(), 0, 0, cv::INTER_LINEAR);
    double low = 0;
    double high = 0;
    cv::minMaxLoc(large, &low, &high);
    const double range = high > low ? high - low : 1;
    cv::Mat gray;
    large.convertTo(gray, CV_8UC1, 255 / range, -low * 255 / range);
    const cv::Mat tint = colored(gray);
    cv::Mat dark;
    cv::addWeighted(rgb, 0.45, tint, 0.75, -10, dark);
    return dark;
}

}  // namespace destudio
