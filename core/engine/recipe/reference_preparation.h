// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "core/base/geometry.h"

namespace destudio {

/// Which part of a reference is used and how large the variant becomes. Recorded in the recipe.
struct ReferencePlan {
    Box crop;   ///< pixels of the oriented reference; whole numbers
    Size size;  ///< pixels of the variant, multiples of the autoencoder's factor
    bool operator==(const ReferencePlan&) const = default;
};

/// The interactive default: the largest centred part with the bundle's native aspect ratio, at the native size. No
/// letterbox and no distortion beyond rounding to whole pixels.
ReferencePlan plan_native(Size reference, Size native);

/// The paper's way: the shorter side to 512 with the aspect ratio kept and the longer one at most 1024, then a random
/// crop within 768 x 768, sizes rounded down to multiples of `factor` (the autoencoder's). The same seed gives the same
/// crop.
ReferencePlan plan_paper(Size reference, int factor, std::uint64_t seed);

/// Cuts and resizes. @param reference RGB, CV_8UC3 @return RGB, CV_8UC3 of plan.size
cv::Mat prepare_reference(const cv::Mat& reference, const ReferencePlan& plan);

/// A box of the reference in pixels of the variant, cut to it. Nothing when less than `min_visible` of its area is
/// left.
std::optional<Box> box_in_variant(const Box& box, const ReferencePlan& plan, double min_visible = 0.25);

}  // namespace destudio
