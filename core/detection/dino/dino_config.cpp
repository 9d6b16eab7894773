// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_config.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_read.h"
#include "core/detection/common/class_names.h"
#include "core/detection/common/config_parts.h"

namespace destudio::detection {

namespace {

constexpr std::int64_t kMaxDimension = 1 << 16;

/// Reads one key with a sentence that names it when its type is wrong.
class Reader {
public:
    Reader(const nlohmann::json& json, const std::string& name) : m_json(json), m_name(name) {}

    template <class T>
    void read(const char* key, T& value) const {
        const auto found = m_json.find(key);
        if (found == m_json.end() || found->is_null()) {
            return;
        }
        if (std::is_same_v<T, std::int64_t> && !found->is_number_integer()) {
            fail(key, "must be a whole number");
        }
        if (!json_read(*found, value)) {
            fail(key, "has the wrong type");
        }
    }

    void require_true(const char* key) const {
        bool value = true;
        read(key, value);
        if (!value) {
            fail(key, "must be true: the other variant of DINO is not supported");
        }
    }

    [[noreturn]] void fail(const std::string& key, const std::string& what) const {
        throw ConfigError(m_name + ": \"" + key + "\" " + what + ".");
    }

private:
    const nlohmann::json& m_json;
    const std::string& m_name;
};

void check(bool good, const std::string& name, const std::string& what) {
    if (!good) {
        throw ConfigError(name + ": " + what + ".");
    }
}

void check_range(std::int64_t value, std::int64_t low, std::int64_t high, const std::string& name, const char* key) {
    check(value >= low && value <= high, name,
          "\"" + std::string(key) + "\" is " + std::to_string(value) + ", expected " + std::to_string(low) + " to " +
              std::to_string(high));
}

}  // namespace

std::vector<std::string> DinoConfig::class_names() const {
    return detection::class_names(classes, num_classes);
}

DinoConfig parse_dino_config(const nlohmann::json& json, const std::string& name) {
    check(json.is_object(), name, "the detector's configuration must be a JSON object");
    const Reader reader(json, name);
    std::string framework = "dino";
    reader.read("framework", framework);
    if (framework != "dino") {
        reader.fail("framework", "is \"" + framework + "\", but only \"dino\" is known");
    }
    DinoConfig config;
    reader.read("embed_dim", config.embed_dim);
    reader.read("num_heads", config.num_heads);
    reader.read("feedforward_dim", config.feedforward_dim);
    reader.read("num_encoder_layers", config.num_encoder_layers);
    reader.read("num_decoder_layers", config.num_decoder_layers);
    if (json.contains("backbone")) {
        config.backbone = parse_resnet(json.at("backbone"), name + ": backbone");
        config.in_features = {kImageFeature};
        config.in_channels = {{kImageFeature, 3}};
    } else {
        reader.read("in_features", config.in_features);
        reader.read("in_channels", config.in_channels);
    }
    config.num_feature_levels = config.num_inputs() + 1;
    reader.read("num_feature_levels", config.num_feature_levels);
    std::int64_t num_outs = config.num_feature_levels;
    reader.read("num_outs", num_outs);
    if (num_outs != config.num_feature_levels) {
        reader.fail("num_outs", "must equal \"num_feature_levels\"");
    }
    reader.read("num_points", config.num_points);
    reader.read("group_norm_groups", config.group_norm_groups);
    reader.read("num_queries", config.num_queries);
    reader.read("classes", config.classes);
    if (!config.classes.empty()) {
        config.num_classes = static_cast<std::int64_t>(config.classes.size());
    }
    reader.read("num_classes", config.num_classes);
    reader.read("select_box_nums_for_evaluation", config.select_box_nums_for_evaluation);
    reader.read("dn_number", config.dn_number);
    reader.read("label_noise_ratio", config.label_noise_ratio);
    reader.read("box_noise_scale", config.box_noise_scale);
    reader.read("pos_temperature", config.pos_temperature);
    reader.read("pos_offset", config.pos_offset);
    reader.read("pos_eps", config.pos_eps);
    reader.read("inverse_sigmoid_eps", config.inverse_sigmoid_eps);
    reader.read("layer_norm_eps", config.layer_norm_eps);
    reader.read("group_norm_eps", config.group_norm_eps);
    reader.read("two_stage_wh_base", config.two_stage_wh_base);
    reader.read("two_stage_valid_range", config.two_stage_valid_range);
    reader.read("size_divisibility", config.size_divisibility);
    reader.require_true("pos_normalize");
    reader.require_true("look_forward_twice");
    reader.require_true("learnt_init_query");
    validate(config, name);
    return config;
}

nlohmann::json to_json(const DinoConfig& config) {
    nlohmann::json document = {
        {"framework", "dino"},
        {"embed_dim", config.embed_dim},
        {"num_heads", config.num_heads},
        {"feedforward_dim", config.feedforward_dim},
        {"num_encoder_layers", config.num_encoder_layers},
        {"num_decoder_layers", config.num_decoder_layers},
        {"num_feature_levels", config.num_feature_levels},
        {"num_points", config.num_points},
        {"in_features", config.in_features},
        {"in_channels", config.in_channels},
        {"group_norm_groups", config.group_norm_groups},
        {"num_queries", config.num_queries},
        {"num_classes", config.num_classes},
        {"select_box_nums_for_evaluation", config.select_box_nums_for_evaluation},
        {"classes", config.classes},
        {"dn_number", config.dn_number},
        {"label_noise_ratio", config.label_noise_ratio},
        {"box_noise_scale", config.box_noise_scale},
        {"pos_temperature", config.pos_temperature},
        {"pos_offset", config.pos_offset},
        {"pos_eps", config.pos_eps},
        {"inverse_sigmoid_eps", config.inverse_sigmoid_eps},
        {"layer_norm_eps", config.layer_norm_eps},
        {"group_norm_eps", config.group_norm_eps},
        {"two_stage_wh_base", config.two_stage_wh_base},
        {"two_stage_valid_range", config.two_stage_valid_range},
        {"size_divisibility", config.size_divisibility},
    };
    if (config.backbone) {
        document["backbone"] = resnet_json(*config.backbone);
    }
    return document;
}

void validate(const DinoConfig& config, const std::string& name) {
    check_range(config.embed_dim, 4, kMaxDimension, name, "embed_dim");
    check(config.embed_dim % 4 == 0, name, "\"embed_dim\" must be a multiple of 4 (sine and cosine of x and y)");
    check_range(config.num_heads, 1, config.embed_dim, name, "num_heads");
    check(config.embed_dim % config.num_heads == 0, name, "\"embed_dim\" must be a multiple of \"num_heads\"");
    check_range(config.feedforward_dim, 1, kMaxDimension, name, "feedforward_dim");
    check_range(config.num_encoder_layers, 0, 64, name, "num_encoder_layers");
    check_range(config.num_decoder_layers, 1, 64, name, "num_decoder_layers");
    check_range(config.num_inputs(), 1, 16, name, "in_features");
    check_range(config.num_feature_levels, config.num_inputs(), 16, name, "num_feature_levels");
    check(!config.backbone || config.in_features == std::vector<std::string>{kImageFeature}, name,
          "\"in_features\" of a detector with a \"backbone\" is the picture alone");
    check_range(config.num_points, 1, 64, name, "num_points");
    for (const std::string& feature : config.in_features) {
        const auto found = config.in_channels.find(feature);
        check(found != config.in_channels.end(), name, "\"in_channels\" lacks the feature \"" + feature + "\"");
        check_range(found->second, 1, kMaxDimension, name, "in_channels");
    }
    check_range(config.group_norm_groups, 1, config.embed_dim, name, "group_norm_groups");
    check(config.embed_dim % config.group_norm_groups == 0, name,
          "\"embed_dim\" must be a multiple of \"group_norm_groups\"");
    check_range(config.num_queries, 1, kMaxDimension, name, "num_queries");
    check_range(config.num_classes, 1, kMaxDimension, name, "num_classes");
    check_range(config.select_box_nums_for_evaluation, 1, config.num_queries * config.num_classes, name,
                "select_box_nums_for_evaluation");
    check_range(config.dn_number, 0, kMaxDimension, name, "dn_number");
    check_range(config.size_divisibility, 1, kMaxDimension, name, "size_divisibility");
    check(config.classes.empty() || static_cast<std::int64_t>(config.classes.size()) == config.num_classes, name,
          "\"classes\" names " + std::to_string(config.classes.size()) + " classes, but \"num_classes\" is " +
              std::to_string(config.num_classes));
    check(config.inverse_sigmoid_eps > 0 && config.inverse_sigmoid_eps < 0.5, name,
          "\"inverse_sigmoid_eps\" must lie between 0 and 0.5");
}

}  // namespace destudio::detection
