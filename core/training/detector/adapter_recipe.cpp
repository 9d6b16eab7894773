// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_recipe.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/dino/dino_config.h"
#include "core/detection/faster_rcnn/faster_rcnn_config.h"
#include "core/detection/masks/mask_head.h"
#include "core/detection/retinanet/retinanet_config.h"

namespace destudio::training {

namespace {

constexpr const char* kModel = "The recipe's model";
/// A RetinaNet's smallest anchors are as long as so many cells of their level.
constexpr std::int64_t kAnchorCells = 3;
constexpr std::size_t kMaxLevels = 16;
constexpr int kMaxDraws = 1'000'000;

void require_adapter(bool good, const std::string& name, const std::string& what) {
    if (!good) {
        throw ConfigError(name + ": " + what + ".");
    }
}

/// The levels of the U-Net that the recipe wants, all of them where it does not say.
std::vector<std::string> wanted_features(const AdapterRecipe& recipe, std::size_t levels) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < levels; ++i) {
        names.push_back("div" + std::to_string(1 << i));
    }
    const auto wanted = recipe.model.find("in_features");
    if (wanted == recipe.model.end()) {
        return names;
    }
    require_adapter(wanted->is_array() && !wanted->empty(), kModel, "\"in_features\" must be a list of names");
    std::vector<std::string> chosen;
    for (const auto& name : *wanted) {
        const auto text = name.is_string() ? name.get<std::string>() : std::string();
        require_adapter(std::find(names.begin(), names.end(), text) != names.end(), kModel,
                        "\"in_features\" names " + name.dump() + ", which this U-Net does not have");
        chosen.push_back(text);
    }
    return chosen;
}

std::map<std::string, std::int64_t> channels_by_name(const std::vector<std::int64_t>& channels) {
    std::map<std::string, std::int64_t> by_name;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        by_name["div" + std::to_string(1 << i)] = channels[i];
    }
    return by_name;
}

nlohmann::json dino_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                           const std::vector<std::string>& classes) {
    detection::DinoConfig small;
    small.embed_dim = 96;
    small.num_heads = 4;
    small.feedforward_dim = 256;
    small.num_encoder_layers = 2;
    small.num_decoder_layers = 3;
    small.num_queries = 60;
    small.select_box_nums_for_evaluation = 100;
    small.dn_number = 30;
    small.group_norm_groups = 16;
    small.in_features = wanted_features(recipe, channels.size());
    small.in_channels = channels_by_name(channels);
    small.num_feature_levels = small.num_inputs();
    small.classes = classes;
    small.num_classes = static_cast<std::int64_t>(classes.size());
    return merged_dino(small, recipe.model, {"framework", "classes", "num_classes", "in_channels"});
}

nlohmann::json retinanet_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                                std::int64_t factor, const std::vector<std::string>& classes) {
    const auto features = wanted_features(recipe, channels.size());
    std::size_t levels = features.size();
    if (const auto wanted = recipe.model.find("num_feature_levels");
        wanted != recipe.model.end() && wanted->is_number_integer()) {
        const auto most = std::max(levels, kMaxLevels);
        levels = static_cast<std::size_t>(std::clamp<std::int64_t>(
            wanted->get<std::int64_t>(), static_cast<std::int64_t>(levels), static_cast<std::int64_t>(most)));
    }
    std::vector<std::int64_t> anchor_sizes;
    std::int64_t stride = 0;
    for (std::size_t level = 0; level < levels; ++level) {
        // Extra levels halve the last one.
        stride = level < features.size() ? factor * std::stoll(features[level].substr(3)) : stride * 2;
        anchor_sizes.push_back(kAnchorCells * stride);
    }
    const nlohmann::json small = {{"framework", "retinanet"},
                                  {"in_features", features},
                                  {"in_channels", channels_by_name(channels)},
                                  {"num_feature_levels", levels},
                                  {"embed_dim", 96},
                                  {"group_norm_groups", 16},
                                  {"head_convs", 2},
                                  {"head_norm", "group"},
                                  {"anchor_sizes", anchor_sizes},
                                  {"candidates_per_level", 300},
                                  {"max_detections", 100},
                                  {"num_classes", classes.size()},
                                  {"classes", classes}};
    const auto defaults = detection::to_json(detection::parse_retinanet_config(small, kModel));
    const auto merged =
        merge_model(defaults, recipe.model, {"framework", "classes", "num_classes", "in_channels", "backbone"});
    return detection::to_json(detection::parse_retinanet_config(merged, kModel));
}

