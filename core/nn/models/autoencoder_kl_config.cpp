// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/autoencoder_kl_config.h"

#include "core/base/json.h"
#include "core/nn/models/config_reader.h"

namespace destudio::nn {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxAutoencoderLevels = 12;
constexpr std::int64_t kMaxPatchSize = 16;
constexpr const char* kClassName = "AutoencoderKL";
constexpr const char* kPatchClassName = "PatchAutoencoderKL";

void check_block_types(const ConfigReader& reader, std::size_t levels, const std::string& key,
                       const std::string& known) {
    const auto types = reader.texts(key, std::vector<std::string>(levels, known));
    if (types.size() != levels) {
        reader.fail(key, "has " + std::to_string(types.size()) + " entries, but block_out_channels has " +
                             std::to_string(levels));
    }
    for (const auto& type : types) {
        reader.require(type == known, key, known);
    }
}

}  // namespace

AutoencoderKlConfig parse_autoencoder_kl_config(const json& document, const std::string& source) {
    const ConfigReader reader(document, source);
    AutoencoderKlConfig config;
    config.in_channels = reader.integer("in_channels", config.in_channels);
    config.out_channels = reader.integer("out_channels", config.out_channels);
    config.block_out_channels = reader.integers("block_out_channels", config.block_out_channels);
    if (config.levels() > kMaxAutoencoderLevels) {
        reader.fail("block_out_channels", "has more than " + std::to_string(kMaxAutoencoderLevels) + " levels");
    }
    config.layers_per_block = reader.integer("layers_per_block", 1, 1, 64);
    config.latent_channels = reader.integer("latent_channels", config.latent_channels);
    config.norm_num_groups = reader.integer("norm_num_groups", config.norm_num_groups);
    config.sample_size = reader.height_and_width("sample_size", config.sample_size).first;
    config.scaling_factor = reader.real("scaling_factor", config.scaling_factor);
    if (config.scaling_factor == 0) {
        reader.fail("scaling_factor", "is 0");
    }
    const auto class_name = reader.text("_class_name", kClassName);
    if (class_name == kPatchClassName) {
        config.patch_size = reader.integer("patch_size", 1, 1, kMaxPatchSize);
    } else {
        reader.require(class_name == kClassName, "_class_name", "AutoencoderKL or PatchAutoencoderKL");
    }
    check_block_types(reader, config.levels(), "down_block_types", "DownEncoderBlock2D");
    check_block_types(reader, config.levels(), "up_block_types", "UpDecoderBlock2D");
    const auto activation = reader.text("act_fn", "silu");
    reader.require(activation == "silu" || activation == "swish", "act_fn", "silu");
    for (const auto* key : {"use_quant_conv", "use_post_quant_conv", "mid_block_add_attention"}) {
        reader.require(reader.flag(key, true), key, "true");
    }
    for (const auto* key : {"latents_mean", "latents_std"}) {
        reader.require(!reader.has(key), key, "null");
    }
    reader.require(reader.real("shift_factor", 0) == 0, "shift_factor", "null");
    for (const auto channels : config.block_out_channels) {
        if (channels % config.norm_num_groups != 0) {
            reader.fail("block_out_channels", "holds " + std::to_string(channels) + ", which norm_num_groups " +
                                                  std::to_string(config.norm_num_groups) + " does not divide");
        }
    }
    return config;
}

AutoencoderKlConfig read_autoencoder_kl_config(const std::filesystem::path& file) {
    return parse_autoencoder_kl_config(read_json(file), file.string());
}

json to_json(const AutoencoderKlConfig& config) {
    json document = {{"_class_name", "AutoencoderKL"},
                     {"act_fn", "silu"},
                     {"block_out_channels", config.block_out_channels},
                     {"down_block_types", std::vector<std::string>(config.levels(), "DownEncoderBlock2D")},
                     {"in_channels", config.in_channels},
                     {"latent_channels", config.latent_channels},
                     {"layers_per_block", config.layers_per_block},
                     {"norm_num_groups", config.norm_num_groups},
                     {"out_channels", config.out_channels},
                     {"sample_size", config.sample_size},
                     {"scaling_factor", config.scaling_factor},
                     {"up_block_types", std::vector<std::string>(config.levels(), "UpDecoderBlock2D")}};
    if (config.patch_size > 1) {
        document["_class_name"] = kPatchClassName;
        document["patch_size"] = config.patch_size;
    }
    return document;
}

}  // namespace destudio::nn
