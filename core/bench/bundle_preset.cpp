// SPDX-License-Identifier: Apache-2.0
#include "core/bench/bundle_preset.h"

#include "core/nn/torch.h"

#include "core/base/error.h"
#include "core/nn/models/unet_2d_condition.h"

namespace destudio::bench {

namespace {

/// https://huggingface.co/stabilityai/stable-diffusion-2-base, the config.json files.
BundlePreset stable_diffusion_2_base() {
    BundlePreset preset;
    preset.unet.cross_attention_dim = 1024;
    preset.unet.attention_head_dim = {5, 10, 20, 20};
    preset.unet.use_linear_projection = true;
    preset.text.hidden_size = 1024;
    preset.text.intermediate_size = 4096;
    preset.text.num_hidden_layers = 23;
    preset.text.num_attention_heads = 16;
    preset.text.hidden_act = "gelu";
    return preset;
}

/// https://huggingface.co/stable-diffusion-v1-5/stable-diffusion-v1-5, the config.json files.
BundlePreset stable_diffusion_1_5() {
    BundlePreset preset;
    preset.unet.cross_attention_dim = 768;
    preset.text.hidden_size = 768;
    preset.text.intermediate_size = 3072;
    preset.text.num_attention_heads = 12;
    return preset;
}

BundlePreset tiny() {
    BundlePreset preset;
    preset.unet.sample_size = 16;
    preset.unet.block_out_channels = {16, 32, 32, 32};
    preset.unet.layers_per_block = 1;
    preset.unet.cross_attention_dim = 32;
    preset.unet.attention_head_dim = {1, 2, 2, 2};
    preset.unet.norm_num_groups = 8;
    preset.unet.use_linear_projection = true;
    preset.vae.block_out_channels = {8, 16, 16};
    preset.vae.layers_per_block = 1;
    preset.vae.norm_num_groups = 4;
    preset.vae.sample_size = 64;
    preset.text.vocab_size = 514;
    preset.text.hidden_size = 32;
    preset.text.intermediate_size = 64;
    preset.text.num_hidden_layers = 2;
    preset.text.num_attention_heads = 2;
    preset.adapter.embed_dim = 32;
    preset.adapter.num_heads = 2;
    preset.adapter.feedforward_dim = 64;
    preset.adapter.num_encoder_layers = 1;
    preset.adapter.num_decoder_layers = 2;
    preset.adapter.num_feature_levels = 4;
    preset.adapter.group_norm_groups = 8;
    preset.adapter.num_queries = 20;
    preset.adapter.select_box_nums_for_evaluation = 20;
    return preset;
}

}  // namespace

std::vector<std::string> preset_names() {
    return {"sd2-base", "sd15", "tiny"};
}

BundlePreset bundle_preset(const std::string& name) {
    BundlePreset preset;
    if (name == "sd2-base") {
        preset = stable_diffusion_2_base();
    } else if (name == "sd15") {
        preset = stable_diffusion_1_5();
    } else if (name == "tiny") {
        preset = tiny();
    } else {
        throw UsageError("There is no preset \"" + name + "\"; use one of sd2-base, sd15, tiny.");
    }
    preset.name = name;
    const auto channels = nn::feature_channels(preset.unet);
    for (std::size_t level = 0; level < channels.size(); ++level) {
        preset.adapter.in_channels["div" + std::to_string(1 << level)] = channels[level];
    }
    return preset;
}

}  // namespace destudio::bench
