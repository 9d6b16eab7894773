// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/detection.h"
#include "core/base/error.h"
#include "core/base/geometry.h"
#include "core/detection/common/denoising_queries.h"
#include "core/detection/common/neck_config.h"

namespace torch::nn {
class Module;
}

namespace destudio::detection {

/// What a detector reads, each [B,c,h,w]: U-Net features of one step by resolution, "div1" (the latent's size), "div2",
/// "div4", "div8"; or, for a detector with a backbone of its own, the pictures as "image", [B,3,H,W] in [-1,1].
using FeaturePyramid = std::map<std::string, torch::Tensor>;

/// Losses of one batch.
struct DetectorLosses {
    torch::Tensor total;                         ///< weighted sum, for backward()
    torch::Tensor classes;                       ///< of it what says what there is, without where exactly
    std::map<std::string, torch::Tensor> parts;  ///< unweighted scalars, for the log
    /// Objects in the batch where the losses are sums divided by them (at least 1), so that those of the parts of a
    /// batch can be put together exactly; -1: they are means over pictures.
    std::int64_t objects = -1;
};

/// A detection framework behind one interface: what generation, evaluation, training and saving need. A framework is
/// added by deriving from this class and naming it in make_detector (detector_factory.h).
class Detector {
public:
    virtual ~Detector() = default;

    /// Names of the classes that Detection::class_index counts.
    virtual const std::vector<std::string>& classes() const = 0;
    /// Keys of FeaturePyramid that are read.
    virtual std::vector<std::string> feature_names() const = 0;
    /// The content of config.json, "framework" included.
    virtual nlohmann::json config() const = 0;
    /// Moves the weights; inputs are converted to it.
    virtual void to(const torch::Device& device) = 0;

    /// Boxes of a batch of images of one size.
    /// @param pyramid inputs of the batch, any floating type, any device
    /// @param network_size pixels of the image that the diffusion model worked on, without padding
    /// @param output_size pixels of the image that the boxes are wanted for (usually the same)
    /// @return for each image its detections with score >= min_score, descending score, clipped to output_size; boxes
    ///         without width or height are left out
    /// @throws ConfigError when a feature is missing or has another number of channels than the weights
    virtual std::vector<std::vector<Detection>> detect(const FeaturePyramid& pyramid, Size network_size,
                                                       Size output_size, double min_score = kMinStoredScore) const = 0;

    /// Training losses of a batch of images of one size.
    /// @param targets on the detector's device  @param generator source of all random numbers, on the CPU
    virtual DetectorLosses losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                                  torch::Generator& generator) = 0;
    /// A map of the backbone with its gradient, [B,C,h,w] of the weights' type: that of a ResNet's third stage, where
    /// it feeds the pyramid. @throws ConfigError where there is no backbone
    virtual torch::Tensor backbone_map(const FeaturePyramid& /*pyramid*/) {
        throw ConfigError("This detector has no backbone of its own; name one that looks at pixels.");
    }
    /// Every trainable parameter once, by its name in model.safetensors.
    virtual std::vector<std::pair<std::string, torch::Tensor>> trainable_parameters() const = 0;
    /// The weights, for saving and loading.
    virtual torch::nn::Module& module() const = 0;
};

}  // namespace destudio::detection
