// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/detection/common/anchor_shapes.h"
#include "core/detection/common/neck_config.h"
#include "core/detection/common/resnet_config.h"

namespace destudio::detection {

/// Hyper-parameters of a RetinaNet (Lin et al., "Focal Loss for Dense Object Detection"): the content of config.json.
/// The defaults are torchvision's retinanet_resnet50_fpn, except the smooth L1 loss, which is the paper's.
struct RetinaNetConfig {
    NeckConfig inputs;                     ///< U-Net features; with a backbone {"image": 3}
    std::optional<ResnetConfig> backbone;  ///< none: the inputs are features and go through a ChannelMapper

    std::int64_t head_convs = 4;
    NormKind head_norm = NormKind::kNone;             ///< kNone or kGroup
    std::vector<std::int64_t> anchor_sizes;           ///< pixels, one for each level, fine to coarse
    std::int64_t anchor_octaves = 3;                  ///< sizes per octave: size * 2^(i / octaves), whole pixels
    std::vector<double> aspect_ratios = {0.5, 1, 2};  ///< height / width

    double foreground_iou = 0.5;  ///< an anchor that overlaps a box so much has to find it
    double background_iou = 0.4;  ///< below this an anchor has to find nothing; in between it does not count
    double focal_alpha = 0.25;
    double focal_gamma = 2;
    double smooth_l1_beta = 0.11;
    double box_weight = 1;

    std::int64_t candidates_per_level = 1000;
    double nms_iou = 0.5;
    std::int64_t max_detections = 300;
    std::int64_t num_classes = 80;
    std::vector<std::string> classes;  ///< num_classes names; empty while unknown

    AnchorShapes anchors() const { return {anchor_sizes, anchor_octaves, aspect_ratios}; }
    std::int64_t anchors_per_cell() const { return anchor_octaves * static_cast<std::int64_t>(aspect_ratios.size()); }
};

/// Reads what is there and keeps defaults for missing keys. Without "anchor_sizes" level k has size 32 * 2^k.
/// @param name what to call the source in errors, usually its path
/// @throws ConfigError naming the key that is wrong
RetinaNetConfig parse_retinanet_config(const nlohmann::json& json, const std::string& name);

/// The whole configuration, with "framework": "retinanet".
nlohmann::json to_json(const RetinaNetConfig& config);

}  // namespace destudio::detection
