// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/retinanet_config.h"

#include <nlohmann/json.hpp>

#include "core/detection/common/config_parts.h"

namespace destudio::detection {

using nlohmann::json;

RetinaNetConfig parse_retinanet_config(const json& document, const std::string& name) {
    const nn::ConfigReader reader(document, name);
    RetinaNetConfig config;
    if (reader.has("backbone")) {
        config.backbone = parse_resnet(document.at("backbone"), name + ": backbone");
    }
    config.head_convs = reader.integer("head_convs", config.head_convs, 0, 16);
    config.head_norm = norm_kind(reader, "head_norm", config.head_norm, {NormKind::kNone, NormKind::kGroup});
    config.inputs = read_inputs(reader, document, config.backbone, config.head_norm == NormKind::kGroup);
    read_anchors(reader, document, static_cast<std::size_t>(config.inputs.num_feature_levels), config.anchor_sizes,
                 config.aspect_ratios);
    config.anchor_octaves = reader.integer("anchor_octaves", config.anchor_octaves, 1, 16);
    config.foreground_iou = share_number(reader, "foreground_iou", config.foreground_iou);
    config.background_iou = share_number(reader, "background_iou", config.background_iou);
    if (config.background_iou > config.foreground_iou) {
        reader.fail("background_iou", "must not be above \"foreground_iou\"");
    }
    config.focal_alpha = share_number(reader, "focal_alpha", config.focal_alpha);
    config.focal_gamma = positive_number(reader, "focal_gamma", config.focal_gamma);
    config.smooth_l1_beta = positive_number(reader, "smooth_l1_beta", config.smooth_l1_beta);
    config.box_weight = positive_number(reader, "box_weight", config.box_weight);
    config.candidates_per_level = reader.integer("candidates_per_level", config.candidates_per_level, 1, 100000);
    config.nms_iou = share_number(reader, "nms_iou", config.nms_iou);
    config.max_detections = reader.integer("max_detections", config.max_detections, 1, 100000);
    read_classes(reader, document, config.classes, config.num_classes);
    return config;
}

json to_json(const RetinaNetConfig& config) {
    json document = {{"framework", "retinanet"},
                     {"head_convs", config.head_convs},
                     {"head_norm", to_string(config.head_norm)},
                     {"anchor_sizes", config.anchor_sizes},
                     {"anchor_octaves", config.anchor_octaves},
                     {"aspect_ratios", config.aspect_ratios},
                     {"foreground_iou", config.foreground_iou},
                     {"background_iou", config.background_iou},
                     {"focal_alpha", config.focal_alpha},
                     {"focal_gamma", config.focal_gamma},
                     {"smooth_l1_beta", config.smooth_l1_beta},
                     {"box_weight", config.box_weight},
                     {"candidates_per_level", config.candidates_per_level},
                     {"nms_iou", config.nms_iou},
                     {"max_detections", config.max_detections},
                     {"num_classes", config.num_classes},
                     {"classes", config.classes}};
    document.update(inputs_json(config.inputs, config.backbone));
    return document;
}

}  // namespace destudio::detection
