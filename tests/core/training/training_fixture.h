// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/atomic_file.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/training/base_model/tokenizer_builder.h"
#include "core/world/sprite_atlas.h"

namespace destudio::training {

/// A diffusion model of a few thousand random weights.
inline void make_bundle(const std::filesystem::path& bundle) {
    torch::manual_seed(1);
    const nlohmann::json unet = {{"sample_size", 8},
                                 {"block_out_channels", {8, 16}},
                                 {"down_block_types", {"DownBlock2D", "DownBlock2D"}},
                                 {"up_block_types", {"UpBlock2D", "UpBlock2D"}},
                                 {"layers_per_block", 1},
                                 {"attention_head_dim", 2},
                                 {"cross_attention_dim", 8},
                                 {"norm_num_groups", 4}};
    const nlohmann::json vae = {
        {"block_out_channels", {8, 8, 8}}, {"layers_per_block", 1}, {"norm_num_groups", 4}, {"latent_channels", 4}};
    const int vocabulary = build_tokenizer({"a cat and a dog", "a red car"}, 10, bundle / "tokenizer");
    const nlohmann::json text = {{"vocab_size", vocabulary}, {"hidden_size", 8},
                                 {"intermediate_size", 16},  {"num_hidden_layers", 1},
                                 {"num_attention_heads", 2}, {"max_position_embeddings", 77}};
    const nn::Unet2dCondition unet_module(nn::parse_unet_2d_condition_config(unet, "unet"));
    const nn::AutoencoderKl vae_module(nn::parse_autoencoder_kl_config(vae, "vae"));
    const nn::ClipTextEncoder text_module(nn::parse_clip_text_config(text, "text"));
    nn::save_weights(unet_module, bundle / "unet/diffusion_pytorch_model.safetensors");
    nn::save_weights(vae_module, bundle / "vae/diffusion_pytorch_model.safetensors");
    nn::save_weights(text_module, bundle / "text_encoder/model.safetensors");
    write_file_atomically(bundle / "model_index.json", "{}");
    write_file_atomically(bundle / "unet/config.json", nn::to_json(unet_module.config()).dump());
    write_file_atomically(bundle / "vae/config.json", nn::to_json(vae_module.config()).dump());
    write_file_atomically(bundle / "text_encoder/config.json", nn::to_json(text_module.config()).dump());
}

/// Loss of each logged step of a stage.
inline std::map<std::int64_t, double> logged_losses(const std::filesystem::path& out, const std::string& stage) {
    std::map<std::int64_t, double> losses;
    std::ifstream log(out / "log.jsonl");
    for (std::string line; std::getline(log, line);) {
        const auto json = nlohmann::json::parse(line);
        if (json.at("stage") == stage) {
            losses[json.at("step").get<std::int64_t>()] = json.at("loss").get<double>();
        }
    }
    return losses;
}

/// The artworks of the built-in bundle.
inline const world::SpriteAtlas& built_in_atlas() {
    static const auto atlas =
        world::SpriteAtlas::load(std::filesystem::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
    return atlas;
}

}  // namespace destudio::training
