// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/detection/common/channel_mapper.h"
#include "core/detection/common/detector.h"
#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// "masks" of config.json.
struct MaskHeadConfig {
    std::int64_t channels = 64;  ///< of every layer
    std::int64_t convs = 3;      ///< 3x3 convolutions on the pooled features
    std::int64_t group_norm_groups = 16;
    double loss_weight = 1;

    bool operator==(const MaskHeadConfig&) const = default;
};

/// @throws ConfigError naming the key
MaskHeadConfig parse_mask_head(const nlohmann::json& json, const std::string& name);
nlohmann::json to_json(const MaskHeadConfig& config);

/// Says which pixels of a box belong to its object: all levels of the pyramid, brought to one width and added up at the
/// finest one's size, pooled to 14x14 a box (RoIAlign), convolutions, and 28x28 logits, as Mask R-CNN's mask branch
/// (He et al. 2017) but for all classes alike. It has no part in finding boxes.
class MaskHead : public torch::nn::Module {
public:
    static constexpr std::int64_t kPooled = 14;
    static constexpr std::int64_t kSide = 28;  ///< of a mask

    /// @param in_features and in_channels of the detector that the boxes come from
    MaskHead(const MaskHeadConfig& config, const std::vector<std::string>& in_features,
             const std::map<std::string, std::int64_t>& in_channels);

    /// @param pyramid [B,c,h,w] each  @param boxes of each image, [R,4] xyxy in pixels  @param image their size
    /// @return [sum of R,28,28] logits, float32, image by image
    torch::Tensor forward(const FeaturePyramid& pyramid, const std::vector<torch::Tensor>& boxes, Size image);

    torch::Device device() const { return m_output->weight.device(); }

private:
    /// [B,C,h,w] at the finest level's size.
    torch::Tensor joined_levels(const FeaturePyramid& pyramid);

    std::vector<std::string> m_in_features;
    std::shared_ptr<ChannelMapper> m_mapper;
    std::shared_ptr<nn::ModuleArray<nn::Conv2d>> m_convs;
    std::shared_ptr<nn::Conv2d> m_upscale;  ///< four values a cell, which become four cells
    std::shared_ptr<nn::Conv2d> m_output;
};

/// Mean binary cross-entropy over the boxes whose pixels are known, each moved and scaled a little at random, as boxes
/// of a detector are off. @param generator on the CPU @return a scalar with a gradient, 0 where no mask is known
torch::Tensor mask_loss(MaskHead& head, const FeaturePyramid& pyramid, const Targets& targets, Size image,
                        torch::Generator& generator);

}  // namespace destudio::detection
