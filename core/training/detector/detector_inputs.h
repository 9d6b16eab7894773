// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/detection/common/detector.h"
#include "core/nn/torch.h"

namespace destudio::training {

/// Turns pictures into what a detector reads.
class DetectorInputs {
public:
    virtual ~DetectorInputs() = default;

    /// @param images [B,3,S,S] float32 in [-1,1]  @param captions of each; empty: none is known
    /// @param generator source of all random numbers, on the CPU
    virtual detection::FeaturePyramid for_training(const torch::Tensor& images,
                                                   const std::vector<std::string>& captions,
                                                   torch::Generator& generator) = 0;
    /// The same without what only training varies.
    virtual detection::FeaturePyramid for_evaluation(const torch::Tensor& images,
                                                     const std::vector<std::string>& captions,
                                                     torch::Generator& generator) = 0;
};

/// The pictures themselves, for detectors on pixels.
class PixelInputs : public DetectorInputs {
public:
    detection::FeaturePyramid for_training(const torch::Tensor& images, const std::vector<std::string>&,
                                           torch::Generator&) override {
        return {{detection::kImageFeature, images}};
    }
    detection::FeaturePyramid for_evaluation(const torch::Tensor& images, const std::vector<std::string>&,
                                             torch::Generator&) override {
        return {{detection::kImageFeature, images}};
    }
};

}  // namespace destudio::training
