// SPDX-License-Identifier: Apache-2.0
#include "core/detection/faster_rcnn/faster_rcnn_config.h"

#include <nlohmann/json.hpp>

#include "core/detection/common/config_parts.h"

namespace destudio::detection {

using nlohmann::json;

namespace {

constexpr std::int64_t kMaxBoxes = 100000;

void require_rising(const nn::ConfigReader& reader, double background, double foreground) {
    if (background > foreground) {
        reader.fail("background_iou", "must not be above \"foreground_iou\"");
    }
}

double not_negative(const nn::ConfigReader& reader, const char* key, double fallback) {
    const double value = reader.real(key, fallback);
    if (!(value >= 0)) {
        reader.fail(key, "must not be negative");
    }
    return value;
}

RegionProposalConfig parse_proposals(const json& document, const std::string& name) {
    const nn::ConfigReader reader(document, name);
    RegionProposalConfig config;
    config.convs = reader.integer("convs", config.convs, 1, 16);
    config.foreground_iou = share_number(reader, "foreground_iou", config.foreground_iou);
    config.background_iou = share_number(reader, "background_iou", config.background_iou);
    require_rising(reader, config.background_iou, config.foreground_iou);
    config.batch = reader.integer("batch", config.batch, 1, kMaxBoxes);
    config.positive_share = share_number(reader, "positive_share", config.positive_share);
    config.candidates_train = reader.integer("candidates_train", config.candidates_train, 1, kMaxBoxes);
    config.candidates = reader.integer("candidates", config.candidates, 1, kMaxBoxes);
    config.proposals_train = reader.integer("proposals_train", config.proposals_train, 1, kMaxBoxes);
    config.proposals = reader.integer("proposals", config.proposals, 1, kMaxBoxes);
    config.nms_iou = share_number(reader, "nms_iou", config.nms_iou);
    config.min_score = share_number(reader, "min_score", config.min_score);
    config.min_size = not_negative(reader, "min_size", config.min_size);
    return config;
}

BoxHeadConfig parse_boxes(const json& document, const std::string& name) {
    const nn::ConfigReader reader(document, name);
    BoxHeadConfig config;
    config.pool_size = reader.integer("pool_size", config.pool_size, 1, 64);
    config.pool_sampling = reader.integer("pool_sampling", config.pool_sampling, 0, 16);
    config.representation = reader.integer("representation", config.representation, 1, 1 << 14);
    config.canonical_size = positive_number(reader, "canonical_size", config.canonical_size);
    config.canonical_level = positive_number(reader, "canonical_level", config.canonical_level);
    read_list(reader, document, "code_weights", config.code_weights);
    for (const double weight : config.code_weights) {
        if (!(weight > 0)) {
            reader.fail("code_weights", "must hold numbers above 0");
        }
    }
    config.foreground_iou = share_number(reader, "foreground_iou", config.foreground_iou);
    config.background_iou = share_number(reader, "background_iou", config.background_iou);
    require_rising(reader, config.background_iou, config.foreground_iou);
    config.batch = reader.integer("batch", config.batch, 1, kMaxBoxes);
    config.positive_share = share_number(reader, "positive_share", config.positive_share);
    config.nms_iou = share_number(reader, "nms_iou", config.nms_iou);
    config.min_size = not_negative(reader, "min_size", config.min_size);
    config.max_detections = reader.integer("max_detections", config.max_detections, 1, kMaxBoxes);
    return config;
}

json proposals_json(const RegionProposalConfig& config) {
    return {{"convs", config.convs},
            {"foreground_iou", config.foreground_iou},
            {"background_iou", config.background_iou},
            {"batch", config.batch},
            {"positive_share", config.positive_share},
            {"candidates_train", config.candidates_train},
            {"candidates", config.candidates},
            {"proposals_train", config.proposals_train},
            {"proposals", config.proposals},
            {"nms_iou", config.nms_iou},
            {"min_score", config.min_score},
            {"min_size", config.min_size}};
}

json boxes_json(const BoxHeadConfig& config) {
    return {{"pool_size", config.pool_size},
            {"pool_sampling", config.pool_sampling},
            {"representation", config.representation},
            {"canonical_size", config.canonical_size},
            {"canonical_level", config.canonical_level},
            {"code_weights", config.code_weights},
            {"foreground_iou", config.foreground_iou},
            {"background_iou", config.background_iou},
            {"batch", config.batch},
            {"positive_share", config.positive_share},
            {"nms_iou", config.nms_iou},
            {"min_size", config.min_size},
            {"max_detections", config.max_detections}};
}

}  // namespace

FasterRcnnConfig parse_faster_rcnn_config(const json& document, const std::string& name) {
    const nn::ConfigReader reader(document, name);
    FasterRcnnConfig config;
    if (reader.has("backbone")) {
        config.backbone = parse_resnet(document.at("backbone"), name + ": backbone");
    }
    config.inputs = read_inputs(reader, document, config.backbone, false);
    read_anchors(reader, document, static_cast<std::size_t>(config.inputs.num_feature_levels) + 1, config.anchors.sizes,
                 config.anchors.ratios);
    if (reader.has("proposals")) {
        config.proposals = parse_proposals(document.at("proposals"), name + ": proposals");
    }
    if (reader.has("boxes")) {
        config.boxes = parse_boxes(document.at("boxes"), name + ": boxes");
    }
    config.smooth_l1_beta = positive_number(reader, "smooth_l1_beta", config.smooth_l1_beta);
    read_classes(reader, document, config.classes, config.num_classes);
    return config;
}

json to_json(const FasterRcnnConfig& config) {
    json document = {{"framework", "faster_rcnn"},
                     {"anchor_sizes", config.anchors.sizes},
                     {"aspect_ratios", config.anchors.ratios},
                     {"proposals", proposals_json(config.proposals)},
                     {"boxes", boxes_json(config.boxes)},
                     {"smooth_l1_beta", config.smooth_l1_beta},
                     {"num_classes", config.num_classes},
                     {"classes", config.classes}};
    document.update(inputs_json(config.inputs, config.backbone));
    return document;
}

}  // namespace destudio::detection
