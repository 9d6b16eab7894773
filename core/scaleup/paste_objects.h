// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/scaleup/reference_set.h"

namespace destudio::scaleup {

/// A picture with objects of others in it, and every label that it has now.
struct PastedPicture {
    cv::Mat image;
    std::vector<KnownBox> boxes;  ///< the picture's own first
    int pasted = 0;
};

/// Puts 1 to `most` objects of other references into a picture: about as large as they are in their own pictures, where
/// no other object is covered, the ground looks like the one they come from, and rather at their own height. Their
/// edges fade. The same seed gives the same picture.
/// @param area     part of the picture in which they may lie, in its pixels
/// @param pictures loads a reference's picture; an empty one is passed over
PastedPicture paste_objects(const cv::Mat& onto, const std::vector<KnownBox>& own, const Box& area,
                            const std::vector<Reference>& references,
                            const std::function<cv::Mat(std::size_t)>& pictures, int most, std::uint64_t seed);

/// The labels that hold in a variant: those whose picture is the one that it started from, and those at whose place the
/// adapter finds the class. Scores are the similarity, or the adapter's.
/// @param known in pixels of the picture that `start` was cut from by the plan
/// @return in pixels of the variant, descending score
std::vector<Detection> verified_labels(const std::vector<KnownBox>& known, const ReferencePlan& plan,
                                       const cv::Mat& start, const cv::Mat& variant,
                                       const std::vector<Detection>& found, double threshold);

}  // namespace destudio::scaleup
