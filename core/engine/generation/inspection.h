// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/base/geometry.h"
#include "core/engine/recipe/recipe.h"

namespace destudio {

/// A look at what the diffusion model makes of one picture: the paper's Figure 3. The finished picture is encoded and
/// noised again as a sampler step of its recipe would have found it (Eq. 1), because the model's state of that moment
/// is not kept with a variant.
struct InspectionRequest {
    cv::Mat picture;  ///< RGB, CV_8UC3: a variant, or a reference prepared as its variants are (prepare_reference)
    /// Of the variant; for a reference, what its variants would be made with. Prompt, seed, steps, sampler,
    /// encode_ratio and label_step count.
    Recipe recipe;
    std::vector<std::string> classes;  ///< whose attention is wanted; those missing in the prompt come back empty
    /// Attention is averaged over so many of the steps that the recipe runs, evenly spread (the paper: all of them).
    int attention_steps = 4;
};

/// The first three principal components of the U-Net's features of one resolution, as red, green and blue.
struct FeatureView {
    int divisor = 1;                           ///< of the latent's size
    int channels = 0;                          ///< of the features
    cv::Mat rgb;                               ///< CV_8UC3, one pixel per feature
    std::array<double, 3> explained{0, 0, 0};  ///< share of the variance of each component
};

/// One class's cross-attention at one resolution, or over all of them.
struct AttentionMap {
    int divisor = 0;         ///< of the latent's size; 0: mean over all resolutions
    cv::Mat values;          ///< CV_32FC1: the share of each pixel's attention that the class's words get
    cv::Mat binary;          ///< CV_8UC1, 255 above Otsu's threshold, at most kLargestMap a side
    std::vector<Box> boxes;  ///< around the connected parts of `binary`, in pixels of the picture, largest first
};
inline constexpr int kLargestMap = 512;

struct ClassAttention {
    std::string class_name;
    /// The mean over all resolutions first, then the resolutions, finest first. Empty when the prompt does not name the
    /// class.
    std::vector<AttentionMap> maps;
    double contrast = 0;  ///< the peak of the first map as a multiple of its mean
};

struct Inspection {
    Size size;                          ///< of the picture
    std::string prompt;                 ///< that the model was given
    std::string bundle_hash;            ///< of the model that looked
    std::vector<FeatureView> features;  ///< finest first
    std::vector<ClassAttention> attention;
    std::vector<Detection> detections;  ///< of the bundle's adapter on these features; empty without one
    std::vector<std::string> classes;   ///< what Detection::class_index counts
};

}  // namespace destudio
