// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/retinanet_config.h"

#include <nlohmann/json.hpp>

#include "core/base/json_read.h"
#include "core/nn/models/config_reader.h"

namespace destudio::detection {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxClasses = 1 << 16;
constexpr std::size_t kMaxRatios = 16;

template <class T>
void read_list(const nn::ConfigReader& reader, const json& document, const char* key, T& list) {
    if (reader.has(key) && !json_read(document.at(key), list)) {
        reader.fail(key, "has the wrong type");
    }
}

double positive(const nn::ConfigReader& reader, const char* key, double fallback) {
    const double value = reader.real(key, fallback);
    if (!(value > 0)) {
        reader.fail(key, "must be above 0");
    }
    return value;
}

double share(const nn::ConfigReader& reader, const char* key, double fallback) {
    const double value = reader.real(key, fallback);
    if (!(value >= 0 && value <= 1)) {
        reader.fail(key, "must lie from 0 to 1");
    }
    return value;
}

NormKind norm_kind(const nn::ConfigReader& reader, const char* key, NormKind fallback,
                   const std::vector<NormKind>& allowed) {
    const std::string text = reader.text(key, to_string(fallback));
    std::string known;
    for (const NormKind kind : allowed) {
        if (to_string(kind) == text) {
            return kind;
        }
        known += (known.empty() ? "" : " or ") + to_string(kind);
    }
    reader.fail(key, "is \"" + text + "\", but must be " + known);
}

ResnetConfig parse_resnet(const json& document, const std::string& name) {
    const nn::ConfigReader reader(document, name);
    ResnetConfig config;
    config.depth = reader.integer("depth", config.depth);
    reader.require(config.depth == 18 || config.depth == 50, "depth", "18 and 50");
    config.width = reader.integer("width", config.width, 1, 1024);
    config.norm = norm_kind(reader, "norm", config.norm, {NormKind::kGroup, NormKind::kFrozenBatch});
    config.group_norm_groups = reader.integer("group_norm_groups", config.group_norm_groups, 1, config.width);
    if (config.norm == NormKind::kGroup && config.width % config.group_norm_groups != 0) {
        reader.fail("width", "must be a multiple of \"group_norm_groups\"");
    }
    config.max_pool = reader.flag("max_pool", config.max_pool);
    config.first_stage = reader.integer("first_stage", config.first_stage, 1, 4);
    read_list(reader, document, "pixel_mean", config.pixel_mean);
    read_list(reader, document, "pixel_std", config.pixel_std);
    for (const double deviation : config.pixel_std) {
        if (!(deviation > 0)) {
            reader.fail("pixel_std", "must be above 0");
        }
    }
    return config;
}

json resnet_json(const ResnetConfig& config) {
    return {{"depth", config.depth},           {"width", config.width},
            {"norm", to_string(config.norm)},  {"group_norm_groups", config.group_norm_groups},
            {"max_pool", config.max_pool},     {"first_stage", config.first_stage},
            {"pixel_mean", config.pixel_mean}, {"pixel_std", config.pixel_std}};
}

void read_inputs(const nn::ConfigReader& reader, const json& document, RetinaNetConfig& config) {
    NeckConfig& inputs = config.inputs;
    std::int64_t least_levels = 0;
    if (config.backbone) {
        inputs.in_features = {kImageFeature};
        inputs.in_channels = {{kImageFeature, 3}};
        least_levels = 5 - config.backbone->first_stage;
    } else {
        inputs.in_features = reader.texts("in_features", {"div1", "div2", "div4", "div8"});
        inputs.in_channels = {{"div1", 960}, {"div2", 1600}, {"div4", 1920}, {"div8", 3840}};
        read_list(reader, document, "in_channels", inputs.in_channels);
        for (const std::string& feature : inputs.in_features) {
            const auto found = inputs.in_channels.find(feature);
            if (found == inputs.in_channels.end() || found->second < 1 || found->second > 1 << 20) {
                reader.fail("in_channels", "lacks a channel count for the feature \"" + feature + "\"");
            }
        }
        least_levels = static_cast<std::int64_t>(inputs.in_features.size());
    }
    inputs.num_feature_levels = reader.integer("num_feature_levels", least_levels, least_levels, 16);
    inputs.embed_dim = reader.integer("embed_dim", inputs.embed_dim, 1, 1 << 14);
    inputs.group_norm_groups = reader.integer("group_norm_groups", inputs.group_norm_groups, 1, inputs.embed_dim);
    inputs.group_norm_eps = positive(reader, "group_norm_eps", inputs.group_norm_eps);
    if ((!config.backbone || config.head_norm == NormKind::kGroup) &&
        inputs.embed_dim % inputs.group_norm_groups != 0) {
        reader.fail("embed_dim", "must be a multiple of \"group_norm_groups\"");
    }
}

void read_anchors(const nn::ConfigReader& reader, const json& document, RetinaNetConfig& config) {
    const auto levels = static_cast<std::size_t>(config.inputs.num_feature_levels);
    std::vector<std::int64_t> usual;
    for (std::size_t level = 0; level < levels; ++level) {
        usual.push_back(std::int64_t{32} << level);
    }
    config.anchor_sizes = reader.integers("anchor_sizes", usual);
    if (config.anchor_sizes.size() != levels) {
        reader.fail("anchor_sizes", "has " + std::to_string(config.anchor_sizes.size()) + " entries, but there are " +
                                        std::to_string(levels) + " levels");
    }
    config.anchor_octaves = reader.integer("anchor_octaves", config.anchor_octaves, 1, 16);
    read_list(reader, document, "aspect_ratios", config.aspect_ratios);
    if (config.aspect_ratios.empty() || config.aspect_ratios.size() > kMaxRatios) {
        reader.fail("aspect_ratios", "must hold 1 to 16 numbers");
    }
    for (const double ratio : config.aspect_ratios) {
        if (!(ratio >= 0.01 && ratio <= 100)) {
            reader.fail("aspect_ratios", "must hold numbers from 0.01 to 100");
        }
    }
}

void read_classes(const nn::ConfigReader& reader, const json& document, RetinaNetConfig& config) {
    read_list(reader, document, "classes", config.classes);
    const auto named = static_cast<std::int64_t>(config.classes.size());
    config.num_classes = reader.integer("num_classes", named > 0 ? named : config.num_classes, 1, kMaxClasses);
    if (named > 0 && named != config.num_classes) {
        reader.fail("classes", "names " + std::to_string(named) + " classes, but \"num_classes\" is " +
                                   std::to_string(config.num_classes));
    }
}

}  // namespace

