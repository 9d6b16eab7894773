// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_recipe.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/dino/dino_config.h"
#include "core/detection/faster_rcnn/faster_rcnn_config.h"
#include "core/detection/retinanet/retinanet_config.h"

namespace destudio::training {

namespace {

void require_detector(bool good, const std::string& name, const std::string& what) {
    if (!good) {
        throw ConfigError(name + ": " + what + ".");
    }
}

/// Boxes that a small DINO keeps of a picture, where it has so many.
constexpr std::int64_t kDinoBoxes = 100;

void check_pixel_framework(const std::string& framework, const std::string& name) {
    require_detector(framework == "retinanet" || framework == "faster_rcnn" || framework == "dino", name,
                     "framework is \"" + framework + "\", it must be retinanet, faster_rcnn or dino");
}

/// A small Faster R-CNN for pictures of the recipe's size.
nlohmann::json small_faster_rcnn(int image_size, const std::vector<std::string>& classes) {
    // A box of the middle anchors' size is pooled from the middle level.
    return {
        {"framework", "faster_rcnn"},
        {"backbone", {{"depth", 18}, {"width", 32}}},
        {"embed_dim", 64},
        {"num_feature_levels", 3},
        {"anchor_sizes", {image_size / 5, image_size * 2 / 5, image_size * 3 / 5, image_size * 4 / 5}},
        {"proposals",
         {{"batch", 64}, {"candidates_train", 400}, {"candidates", 200}, {"proposals_train", 200}, {"proposals", 100}}},
        {"boxes", {{"representation", 128}, {"canonical_size", image_size * 2 / 5}, {"batch", 64}}},
        {"num_classes", classes.size()},
        {"classes", classes}};
}

/// A small DINO on a small ResNet.
detection::DinoConfig small_dino(const std::vector<std::string>& classes) {
    detection::DinoConfig small;
    small.backbone.emplace();
    small.backbone->width = 32;
    small.in_features = {detection::kImageFeature};
    small.in_channels = {{detection::kImageFeature, 3}};
    small.embed_dim = 64;
    small.num_heads = 4;
    small.feedforward_dim = 192;
    small.num_encoder_layers = 2;
    small.num_decoder_layers = 3;
    small.num_feature_levels = small.num_inputs();
    small.group_norm_groups = 8;
    small.num_queries = 60;
    small.dn_number = 30;
    small.classes = classes;
    small.num_classes = static_cast<std::int64_t>(classes.size());
    small.select_box_nums_for_evaluation = std::min(kDinoBoxes, small.num_queries * small.num_classes);
    return small;
}

}  // namespace

void read_detector_keys(RecipeReader& reader, DetectorRecipe& recipe) {
    reader.read("framework", recipe.framework);
    reader.read("seed", recipe.seed);
    reader.read("image_size", recipe.image_size);
    reader.read("steps", recipe.steps);
    reader.read("batch", recipe.batch);
    reader.read("accumulate", recipe.accumulate);
    reader.read("optimiser", recipe.optimiser);
    reader.read("momentum", recipe.momentum);
    reader.read("learning_rate", recipe.learning_rate);
    reader.read("warmup_steps", recipe.warmup_steps);
    reader.read("decay_at", recipe.decay_at);
    reader.read("decay_factor", recipe.decay_factor);
    reader.read("drop_steps", recipe.drop_steps);
    reader.read("weight_decay", recipe.weight_decay);
    reader.read("max_gradient_norm", recipe.max_gradient_norm);
    reader.read("ema_decay", recipe.ema_decay);
    reader.read("flip_probability", recipe.flip_probability);
    reader.read("dtype", recipe.dtype);
    reader.read("checkpoint_every", recipe.checkpoint_every);
    reader.read("evaluate_every", recipe.evaluate_every);
    reader.read("evaluation_images", recipe.evaluation_images);
    reader.read("model", recipe.model);
}

void check_detector_recipe(const DetectorRecipe& recipe, const std::string& name) {
    require_detector(recipe.steps > 0, name, "steps must be above 0");
    require_detector(recipe.batch > 0 && recipe.batch <= kMaxBatch, name,
                     "batch must be 1 to " + std::to_string(kMaxBatch));
    require_detector(recipe.accumulate > 0 && recipe.batch % recipe.accumulate == 0, name,
                     "accumulate must be above 0 and divide batch");
    require_detector(recipe.optimiser == "adamw" || recipe.optimiser == "sgd", name,
                     "optimiser is \"" + recipe.optimiser + "\", it must be adamw or sgd");
    require_detector(recipe.momentum >= 0 && recipe.momentum < 1, name, "momentum must be at least 0 and below 1");
    require_detector(std::is_sorted(recipe.drop_steps.begin(), recipe.drop_steps.end()) &&
                         (recipe.drop_steps.empty() || recipe.drop_steps.front() > 0),
                     name, "drop_steps must be steps above 0 that rise");
    require_detector(recipe.drop_steps.empty() || recipe.decay_factor > 0, name,
                     "drop_steps needs a decay_factor above 0, which the rate is multiplied with there");
    require_detector(recipe.image_size >= 16 && recipe.image_size <= 2048, name, "image_size must be 16 to 2048");
    require_detector(recipe.learning_rate > 0, name, "learning_rate must be above 0");
    require_detector(recipe.warmup_steps >= 0, name, "warmup_steps must not be negative");
    require_detector(recipe.decay_at >= 0 && recipe.decay_at <= 1, name, "decay_at must be 0 to 1");
    require_detector(recipe.decay_factor >= 0, name, "decay_factor must not be negative");
    require_detector(recipe.max_gradient_norm > 0, name, "max_gradient_norm must be above 0");
    require_detector(recipe.ema_decay >= 0 && recipe.ema_decay < 1, name, "ema_decay must be at least 0 and below 1");
    require_detector(recipe.evaluation_images > 0, name, "evaluation_images must be above 0");
    require_detector(recipe.flip_probability >= 0 && recipe.flip_probability <= 1, name,
                     "flip_probability must be 0 to 1");
    require_detector(recipe.checkpoint_every > 0, name, "checkpoint_every must be above 0");
    require_detector(recipe.evaluate_every > 0, name, "evaluate_every must be above 0");
    require_detector(recipe.dtype == "float32" || recipe.dtype == "bfloat16", name,
                     "dtype is \"" + recipe.dtype + "\", it must be float32 or bfloat16");
}

DetectorRecipe parse_detector_recipe(const nlohmann::json& json, const std::string& name) {
    DetectorRecipe recipe;
    RecipeReader reader(json, name);
    read_detector_keys(reader, recipe);
    recipe.teacher = read_teacher_options(reader.child("teacher"), name);
    reader.finish();
    check_detector_recipe(recipe, name);
    check_pixel_framework(recipe.framework, name);
    return recipe;
}

std::string framework_of(std::string word) {
    std::replace(word.begin(), word.end(), '-', '_');
    return word;
}

DetectorRecipe read_detector_recipe(const std::filesystem::path& path) {
    return parse_detector_recipe(read_json(path), path.string());
}

nlohmann::json merge_model(const nlohmann::json& defaults, const nlohmann::json& changes,
                           const std::vector<std::string>& fixed) {
    const std::string name = "The recipe's model";
    require_detector(changes.is_object(), name, "must be a JSON object");
    nlohmann::json merged = defaults;
    for (const auto& [key, value] : changes.items()) {
        require_detector(defaults.contains(key), name, "unknown key \"" + key + "\"");
        require_detector(std::find(fixed.begin(), fixed.end(), key) == fixed.end(), name,
                         "\"" + key + "\" follows from the training and cannot be given");
        const bool nested = value.is_object() && merged[key].is_object();
        merged[key] = nested ? merge_model(merged[key], value, {}) : value;
    }
    return merged;
}

nlohmann::json merged_dino(const detection::DinoConfig& small, const nlohmann::json& changes,
                           const std::vector<std::string>& fixed) {
    auto merged = merge_model(detection::to_json(small), changes, fixed);
    if (!changes.contains("select_box_nums_for_evaluation") && merged["num_queries"].is_number_integer()) {
        // What is out of range is refused below.
        const auto queries = std::clamp<std::int64_t>(merged["num_queries"].get<std::int64_t>(), 0, 1 << 20);
        merged["select_box_nums_for_evaluation"] = std::min(kDinoBoxes, queries * small.num_classes);
    }
    return detection::to_json(detection::parse_dino_config(merged, "The recipe's model"));
}

namespace {

/// As many boxes are proposed as there are places on all levels; fewer than queries would end in the first step.
nlohmann::json checked_dino(const nlohmann::json& document, int image_size) {
    const auto config = detection::parse_dino_config(document, "The recipe's model");
    const auto half = [](std::int64_t side) { return (side + 1) / 2; };
    std::int64_t side = half(image_size);
    side = config.backbone->max_pool ? half(side) : side;
    std::int64_t places = 0;
    for (std::int64_t stage = 1; stage < config.backbone->first_stage + config.num_feature_levels; ++stage) {
        side = stage > 1 ? half(side) : side;
        places += stage >= config.backbone->first_stage ? side * side : 0;
    }
    require_detector(places >= config.num_queries, "The recipe's model",
                     "\"num_queries\" is " + std::to_string(config.num_queries) + ", but pictures of " +
                         std::to_string(image_size) + " pixels have " + std::to_string(places) +
                         " places for boxes; lower it, or raise image_size");
    return document;
}

}  // namespace

nlohmann::json detector_config(const DetectorRecipe& recipe, const std::vector<std::string>& classes) {
    const std::vector<std::string> fixed{"framework", "classes", "num_classes", "in_features", "in_channels"};
    check_pixel_framework(recipe.framework, "The recipe");
    if (recipe.framework == "faster_rcnn") {
        const auto known = detection::to_json(
            detection::parse_faster_rcnn_config(small_faster_rcnn(recipe.image_size, classes), "The default model"));
        return detection::to_json(
            detection::parse_faster_rcnn_config(merge_model(known, recipe.model, fixed), "The recipe's model"));
    }
    if (recipe.framework == "dino") {
        return checked_dino(merged_dino(small_dino(classes), recipe.model, fixed), recipe.image_size);
    }
    // Sides of objects in the clipart world go from a sixth of the picture to seven eighths.
    nlohmann::json small = {
        {"framework", "retinanet"},
        {"backbone", {{"depth", 18}, {"width", 32}}},
        {"embed_dim", 64},
        {"group_norm_groups", 8},
        {"num_feature_levels", 3},
        {"head_convs", 2},
        {"head_norm", "group"},
        {"anchor_sizes", {recipe.image_size / 5, recipe.image_size * 2 / 5, recipe.image_size * 4 / 5}},
        {"candidates_per_level", 300},
        {"max_detections", 100},
        {"num_classes", classes.size()},
        {"classes", classes}};
    const auto defaults = detection::to_json(detection::parse_retinanet_config(small, "The default model"));
    auto merged = merge_model(defaults, recipe.model, fixed);
    return detection::to_json(detection::parse_retinanet_config(merged, "The recipe's model"));
}

}  // namespace destudio::training
