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

/// The first stage: which boxes of the picture may hold anything at all.
struct RegionProposalConfig {
    std::int64_t convs = 1;                ///< 3x3 convolutions before the outputs
    double foreground_iou = 0.7;           ///< an anchor that overlaps a box so much is an object
    double background_iou = 0.3;           ///< below this it is background; in between it does not count
    std::int64_t batch = 256;              ///< anchors of an image that the loss looks at
    double positive_share = 0.5;           ///< of them, at most
    std::int64_t candidates_train = 2000;  ///< of each level, before suppression
    std::int64_t candidates = 1000;
    std::int64_t proposals_train = 2000;  ///< of an image, after it
    std::int64_t proposals = 1000;
    double nms_iou = 0.7;
    double min_score = 0;
    double min_size = 1e-3;  ///< pixels
};

/// The second stage: what is in each proposal, and where exactly.
struct BoxHeadConfig {
    std::int64_t pool_size = 7;
    std::int64_t pool_sampling = 2;      ///< see RoiAlignOptions::sampling
    std::int64_t representation = 1024;  ///< width of fc6 and fc7
    double canonical_size = 224;         ///< see LevelRule
    double canonical_level = 4;
    std::array<double, 4> code_weights{10, 10, 5, 5};
    double foreground_iou = 0.5;
    double background_iou = 0.5;
    std::int64_t batch = 512;
    double positive_share = 0.25;
    double nms_iou = 0.5;
    double min_size = 1e-2;
    std::int64_t max_detections = 100;
};

/// Hyper-parameters of a Faster R-CNN with a feature pyramid (Ren et al. 2015, Lin et al. 2017): the content of
/// config.json. The defaults are torchvision's fasterrcnn_resnet50_fpn.
struct FasterRcnnConfig {
    NeckConfig inputs;                     ///< U-Net features; with a backbone {"image": 3}
    std::optional<ResnetConfig> backbone;  ///< none: the inputs are features and go through a ChannelMapper

    AnchorShapes anchors;  ///< a size for each level and one for the coarser level that only the first stage sees
    RegionProposalConfig proposals;
    BoxHeadConfig boxes;
    double smooth_l1_beta = 1.0 / 9;
    std::int64_t num_classes = 80;     ///< without the background
    std::vector<std::string> classes;  ///< num_classes names; empty while unknown
};

/// Reads what is there and keeps defaults for missing keys. Without "anchor_sizes" level k has size 32 * 2^k.
/// @param name what to call the source in errors, usually its path
/// @throws ConfigError naming the key that is wrong
FasterRcnnConfig parse_faster_rcnn_config(const nlohmann::json& json, const std::string& name);

/// The whole configuration, with "framework": "faster_rcnn".
nlohmann::json to_json(const FasterRcnnConfig& config);

}  // namespace destudio::detection
