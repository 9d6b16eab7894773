// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/autoencoder_tiny_config.h"

#include "core/base/json.h"
#include "core/nn/models/config_reader.h"

namespace destudio::nn {

using nlohmann::json;

namespace {

void check_levels(const ConfigReader& reader, const std::vector<std::int64_t>& channels,
                  const std::vector<std::int64_t>& blocks, const std::string& channels_key,
                  const std::string& blocks_key) {
    if (channels.size() != blocks.size()) {
        reader.fail(blocks_key, "has " + std::to_string(blocks.size()) + " entries, but " + channels_key + " has " +
                                    std::to_string(channels.size()));
    }
    // diffusers' layers keep their width from level to level, so unequal entries cannot be built there either.
    for (const auto width : channels) {
        if (width != channels.front()) {
            reader.fail(channels_key, "must hold equal numbers");
        }
    }
}

}  // namespace

AutoencoderTinyConfig parse_autoencoder_tiny_config(const json& document, const std::string& source) {
    const ConfigReader reader(document, source);
    AutoencoderTinyConfig config;
    config.in_channels = reader.integer("in_channels", config.in_channels);
    config.out_channels = reader.integer("out_channels", config.out_channels);
    config.latent_channels = reader.integer("latent_channels", config.latent_channels);
    config.encoder_block_out_channels =
        reader.integers("encoder_block_out_channels", config.encoder_block_out_channels);
    config.decoder_block_out_channels =
        reader.integers("decoder_block_out_channels", config.decoder_block_out_channels);
    config.num_encoder_blocks = reader.integers("num_encoder_blocks", config.num_encoder_blocks);
    config.num_decoder_blocks = reader.integers("num_decoder_blocks", config.num_decoder_blocks);
    config.upsampling_scaling_factor = reader.integer("upsampling_scaling_factor", 2, 1, 8);
    config.scaling_factor = reader.real("scaling_factor", 1);
    reader.require(reader.text("act_fn", "relu") == "relu", "act_fn", "relu");
    reader.require(reader.text("upsample_fn", "nearest") == "nearest", "upsample_fn", "nearest");
    reader.require(reader.real("shift_factor", 0) == 0, "shift_factor", "0");
    if (config.scaling_factor == 0) {
        reader.fail("scaling_factor", "is 0");
    }
    check_levels(reader, config.encoder_block_out_channels, config.num_encoder_blocks, "encoder_block_out_channels",
                 "num_encoder_blocks");
    check_levels(reader, config.decoder_block_out_channels, config.num_decoder_blocks, "decoder_block_out_channels",
                 "num_decoder_blocks");
    return config;
}

AutoencoderTinyConfig read_autoencoder_tiny_config(const std::filesystem::path& file) {
    return parse_autoencoder_tiny_config(read_json(file), file.string());
}

json to_json(const AutoencoderTinyConfig& config) {
    return {{"_class_name", "AutoencoderTiny"},
            {"act_fn", "relu"},
            {"decoder_block_out_channels", config.decoder_block_out_channels},
            {"encoder_block_out_channels", config.encoder_block_out_channels},
            {"in_channels", config.in_channels},
            {"latent_channels", config.latent_channels},
            {"num_decoder_blocks", config.num_decoder_blocks},
            {"num_encoder_blocks", config.num_encoder_blocks},
            {"out_channels", config.out_channels},
            {"scaling_factor", config.scaling_factor},
            {"upsample_fn", "nearest"},
            {"upsampling_scaling_factor", config.upsampling_scaling_factor}};
}

}  // namespace destudio::nn
