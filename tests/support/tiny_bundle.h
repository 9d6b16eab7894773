// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/atomic_file.h"
#include "core/detection/dino/dino_adapter.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/nn/torch.h"

namespace destudio::test {

inline void write_json_file(const std::filesystem::path& path, const nlohmann::json& json) {
    write_file_atomically(path, json.dump(1));
}

/// CLIP's byte-pair vocabulary without a single merge: every byte, alone and at a word's end, and the two specials.
inline void write_tiny_tokenizer(const std::filesystem::path& folder) {
    nlohmann::json vocab = nlohmann::json::object();
    int next_code = 256;
    int id = 0;
    std::vector<std::string> letters;
    for (int byte = 0; byte < 256; ++byte) {
        // OpenAI's byte-to-unicode table: printable Latin-1 stands for itself, the rest moves to 256 and up.
        const bool plain =
            (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
        const int code = plain ? byte : next_code++;
        letters.push_back(
            code < 128 ? std::string(1, static_cast<char>(code))
                       : std::string{static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 63))});
    }
    for (const auto& letter : letters) {
        vocab[letter] = id++;
    }
    for (const auto& letter : letters) {
        vocab[letter + "</w>"] = id++;
    }
    vocab["<|startoftext|>"] = id++;
    vocab["<|endoftext|>"] = id++;
    write_json_file(folder / "vocab.json", vocab);
    write_file_atomically(folder / "merges.txt", "#version: 0.2\n");
    write_json_file(folder / "tokenizer_config.json",
                    {{"model_max_length", 77}, {"tokenizer_class", "CLIPTokenizer"}, {"pad_token", "<|endoftext|>"}});
    write_json_file(folder / "special_tokens_map.json", {{"bos_token", "<|startoftext|>"},
                                                         {"eos_token", "<|endoftext|>"},
                                                         {"pad_token", "<|endoftext|>"},
                                                         {"unk_token", "<|endoftext|>"}});
}

inline nn::Unet2dConditionConfig tiny_unet_config() {
    nn::Unet2dConditionConfig config;
    config.sample_size = 16;
    config.block_out_channels = {8, 16, 16, 16};
    config.layers_per_block = 1;
    config.cross_attention_dim = 16;
    config.attention_head_dim = {1, 2, 2, 2};
    config.norm_num_groups = 4;
    config.use_linear_projection = true;
    return config;
}

/// A random adapter: boxes make no sense, but there are many of them.
inline void write_tiny_adapter(const std::filesystem::path& folder, std::int64_t seed = 3,
                               const nn::Unet2dConditionConfig& unet = tiny_unet_config()) {
    torch::manual_seed(seed);
    detection::DinoConfig config;
    config.embed_dim = 16;
    config.num_heads = 2;
    config.feedforward_dim = 16;
    config.num_encoder_layers = 1;
    config.num_decoder_layers = 2;
    config.group_norm_groups = 4;
    config.num_queries = 12;
    config.select_box_nums_for_evaluation = 12;
    config.classes = {"cat", "dog", "bird"};
    config.num_classes = 3;
    const auto channels = nn::feature_channels(unet);
    for (std::size_t level = 0; level < channels.size(); ++level) {
        config.in_channels["div" + std::to_string(1 << level)] = channels[level];
    }
    detection::DinoAdapter adapter(config);
    {
        // Classifiers start where nothing is found; move them to where everything is found a little.
        const torch::NoGradGuard no_grad;
        for (auto& parameter : adapter.named_parameters()) {
            if (parameter.key().find("class_embed") != std::string::npos) {
                parameter.value().normal_(0, 0.7);
            }
        }
    }
    nn::save_weights(adapter, folder / "model.safetensors");
    write_json_file(folder / "config.json", detection::to_json(config));
}

/// A complete bundle with random weights: 64 x 64 pixels, latents of 16 x 16, about 1 MB. The same seed gives the same
/// files.
inline void write_tiny_bundle(const std::filesystem::path& folder, bool with_adapter = true, std::int64_t seed = 1,
                              const nn::Unet2dConditionConfig& unet_config = tiny_unet_config()) {
    torch::manual_seed(seed);
    nn::AutoencoderKlConfig vae;
    vae.block_out_channels = {8, 8, 8};
    vae.layers_per_block = 1;
    vae.norm_num_groups = 4;
    vae.sample_size = 64;
    nn::AutoencoderKl autoencoder(vae);
    nn::save_weights(autoencoder, folder / "vae" / "diffusion_pytorch_model.safetensors");
    write_json_file(folder / "vae" / "config.json", nn::to_json(vae));

    nn::Unet2dCondition unet(unet_config);
    nn::save_weights(unet, folder / "unet" / "diffusion_pytorch_model.safetensors");
    write_json_file(folder / "unet" / "config.json", nn::to_json(unet_config));

    nn::ClipTextConfig text;
    text.vocab_size = 514;
    text.hidden_size = 16;
    text.intermediate_size = 32;
    text.num_hidden_layers = 2;
    text.num_attention_heads = 2;
    nn::ClipTextEncoder encoder(text);
    nn::save_weights(encoder, folder / "text_encoder" / "model.safetensors");
    write_json_file(folder / "text_encoder" / "config.json", nn::to_json(text));

    write_tiny_tokenizer(folder / "tokenizer");
    write_json_file(folder / "scheduler" / "scheduler_config.json", {{"_class_name", "DDIMScheduler"},
                                                                     {"beta_start", 0.00085},
                                                                     {"beta_end", 0.012},
                                                                     {"beta_schedule", "scaled_linear"},
                                                                     {"num_train_timesteps", 1000},
                                                                     {"prediction_type", "epsilon"},
                                                                     {"clip_sample", false},
                                                                     {"set_alpha_to_one", false},
                                                                     {"steps_offset", 1}});
    write_json_file(folder / "model_index.json", {{"_class_name", "StableDiffusionPipeline"},
                                                  {"scheduler", {"diffusers", "DDIMScheduler"}},
                                                  {"text_encoder", {"transformers", "CLIPTextModel"}},
                                                  {"tokenizer", {"transformers", "CLIPTokenizer"}},
                                                  {"unet", {"diffusers", "UNet2DConditionModel"}},
                                                  {"vae", {"diffusers", "AutoencoderKL"}}});
    write_json_file(folder / "bundle.json", {{"name", "Tiny"}, {"domain", "clipart"}, {"licence", "Apache-2.0"}});
    if (with_adapter) {
        write_tiny_adapter(folder / "adapter");
    }
}

}  // namespace destudio::test
