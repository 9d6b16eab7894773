// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/config_parts.h"

namespace destudio::detection {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxClasses = 1 << 16;
constexpr std::size_t kMaxRatios = 16;
constexpr std::int64_t kMaxWidth = 1 << 14;

}  // namespace

double positive_number(const nn::ConfigReader& reader, const char* key, double fallback) {
    const double value = reader.real(key, fallback);
    if (!(value > 0)) {
        reader.fail(key, "must be above 0");
    }
    return value;
}

double share_number(const nn::ConfigReader& reader, const char* key, double fallback) {
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

NeckConfig read_inputs(const nn::ConfigReader& reader, const json& document,
                       const std::optional<ResnetConfig>& backbone, bool grouped) {
    NeckConfig inputs;
    std::int64_t least_levels = 0;
    if (backbone) {
        inputs.in_features = {kImageFeature};
        inputs.in_channels = {{kImageFeature, 3}};
        least_levels = 5 - backbone->first_stage;
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
    inputs.embed_dim = reader.integer("embed_dim", inputs.embed_dim, 1, kMaxWidth);
    const bool has_groups = !backbone || grouped;
    inputs.group_norm_groups =
        reader.integer("group_norm_groups", inputs.group_norm_groups, 1, has_groups ? inputs.embed_dim : kMaxWidth);
    inputs.group_norm_eps = positive_number(reader, "group_norm_eps", inputs.group_norm_eps);
    if (has_groups && inputs.embed_dim % inputs.group_norm_groups != 0) {
        reader.fail("embed_dim", "must be a multiple of \"group_norm_groups\"");
    }
    return inputs;
}

json inputs_json(const NeckConfig& inputs, const std::optional<ResnetConfig>& backbone) {
    json document = {{"in_features", inputs.in_features},
                     {"in_channels", inputs.in_channels},
                     {"num_feature_levels", inputs.num_feature_levels},
                     {"embed_dim", inputs.embed_dim},
                     {"group_norm_groups", inputs.group_norm_groups},
                     {"group_norm_eps", inputs.group_norm_eps}};
    if (backbone) {
        document["backbone"] = resnet_json(*backbone);
    }
    return document;
}

void read_anchors(const nn::ConfigReader& reader, const json& document, std::size_t levels,
                  std::vector<std::int64_t>& sizes, std::vector<double>& ratios) {
    std::vector<std::int64_t> usual;
    for (std::size_t level = 0; level < levels; ++level) {
        usual.push_back(std::int64_t{32} << level);
    }
    sizes = reader.integers("anchor_sizes", usual);
    if (sizes.size() != levels) {
        reader.fail("anchor_sizes", "has " + std::to_string(sizes.size()) + " entries, but there are " +
                                        std::to_string(levels) + " levels");
    }
    read_list(reader, document, "aspect_ratios", ratios);
    if (ratios.empty() || ratios.size() > kMaxRatios) {
        reader.fail("aspect_ratios", "must hold 1 to 16 numbers");
    }
    for (const double ratio : ratios) {
        if (!(ratio >= 0.01 && ratio <= 100)) {
            reader.fail("aspect_ratios", "must hold numbers from 0.01 to 100");
        }
    }
}

void read_classes(const nn::ConfigReader& reader, const json& document, std::vector<std::string>& classes,
                  std::int64_t& num_classes) {
    read_list(reader, document, "classes", classes);
    const auto named = static_cast<std::int64_t>(classes.size());
    num_classes = reader.integer("num_classes", named > 0 ? named : num_classes, 1, kMaxClasses);
    if (named > 0 && named != num_classes) {
        reader.fail("classes", "names " + std::to_string(named) + " classes, but \"num_classes\" is " +
                                   std::to_string(num_classes));
    }
}

}  // namespace destudio::detection
