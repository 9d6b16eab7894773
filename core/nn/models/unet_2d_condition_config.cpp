// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/unet_2d_condition_config.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/nn/models/config_reader.h"

namespace destudio::nn {

using nlohmann::json;

namespace {

constexpr auto kDown = "DownBlock2D";
constexpr auto kCrossDown = "CrossAttnDownBlock2D";
constexpr auto kUp = "UpBlock2D";
constexpr auto kCrossUp = "CrossAttnUpBlock2D";
constexpr auto kMid = "UNetMidBlock2D";
constexpr auto kCrossMid = "UNetMidBlock2DCrossAttn";
constexpr auto kTextTime = "text_time";
constexpr std::size_t kMaxUnetLevels = 12;

void check_block_types(const ConfigReader& reader, const Unet2dConditionConfig& config) {
    const auto check = [&](const std::vector<std::string>& types, const char* key, const char* plain, const char* cross,
                           const char* known) {
        if (types.size() != config.levels()) {
            reader.fail(key, "has " + std::to_string(types.size()) + " entries, but block_out_channels has " +
                                 std::to_string(config.levels()));
        }
        for (const auto& type : types) {
            reader.require(type == plain || type == cross, key, known);
        }
    };
    check(config.down_block_types, "down_block_types", kDown, kCrossDown, "DownBlock2D and CrossAttnDownBlock2D");
    check(config.up_block_types, "up_block_types", kUp, kCrossUp, "UpBlock2D and CrossAttnUpBlock2D");
}

/// Keys with which diffusers' class can do things that Stable Diffusion 1.x and 2.x do not.
void check_unsupported(const ConfigReader& reader) {
    const auto activation = reader.text("act_fn", "silu");
    reader.require(activation == "silu" || activation == "swish", "act_fn", "silu");
    reader.require(reader.integer("downsample_padding", 1, 0) == 1, "downsample_padding", "1");
    reader.require(reader.integer("conv_in_kernel", 3) == 3, "conv_in_kernel", "3");
    reader.require(reader.integer("conv_out_kernel", 3) == 3, "conv_out_kernel", "3");
    for (const auto* key : {"only_cross_attention", "dual_cross_attention", "class_embeddings_concat",
                            "resnet_skip_time_act", "mid_block_only_cross_attention"}) {
        reader.require(!reader.any_flag(key), key, "false");
    }
    reader.require(reader.real("resnet_out_scale_factor", 1) == 1, "resnet_out_scale_factor", "1");
    for (const auto* key : {"class_embed_type", "num_class_embeds", "encoder_hid_dim", "encoder_hid_dim_type",
                            "timestep_post_act", "time_embedding_act_fn", "cross_attention_norm", "time_embedding_dim",
                            "reverse_transformer_layers_per_block"}) {
        reader.require(!reader.has(key), key, "null");
    }
    reader.require(reader.text("time_embedding_type", "positional") == "positional", "time_embedding_type",
                   "positional");
    reader.require(reader.text("resnet_time_scale_shift", "default") == "default", "resnet_time_scale_shift",
                   "default");
    const auto attention = reader.text("attention_type", "default");
    reader.require(attention == "default" || attention == "gated", "attention_type", "default and gated");
}

/// Stable Diffusion XL's sizes and pooled text.
void read_added_conditions(const ConfigReader& reader, Unet2dConditionConfig& config) {
    if (!reader.has("addition_embed_type")) {
        return;
    }
    reader.require(reader.text("addition_embed_type", "") == kTextTime, "addition_embed_type", kTextTime);
    config.addition_time_embed_dim = reader.integer("addition_time_embed_dim", 256, 2, 1 << 16);
    config.projection_class_embeddings_input_dim =
        reader.integer("projection_class_embeddings_input_dim", 2816, 1, 1 << 20);
    constexpr std::int64_t kSizes = 6;
    if (config.projection_class_embeddings_input_dim <= kSizes * config.addition_time_embed_dim) {
        reader.fail("projection_class_embeddings_input_dim", "leaves no room for the pooled text");
    }
}

void check_sizes(const ConfigReader& reader, const Unet2dConditionConfig& config) {
    for (std::size_t i = 0; i < config.levels(); ++i) {
        const auto channels = config.block_out_channels[i];
        if (channels % config.norm_num_groups != 0) {
            reader.fail("block_out_channels", "holds " + std::to_string(channels) + ", which norm_num_groups " +
                                                  std::to_string(config.norm_num_groups) + " does not divide");
        }
        if (channels % config.attention_head_dim[i] != 0) {
            reader.fail("attention_head_dim", "gives " + std::to_string(config.attention_head_dim[i]) +
                                                  " heads, which do not divide " + std::to_string(channels) +
                                                  " channels");
        }
    }
    if (config.block_out_channels[0] % 2 != 0) {
        reader.fail("block_out_channels", "must start with an even number");
    }
}

}  // namespace

Unet2dConditionConfig parse_unet_2d_condition_config(const json& document, const std::string& source) {
    const ConfigReader reader(document, source);
    check_unsupported(reader);
    Unet2dConditionConfig config;
    const auto [height, width] = reader.height_and_width("sample_size", config.sample_size);
    config.sample_size = height;
    config.sample_width = width == height ? 0 : width;
    config.in_channels = reader.integer("in_channels", config.in_channels);
    config.out_channels = reader.integer("out_channels", config.out_channels);
    config.block_out_channels = reader.integers("block_out_channels", config.block_out_channels);
    if (config.levels() > kMaxUnetLevels) {
        reader.fail("block_out_channels", "has more than " + std::to_string(kMaxUnetLevels) + " levels");
    }
    config.down_block_types = reader.texts("down_block_types", config.down_block_types);
    config.up_block_types = reader.texts("up_block_types", config.up_block_types);
    check_block_types(reader, config);
    config.layers_per_block = reader.integer("layers_per_block", config.layers_per_block, 1, 64);
    config.cross_attention_dim = reader.integer("cross_attention_dim", config.cross_attention_dim);
    // diffusers writes the number of heads under the second name, unless it writes the first.
    config.attention_head_dim = reader.integer_per_level(
        reader.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim", 8, config.levels());
    config.transformer_layers_per_block = reader.integer_per_level("transformer_layers_per_block", 1, config.levels());
    config.norm_num_groups = reader.integer("norm_num_groups", config.norm_num_groups);
    config.norm_eps = reader.real("norm_eps", config.norm_eps);
    config.mid_block_scale_factor = reader.real("mid_block_scale_factor", config.mid_block_scale_factor);
    const auto mid = reader.text("mid_block_type", kCrossMid);
    reader.require(mid == kMid || mid == kCrossMid, "mid_block_type", "UNetMidBlock2D and UNetMidBlock2DCrossAttn");
    config.mid_block_attention = mid == kCrossMid;
    config.use_linear_projection = reader.flag("use_linear_projection", false);
    config.upcast_attention = reader.flag("upcast_attention", false);
    config.gated_attention = reader.text("attention_type", "default") == "gated";
    config.center_input_sample = reader.flag("center_input_sample", false);
    config.flip_sin_to_cos = reader.flag("flip_sin_to_cos", true);
    config.freq_shift = reader.real("freq_shift", 0);
    if (reader.has("time_cond_proj_dim")) {
        config.time_cond_proj_dim = reader.integer("time_cond_proj_dim", 256, 4, 1 << 16);
    }
    read_added_conditions(reader, config);
    check_sizes(reader, config);
    return config;
}

Unet2dConditionConfig read_unet_2d_condition_config(const std::filesystem::path& file) {
    return parse_unet_2d_condition_config(read_json(file), file.string());
}

json to_json(const Unet2dConditionConfig& config) {
    json written{{"_class_name", "UNet2DConditionModel"},
                 {"act_fn", "silu"},
                 {"attention_head_dim", config.attention_head_dim},
                 {"block_out_channels", config.block_out_channels},
                 {"center_input_sample", config.center_input_sample},
                 {"cross_attention_dim", config.cross_attention_dim},
                 {"down_block_types", config.down_block_types},
                 {"downsample_padding", 1},
                 {"flip_sin_to_cos", config.flip_sin_to_cos},
                 {"freq_shift", config.freq_shift},
                 {"in_channels", config.in_channels},
                 {"layers_per_block", config.layers_per_block},
                 {"mid_block_scale_factor", config.mid_block_scale_factor},
                 {"mid_block_type", config.mid_block_attention ? kCrossMid : kMid},
                 {"norm_eps", config.norm_eps},
                 {"norm_num_groups", config.norm_num_groups},
                 {"out_channels", config.out_channels},
                 {"sample_size", config.sample_width == 0 ? json(config.sample_size)
                                                          : json({config.sample_size, config.sample_width})},
                 {"transformer_layers_per_block", config.transformer_layers_per_block},
                 {"up_block_types", config.up_block_types},
                 {"upcast_attention", config.upcast_attention},
                 {"use_linear_projection", config.use_linear_projection}};
    if (config.gated_attention) {
        written["attention_type"] = "gated";
    }
    if (config.addition_time_embed_dim > 0) {
        written["addition_embed_type"] = kTextTime;
        written["addition_time_embed_dim"] = config.addition_time_embed_dim;
        written["projection_class_embeddings_input_dim"] = config.projection_class_embeddings_input_dim;
    }
    if (config.time_cond_proj_dim > 0) {
        written["time_cond_proj_dim"] = config.time_cond_proj_dim;
    }
    return written;
}

}  // namespace destudio::nn
