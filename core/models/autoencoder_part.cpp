// SPDX-License-Identifier: Apache-2.0
#include "core/models/autoencoder_part.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/recognition.h"
#include "core/models/tensor_list.h"
#include "core/models/usual_sizes.h"
#include "core/nn/io/weight_files.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

constexpr const char* kAutoencoderStem = "diffusion_pytorch_model";

/// The configuration of an autoencoder in diffusers' layout, from its shapes.
nn::AutoencoderKlConfig diffusers_autoencoder_config(const TensorList& list, const std::string& prefix,
                                                     const LayoutHints& hints, const std::string& source,
                                                     Assumptions& assumptions) {
    nn::AutoencoderKlConfig config;
    config.block_out_channels.clear();
    for (int level = 0; level < 12; ++level) {
        const auto start = prefix + "encoder.down_blocks." + std::to_string(level) + ".resnets.";
        const auto channels = list.size(start + "0.conv1.weight", 0);
        if (channels < 1) {
            break;
        }
        config.block_out_channels.push_back(channels);
        config.layers_per_block = 0;
        while (list.has_prefix(start + std::to_string(config.layers_per_block) + ".") && config.layers_per_block < 64) {
            ++config.layers_per_block;
        }
    }
    if (config.block_out_channels.empty()) {
        throw ConfigError(source + " holds an autoencoder of a shape that this program does not know.");
    }
    config.in_channels = list.size(prefix + "encoder.conv_in.weight", 1);
    config.out_channels = list.size(prefix + "decoder.conv_out.weight", 0);
    config.latent_channels = list.size(prefix + "decoder.conv_in.weight", 1);
    config.norm_num_groups =
        usual_groups(config.block_out_channels, hints.autoencoder_groups, "autoencoder", assumptions);
    if (hints.scaling_factor != 0) {
        config.scaling_factor = hints.scaling_factor;
    }
    return config;
}

/// Names behind a prefix without it; nothing when the prefix is empty.
std::optional<nn::TensorNames> without_prefix(const TensorList& list, const std::string& prefix) {
    if (prefix.empty()) {
        return std::nullopt;
    }
    nn::TensorNames names;
    for (auto at = list.tensors.lower_bound(prefix); at != list.tensors.end() && at->first.starts_with(prefix); ++at) {
        names.insert_or_assign(at->first.substr(prefix.size()), nn::TensorOrigin{at->first, nn::TensorChange::kNone});
    }
    return names;
}

void use_file(const fs::path& file, const LayoutHints& hints, ModelDescription& model) {
    const auto list = read_tensor_list(file);
    const auto found = recognise(list);
    const auto source = file.string();
    if (found.family == Family::kTinyAutoencoder) {
        throw ConfigError(source + " is a tiny autoencoder; name its folder, in which config.json is, instead.");
    }
    if (!found.has_autoencoder || found.family == Family::kVideo) {
        throw ConfigError(source + " is no autoencoder but " + family_name(found.family) +
                          ". Name an autoencoder's file or folder.");
    }
    const auto& prefix = found.autoencoder_prefix;
    const bool original = found.original_layout || list.has_prefix(prefix + "encoder.down.");
    const auto beside = file.parent_path() / "config.json";
    const auto width = list.size(prefix + "decoder.conv_in.weight", 1);
    const auto wanted = model.unet_config.in_channels;
    if (width != wanted) {
        throw ConfigError(source + " is an autoencoder with latents of " + std::to_string(width) +
                          " channels, but the model " + model.path.string() + " draws latents of " +
                          std::to_string(wanted) + ". Use an autoencoder of the model's family.");
    }
    model.autoencoder = {
        file, {}, original ? std::optional(original_autoencoder_names(list, prefix)) : without_prefix(list, prefix)};
    if (!original && prefix.empty() && fs::exists(beside)) {
        model.autoencoder_config = read_json(beside);
        model.autoencoder_source = beside.string();
        return;
    }
    model.autoencoder_config =
        nn::to_json(original ? original_autoencoder_config(list, prefix, hints, source, model.notes)
                             : diffusers_autoencoder_config(list, prefix, hints, source, model.notes));
    model.autoencoder_source = source;
}

}  // namespace

void use_autoencoder(const fs::path& path, const LayoutHints& hints, ModelDescription& model) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        throw IoError("There is no autoencoder " + path.string() + ".");
    }
    if (!fs::is_directory(path, error)) {
        use_file(path, hints, model);
        return;
    }
    const auto folder = fs::exists(path / "config.json", error) ? path : path / "vae";
    const auto config = folder / "config.json";
    if (!fs::exists(config, error)) {
        throw IoError(path.string() + " is no autoencoder's folder: it has no config.json.");
    }
    const auto chosen = nn::choose_weights(folder, kAutoencoderStem);
    model.autoencoder_config = read_json(config);
    model.autoencoder_source = config.string();
    model.autoencoder = {chosen.path, chosen.variant, std::nullopt};
}

}  // namespace destudio::models
