// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace destudio::adaptation {

/// What pictures are compared by.
struct PictureSignature {
    std::vector<float> pixels;    ///< 32 x 32 x 3, RGB, 0 to 255
    std::vector<float> features;  ///< of length 1
};

/// RMS difference of the pixels.
double pixel_distance(const PictureSignature& a, const PictureSignature& b);
/// 1 - cosine of the features.
double feature_distance(const PictureSignature& a, const PictureSignature& b);
/// The pixels of a square picture's mirror images and quarter turns, itself first; without features.
std::array<PictureSignature, 8> turned(const PictureSignature& signature);

/// Makes signatures with a diffusion model's own features: levels of one U-Net call at t = 1, averaged in 2x2 parts.
class SignatureMaker {
public:
    /// @throws IoError, FormatError, ConfigError
    SignatureMaker(const std::filesystem::path& bundle, const std::string& device, const std::string& dtype);
    ~SignatureMaker();
    SignatureMaker(const SignatureMaker&) = delete;
    SignatureMaker& operator=(const SignatureMaker&) = delete;

    /// @param rgb CV_8UC3  @param part of it that is looked at, whole pixels
    PictureSignature make(const cv::Mat& rgb, const Box& part);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace destudio::adaptation
