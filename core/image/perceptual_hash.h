// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <opencv2/core/mat.hpp>

namespace destudio {

/// 64 bits that stay nearly the same when a picture is resized, compressed or shifted in tone: the signs of the 8 x 8
/// lowest cosine frequencies of its 32 x 32 grey version against their median, the first row and column of
/// frequencies left out (Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash Functions").
/// @param rgb CV_8UC3, not empty
std::uint64_t perceptual_hash(const cv::Mat& rgb);

/// Bits that differ, 0 to 64. Unrelated pictures differ in about 32.
inline int hash_distance(std::uint64_t a, std::uint64_t b) {
    return std::popcount(a ^ b);
}

}  // namespace destudio
