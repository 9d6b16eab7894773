// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/base_networks.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/nn/models/autoencoder_kl_config.h"
#include "core/nn/models/unet_2d_condition_config.h"

namespace destudio::training {

namespace {

using nlohmann::json;

/// The built-in bundle's networks, so that its weights fit.
constexpr const char* kAutoencoder = R"({
    "in_channels": 3, "out_channels": 3, "latent_channels": 4, "block_out_channels": [32, 64, 64],
    "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
    "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
    "layers_per_block": 1, "norm_num_groups": 16, "act_fn": "silu"})";
constexpr const char* kUnet = R"({
    "_class_name": "UNet2DConditionModel", "in_channels": 4, "out_channels": 4,
    "block_out_channels": [64, 128, 192, 256],
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
    "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
    "layers_per_block": 1, "attention_head_dim": [2, 4, 6, 8], "cross_attention_dim": 128, "norm_num_groups": 16,
    "use_linear_projection": true, "act_fn": "silu", "flip_sin_to_cos": true, "freq_shift": 0, "norm_eps": 1e-05})";
constexpr const char* kText = R"({
    "architectures": ["CLIPTextModel"], "hidden_size": 128, "intermediate_size": 512, "num_hidden_layers": 2,
    "num_attention_heads": 4, "max_position_embeddings": 77, "hidden_act": "gelu", "layer_norm_eps": 1e-05})";
constexpr int kPixelsForOnePatch = 128;  ///< of a picture's side; the latents of larger ones stay as small
constexpr int kLargestPatch = 8;
constexpr int kHalvings = 4;  ///< 2 to the power of the autoencoder's halvings

void settle_from_nothing(BaseRecipe& recipe) {
    int patch = 1;
    while (patch < kLargestPatch && recipe.image_size > patch * kPixelsForOnePatch) {
        patch *= 2;
    }
    if (recipe.autoencoder.config.is_null()) {
        recipe.autoencoder.config = json::parse(kAutoencoder);
        recipe.autoencoder.config["_class_name"] = patch > 1 ? "PatchAutoencoderKL" : "AutoencoderKL";
        recipe.autoencoder.config["sample_size"] = recipe.image_size;
        if (patch > 1) {
            recipe.autoencoder.config["patch_size"] = patch;
        }
    }
    if (recipe.diffusion.unet_config.is_null()) {
        recipe.diffusion.unet_config = json::parse(kUnet);
        recipe.diffusion.unet_config["sample_size"] = recipe.image_size / (patch * kHalvings);
    }
    if (recipe.diffusion.text_config.is_null()) {
        recipe.diffusion.text_config = json::parse(kText);
    }
}

void check_start(const std::filesystem::path& start_from) {
    std::error_code ec;
    if (std::filesystem::is_regular_file(start_from, ec)) {
        throw UsageError(start_from.string() +
                         " is a single file; `destudio-cli models convert` makes a folder of it that training starts "
                         "from.");
    }
    if (std::filesystem::exists(start_from / "text_encoder_2", ec)) {
        throw UsageError(start_from.string() +
                         " has two text encoders, as Stable Diffusion XL has; only models with one are trained here.");
    }
}

}  // namespace

void settle_networks(BaseRecipe& recipe, const std::filesystem::path& start_from) {
    if (!start_from.empty()) {
        check_start(start_from);
        const auto take = [&](json& config, const std::filesystem::path& file) {
            if (config.is_null()) {
                config = read_json(start_from / file);
            }
        };
        take(recipe.autoencoder.config, "vae/config.json");
        take(recipe.diffusion.unet_config, "unet/config.json");
        take(recipe.diffusion.text_config, "text_encoder/config.json");
        if (recipe.diffusion.prediction_type.empty()) {
            const json scheduler = read_json(start_from / "scheduler" / "scheduler_config.json");
            recipe.diffusion.prediction_type = json_value<std::string>(scheduler, "prediction_type", "epsilon");
        }
    }
    settle_from_nothing(recipe);
    if (recipe.diffusion.prediction_type.empty()) {
        recipe.diffusion.prediction_type = "v_prediction";
    }
}

void check_picture_size(const BaseRecipe& recipe, const json& autoencoder_config, int width, int height) {
    const auto vae = nn::parse_autoencoder_kl_config(autoencoder_config, "the autoencoder's config");
    const auto unet = nn::parse_unet_2d_condition_config(recipe.diffusion.unet_config, "the recipe's unet_config");
    const auto step = static_cast<int>(vae.factor() << (unet.block_out_channels.size() - 1));
    if (width % step != 0 || height % step != 0) {
        const int side = std::min(width, height);
        throw ConfigError("Pictures of " + std::to_string(width) + "x" + std::to_string(height) +
                          " pixels do not suit this model, whose sizes are multiples of " + std::to_string(step) +
                          "; state image_size " + std::to_string(std::max(step, side / step * step)) + " or " +
                          std::to_string((side / step + 1) * step) + ".");
    }
}

}  // namespace destudio::training
