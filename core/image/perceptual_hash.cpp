// SPDX-License-Identifier: Apache-2.0
#include "core/image/perceptual_hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace destudio {

std::uint64_t perceptual_hash(const cv::Mat& rgb) {
    constexpr int kSide = 32;
    constexpr int kBits = 8;
    cv::Mat grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    cv::Mat small;
    cv::resize(grey, small, {kSide, kSide}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32F);
    cv::Mat frequencies;
    cv::dct(small, frequencies);
    std::array<float, kBits * kBits> low{};
    for (int y = 0; y < kBits; ++y) {
        for (int x = 0; x < kBits; ++x) {
            // What rounding leaves of a flat picture must not become bits.
            const float value = frequencies.at<float>(y + 1, x + 1);
            low[static_cast<std::size_t>(y * kBits + x)] = std::abs(value) < 0.01F ? 0.0F : value;
        }
    }
    auto sorted = low;
    std::nth_element(sorted.begin(), sorted.begin() + sorted.size() / 2, sorted.end());
    const float median = sorted[sorted.size() / 2];
    std::uint64_t hash = 0;
    for (const float value : low) {
        hash = hash << 1U | (value > median ? 1U : 0U);
    }
    return hash;
}

}  // namespace destudio
