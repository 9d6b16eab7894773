// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/base/geometry.h"

namespace destudio::detection {

/// U-Net features of one step, by resolution: "div1" (the latent's size), "div2", "div4", "div8", each [B,c,h,w].
using FeaturePyramid = std::map<std::string, torch::Tensor>;

/// Names the levels that nn::group_features returns: levels[k] becomes "div(2^k)".
FeaturePyramid name_levels(const std::vector<torch::Tensor>& levels);

/// Detections below this are noise: they are dropped at once and not kept with the variant.
inline constexpr double kMinStoredScore = 0.05;

/// A detector that reads boxes off the diffusion model's own features. Another framework is added by deriving from
/// this class and naming it in load_adapter.
class Adapter {
public:
    virtual ~Adapter() = default;

    /// Names of the classes that Detection::class_index counts.
    virtual const std::vector<std::string>& classes() const = 0;
    /// Keys of FeaturePyramid that detect() reads.
    virtual std::vector<std::string> feature_names() const = 0;
    /// Moves the weights; features are converted to it. The arithmetic is always float32.
    virtual void to(const torch::Device& device) = 0;

    /// Boxes of a batch of images of one size.
    /// @param pyramid features of the batch, any floating type, any device
    /// @param network_size pixels of the image that the diffusion model worked on, without padding
    /// @param output_size pixels of the image that the boxes are wanted for (usually the same)
    /// @return for each image its detections with score >= min_score, descending score, clipped to output_size; boxes
    ///         without width or height are left out
    /// @throws ConfigError when a feature is missing or has another number of channels than the weights
    virtual std::vector<std::vector<Detection>> detect(const FeaturePyramid& pyramid, Size network_size,
                                                       Size output_size, double min_score = kMinStoredScore) const = 0;
};

/// Loads `folder`/config.json and `folder`/model.safetensors (a bundle's adapter/).
/// @throws IoError, FormatError, ConfigError naming the file, the key or the tensor at fault
std::unique_ptr<Adapter> load_adapter(const std::filesystem::path& folder);

}  // namespace destudio::detection
