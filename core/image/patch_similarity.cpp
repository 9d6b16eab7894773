// SPDX-License-Identifier: Apache-2.0
#include "core/image/patch_similarity.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace destudio {

namespace {

constexpr int kLargestSide = 64;
constexpr int kSmallestSide = 8;
constexpr double kWindowSigma = 1.5;
// (0.01 * 255)^2 and (0.03 * 255)^2 of the paper.
constexpr double kLuminanceConstant = 6.5025;
constexpr double kContrastConstant = 58.5225;

cv::Rect pixels_of(const cv::Mat& picture, const Box& box) {
    const Box cut = clamped(box, {picture.cols, picture.rows});
    const int x1 = static_cast<int>(std::floor(cut.x1));
    const int y1 = static_cast<int>(std::floor(cut.y1));
    return {x1, y1, static_cast<int>(std::ceil(cut.x2)) - x1, static_cast<int>(std::ceil(cut.y2)) - y1};
}

cv::Mat patch(const cv::Mat& picture, const cv::Rect& part, const cv::Size& size) {
    cv::Mat small;
    const bool shrinks = part.width > size.width || part.height > size.height;
    cv::resize(picture(part), small, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
    small.convertTo(small, CV_32FC3);
    return small;
}

cv::Mat blurred(const cv::Mat& values) {
    cv::Mat result;
    cv::GaussianBlur(values, result, {0, 0}, kWindowSigma);
    return result;
}

}  // namespace

double patch_similarity(const cv::Mat& a, const Box& box_a, const cv::Mat& b, const Box& box_b) {
    const cv::Rect part_a = pixels_of(a, box_a);
    const cv::Rect part_b = pixels_of(b, box_b);
    if (part_a.empty() || part_b.empty()) {
        return 0;
    }
    const cv::Size size(std::clamp(std::max(part_a.width, part_b.width), kSmallestSide, kLargestSide),
                        std::clamp(std::max(part_a.height, part_b.height), kSmallestSide, kLargestSide));
    const cv::Mat x = patch(a, part_a, size);
    const cv::Mat y = patch(b, part_b, size);
    const cv::Mat mean_x = blurred(x);
    const cv::Mat mean_y = blurred(y);
    const cv::Mat variance_x = blurred(x.mul(x)) - mean_x.mul(mean_x);
    const cv::Mat variance_y = blurred(y.mul(y)) - mean_y.mul(mean_y);
    const cv::Mat covariance = blurred(x.mul(y)) - mean_x.mul(mean_y);
    const cv::Scalar c1 = cv::Scalar::all(kLuminanceConstant);
    const cv::Scalar c2 = cv::Scalar::all(kContrastConstant);
    cv::Mat numerator_1 = 2 * mean_x.mul(mean_y);
    cv::Mat numerator_2 = 2 * covariance;
    cv::Mat denominator_1 = mean_x.mul(mean_x) + mean_y.mul(mean_y);
    cv::Mat denominator_2 = variance_x + variance_y;
    cv::add(numerator_1, c1, numerator_1);
    cv::add(numerator_2, c2, numerator_2);
    cv::add(denominator_1, c1, denominator_1);
    cv::add(denominator_2, c2, denominator_2);
    cv::Mat map;
    cv::divide(numerator_1.mul(numerator_2), denominator_1.mul(denominator_2), map);
    const cv::Scalar means = cv::mean(map);
    return (means[0] + means[1] + means[2]) / 3;
}

}  // namespace destudio
