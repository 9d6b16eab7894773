// SPDX-License-Identifier: Apache-2.0
#include "core/image/pixel_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "core/image/perceptual_hash.h"

namespace destudio {

namespace {

constexpr int kLookSide = 64;
constexpr int kColorParts = 8;
constexpr int kEdgeParts = 4;
constexpr int kDirections = 8;
/// L* goes to 100, and edges of this strength weigh as much as a difference of half of it.
constexpr float kLightnessMiddle = 50;
constexpr float kEdgeWeight = 4;

void append_colors(const cv::Mat& lab, std::vector<float>& features) {
    cv::Mat parts;
    cv::resize(lab, parts, {kColorParts, kColorParts}, 0, 0, cv::INTER_AREA);
    for (int y = 0; y < kColorParts; ++y) {
        for (int x = 0; x < kColorParts; ++x) {
            const auto& color = parts.at<cv::Vec3f>(y, x);
            features.insert(features.end(), {color[0] - kLightnessMiddle, color[1], color[2]});
        }
    }
}

void append_edges(const cv::Mat& lab, std::vector<float>& features) {
    cv::Mat lightness;
    cv::extractChannel(lab, lightness, 0);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(lightness, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(lightness, dy, CV_32F, 0, 1, 3, 0.125);
    constexpr std::size_t kCell = kDirections;
    std::vector<float> sums(kEdgeParts * kEdgeParts * kCell, 0.0F);
    for (int y = 0; y < kLookSide; ++y) {
        for (int x = 0; x < kLookSide; ++x) {
            const float gx = dx.at<float>(y, x);
            const float gy = dy.at<float>(y, x);
            // Light on dark and dark on light are different directions.
            const float turn = (std::atan2(gy, gx) / std::numbers::pi_v<float> + 1) / 2;
            const int direction = std::min(static_cast<int>(turn * kDirections), kDirections - 1);
            const int cell = (y * kEdgeParts / kLookSide) * kEdgeParts + x * kEdgeParts / kLookSide;
            sums[static_cast<std::size_t>(cell * kDirections + direction)] += std::hypot(gx, gy);
        }
    }
    constexpr float kPixelsOfPart = kLookSide / kEdgeParts * kLookSide / kEdgeParts;
    for (const float sum : sums) {
        features.push_back(kEdgeWeight * sum / kPixelsOfPart);
    }
}

}  // namespace

FeatureVector pixel_features(const cv::Mat& rgb) {
    cv::Mat small;
    cv::resize(rgb, small, {kLookSide, kLookSide}, 0, 0, cv::INTER_AREA);
    cv::Mat numbers;
    small.convertTo(numbers, CV_32FC3, 1.0 / 255);
    cv::Mat lab;
    cv::cvtColor(numbers, lab, cv::COLOR_RGB2Lab);
    std::vector<float> features;
    append_colors(lab, features);
    append_edges(lab, features);
    return {kPixelKind, quantize_features(project_features(features)), perceptual_hash(rgb)};
}

}  // namespace destudio
