// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/base/geometry.h"

namespace destudio {

/// From this structural similarity on, a picture shows the same object as another. In ladders of the built-in bundle,
/// objects have 0.54 to 0.77 at a ratio of 0.3 where all of them stay, 0.38 to 0.59 at 0.6, and 0.16 to 0.31 at 0.9
/// where all are redrawn.
inline constexpr double kSamePictureSimilarity = 0.5;

/// How alike two pictures are at a box and a little around it: an object that stayed has its edges where they were.
/// @param from, to RGB, CV_8UC3; an empty one gives 0  @param from_box, to_box in pixels of their picture
double carry_similarity(const cv::Mat& from, const Box& from_box, const cv::Mat& to, const Box& to_box);

}  // namespace destudio
