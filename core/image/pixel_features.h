// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/base/feature_vector.h"

namespace destudio {

/// What a picture looks like without any model: its colors in 8 x 8 parts (CIE L*a*b*) and the directions of its edges
/// in 4 x 4 parts. A millisecond for a thumbnail, which is enough.
/// @param rgb CV_8UC3, not empty
FeatureVector pixel_features(const cv::Mat& rgb);

}  // namespace destudio
