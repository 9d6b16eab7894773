// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
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
    /// @param seeds of each picture's random numbers: its company changes nothing for it
    virtual detection::FeaturePyramid for_training(const torch::Tensor& images,
                                                   const std::vector<std::string>& captions,
                                                   const std::vector<std::uint64_t>& seeds) = 0;
    /// The same without what only training varies.
    /// @param generator source of all random numbers, on the CPU
    virtual detection::FeaturePyramid for_evaluation(const torch::Tensor& images,
                                                     const std::vector<std::string>& captions,
                                                     torch::Generator& generator) = 0;
    /// What the log should say about the inputs since the last call.
    virtual std::map<std::string, double> figures() { return {}; }
};

/// The pictures themselves, for detectors on pixels.
class PixelInputs : public DetectorInputs {
public:
    detection::FeaturePyramid for_training(const torch::Tensor& images, const std::vector<std::string>&,
                                           const std::vector<std::uint64_t>&) override {
        return {{detection::kImageFeature, images}};
    }
    detection::FeaturePyramid for_evaluation(const torch::Tensor& images, const std::vector<std::string>&,
                                             torch::Generator&) override {
        return {{detection::kImageFeature, images}};
    }
};

}  // namespace destudio::training