/// Anchors a little larger than the cells they start from, on the U-Net's levels and the coarser one.
nlohmann::json faster_rcnn_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                                  std::int64_t factor, const std::vector<std::string>& classes) {
    const auto features = wanted_features(recipe, channels.size());
    std::size_t levels = features.size();
    if (const auto wanted = recipe.model.find("num_feature_levels");
        wanted != recipe.model.end() && wanted->is_number_integer()) {
        levels = static_cast<std::size_t>(std::clamp<std::int64_t>(
            wanted->get<std::int64_t>(), static_cast<std::int64_t>(levels), static_cast<std::int64_t>(kMaxLevels)));
    }
    std::vector<std::int64_t> anchor_sizes;
    std::int64_t stride = 0;
    for (std::size_t level = 0; level <= levels; ++level) {
        stride = level < features.size() ? factor * std::stoll(features[level].substr(3)) : stride * 2;
        anchor_sizes.push_back(kAnchorCells * stride);
    }
    // A box as large as the finest level's anchors is pooled from the finest level.
    const std::int64_t finest = factor * std::stoll(features.front().substr(3));
    const nlohmann::json small = {
        {"framework", "faster_rcnn"},
        {"in_features", features},
        {"in_channels", channels_by_name(channels)},
        {"num_feature_levels", levels},
        {"embed_dim", 96},
        {"group_norm_groups", 16},
        {"anchor_sizes", anchor_sizes},
        {"proposals",
         {{"batch", 64}, {"candidates_train", 400}, {"candidates", 200}, {"proposals_train", 200}, {"proposals", 100}}},
        {"boxes",
         {{"representation", 256},
          {"canonical_size", kAnchorCells * finest},
          {"canonical_level", std::max(1.0, std::log2(static_cast<double>(finest)))},
          {"batch", 64}}},
        {"num_classes", classes.size()},
        {"classes", classes}};
    const auto defaults = detection::to_json(detection::parse_faster_rcnn_config(small, kModel));
    const auto merged =
        merge_model(defaults, recipe.model, {"framework", "classes", "num_classes", "in_channels", "backbone"});
    return detection::to_json(detection::parse_faster_rcnn_config(merged, kModel));
}

void check_adapter_framework(const std::string& framework, const std::string& name) {
    require_adapter(framework == "dino" || framework == "retinanet" || framework == "faster_rcnn", name,
                    "framework is \"" + framework + "\", it must be dino, retinanet or faster_rcnn");
}

}  // namespace

AdapterRecipe::AdapterRecipe() {
    framework = "dino";
    steps = 6000;
    learning_rate = 2e-4;
    warmup_steps = 0;
    decay_at = 8.0 / 9.0;
    decay_factor = 0.1;
    weight_decay = 1e-4;
    max_gradient_norm = 0.1;
    ema_decay = 0;
}

AdapterRecipe parse_adapter_recipe(const nlohmann::json& json, const std::string& name) {
    AdapterRecipe recipe;
    RecipeReader reader(json, name);
    read_detector_keys(reader, recipe);
    reader.read("feature_repeats", recipe.feature_repeats);
    reader.read("feature_draws", recipe.feature_draws);
    reader.read("min_timestep", recipe.min_timestep);
    reader.read("max_timestep", recipe.max_timestep);
    reader.read("prompts", recipe.prompts);
    reader.read("masks", recipe.masks);
    reader.finish();
    check_detector_recipe(recipe, name);
    check_adapter_framework(recipe.framework, name);
    require_adapter(recipe.feature_repeats > 0, name, "feature_repeats must be above 0");
    require_adapter(recipe.feature_draws >= 0 && recipe.feature_draws <= kMaxDraws, name,
                    "feature_draws must be 0 to " + std::to_string(kMaxDraws));
    require_adapter(recipe.feature_repeats == 1 || recipe.accumulate == 1, name,
                    "feature_repeats above 1 keeps the features of a whole batch, which accumulate is there to avoid; "
                    "one of the two has to be 1");
    require_adapter(recipe.prompts == "none" || recipe.prompts == "captions", name,
                    "prompts is \"" + recipe.prompts + "\", it must be none or captions");
    require_adapter(
        recipe.min_timestep >= 0 && recipe.min_timestep <= recipe.max_timestep && recipe.max_timestep < 1000, name,
        "min_timestep and max_timestep must rise and lie in 0 to 999");
    return recipe;
}

AdapterRecipe read_adapter_recipe(const std::filesystem::path& path) {
    return parse_adapter_recipe(read_json(path), path.string());
}

nlohmann::json to_json(const AdapterRecipe& recipe) {
    return {{"seed", recipe.seed},
            {"image_size", recipe.image_size},
            {"steps", recipe.steps},
            {"batch", recipe.batch},
            {"accumulate", recipe.accumulate},
            {"optimiser", recipe.optimiser},
            {"momentum", recipe.momentum},
            {"learning_rate", recipe.learning_rate},
            {"warmup_steps", recipe.warmup_steps},
            {"decay_at", recipe.decay_at},
            {"decay_factor", recipe.decay_factor},
            {"drop_steps", recipe.drop_steps},
            {"weight_decay", recipe.weight_decay},
            {"max_gradient_norm", recipe.max_gradient_norm},
            {"ema_decay", recipe.ema_decay},
            {"flip_probability", recipe.flip_probability},
            {"dtype", recipe.dtype},
            {"checkpoint_every", recipe.checkpoint_every},
            {"evaluate_every", recipe.evaluate_every},
            {"evaluation_images", recipe.evaluation_images},
            {"model", recipe.model},
            {"framework", recipe.framework},
            {"feature_repeats", recipe.feature_repeats},
            {"feature_draws", recipe.feature_draws},
            {"min_timestep", recipe.min_timestep},
            {"max_timestep", recipe.max_timestep},
            {"prompts", recipe.prompts},
            {"masks", recipe.masks}};
}

nlohmann::json adapter_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                              std::int64_t factor, const std::vector<std::string>& classes) {
    check_adapter_framework(recipe.framework, "The recipe");
    auto config = recipe.framework == "dino"        ? dino_config(recipe, channels, classes)
                  : recipe.framework == "retinanet" ? retinanet_config(recipe, channels, factor, classes)
                                                    : faster_rcnn_config(recipe, channels, factor, classes);
    if (recipe.masks) {
        config["masks"] = detection::to_json(detection::MaskHeadConfig{});
    }
    return config;
}

}  // namespace destudio::training