RetinaNetConfig parse_retinanet_config(const json& document, const std::string& name) {
    const nn::ConfigReader reader(document, name);
    RetinaNetConfig config;
    if (reader.has("backbone")) {
        config.backbone = parse_resnet(document.at("backbone"), name + ": backbone");
    }
    config.head_convs = reader.integer("head_convs", config.head_convs, 0, 16);
    config.head_norm = norm_kind(reader, "head_norm", config.head_norm, {NormKind::kNone, NormKind::kGroup});
    read_inputs(reader, document, config);
    read_anchors(reader, document, config);
    config.foreground_iou = share(reader, "foreground_iou", config.foreground_iou);
    config.background_iou = share(reader, "background_iou", config.background_iou);
    if (config.background_iou > config.foreground_iou) {
        reader.fail("background_iou", "must not be above \"foreground_iou\"");
    }
    config.focal_alpha = share(reader, "focal_alpha", config.focal_alpha);
    config.focal_gamma = positive(reader, "focal_gamma", config.focal_gamma);
    config.smooth_l1_beta = positive(reader, "smooth_l1_beta", config.smooth_l1_beta);
    config.box_weight = positive(reader, "box_weight", config.box_weight);
    config.candidates_per_level = reader.integer("candidates_per_level", config.candidates_per_level, 1, 100000);
    config.nms_iou = share(reader, "nms_iou", config.nms_iou);
    config.max_detections = reader.integer("max_detections", config.max_detections, 1, 100000);
    read_classes(reader, document, config);
    return config;
}

json to_json(const RetinaNetConfig& config) {
    json document = {{"framework", "retinanet"},
                     {"in_features", config.inputs.in_features},
                     {"in_channels", config.inputs.in_channels},
                     {"num_feature_levels", config.inputs.num_feature_levels},
                     {"embed_dim", config.inputs.embed_dim},
                     {"group_norm_groups", config.inputs.group_norm_groups},
                     {"group_norm_eps", config.inputs.group_norm_eps},
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
    if (config.backbone) {
        document["backbone"] = resnet_json(*config.backbone);
    }
    return document;
}

}  // namespace destudio::detection
