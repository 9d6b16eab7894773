// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/models/name_parts.h"
#include "core/models/original_layout.h"
#include "core/models/usual_sizes.h"

namespace destudio::models {

namespace {

constexpr std::int64_t kMaxLevels = 12;
constexpr double kUsualScaling = 0.18215;

std::int64_t level_count(const TensorList& list, const std::string& prefix) {
    std::int64_t levels = 0;
    while (levels < kMaxLevels && list.has_prefix(prefix + "encoder.down." + std::to_string(levels) + ".")) {
        ++levels;
    }
    return levels;
}

std::string resnet_of_autoencoder(const std::string& start, std::string rest) {
    constexpr std::string_view kShortcut = "nin_shortcut.";
    if (rest.starts_with(kShortcut)) {
        rest = "conv_shortcut." + rest.substr(kShortcut.size());
    }
    return start + rest;
}

nn::TensorOrigin attention_origin(const std::string& name, const std::vector<std::int64_t>& shape) {
    return {name, shape.size() > 2 ? nn::TensorChange::kSqueeze : nn::TensorChange::kNone};
}

/// The name in diffusers' layout; empty when it is not known.
std::string autoencoder_name(const std::string& original, std::int64_t levels) {
    if (original.starts_with("quant_conv.") || original.starts_with("post_quant_conv.")) {
        return original;
    }
    NameParts parts(original);
    const std::string half(parts.take());
    if (half != "encoder" && half != "decoder") {
        return {};
    }
    const std::string start = half + ".";
    if (parts.take_start("norm_out.")) {
        return start + "conv_norm_out." + parts.rest();
    }
    if (parts.take_start("mid.")) {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMid{
            {{"block_1.", "resnets.0."},
             {"block_2.", "resnets.1."},
             {"attn_1.norm.", "attentions.0.group_norm."},
             {"attn_1.q.", "attentions.0.to_q."},
             {"attn_1.k.", "attentions.0.to_k."},
             {"attn_1.v.", "attentions.0.to_v."},
             {"attn_1.proj_out.", "attentions.0.to_out.0."}}};
        for (const auto& [from, to] : kMid) {
            if (parts.take_start(from)) {
                return resnet_of_autoencoder(start + "mid_block." + std::string(to), parts.rest());
            }
        }
        return {};
    }
    const bool down = parts.take_start("down.");
    if (down || parts.take_start("up.")) {
        const auto level = parts.take_number();
        if (!level || *level >= levels) {
            return {};
        }
        // The original counts the way up from the finest level.
        const auto blocks =
            start +
            (down ? "down_blocks." + std::to_string(*level) : "up_blocks." + std::to_string(levels - 1 - *level)) + ".";
        if (parts.take_start("block.")) {
            const auto slot = parts.take_number();
            return slot ? resnet_of_autoencoder(blocks + "resnets." + std::to_string(*slot) + ".", parts.rest())
                        : std::string();
        }
        if (parts.take_start("downsample.")) {
            return blocks + "downsamplers.0." + parts.rest();
        }
        return parts.take_start("upsample.") ? blocks + "upsamplers.0." + parts.rest() : std::string();
    }
    return start + parts.rest();  // conv_in, conv_out
}

}  // namespace

nn::AutoencoderKlConfig original_autoencoder_config(const TensorList& list, const std::string& prefix,
                                                    const LayoutHints& hints, const std::string& source,
                                                    Assumptions& assumptions) {
    const auto levels = level_count(list, prefix);
    if (levels == 0) {
        throw ConfigError(source + " holds an autoencoder of a shape that this program does not know.");
    }
    nn::AutoencoderKlConfig config;
    config.block_out_channels.clear();
    for (std::int64_t level = 0; level < levels; ++level) {
        const auto start = prefix + "encoder.down." + std::to_string(level) + ".block.";
        const auto channels = list.size(start + "0.conv1.weight", 0);
        if (channels < 1 || list.has_prefix(prefix + "encoder.down." + std::to_string(level) + ".attn.")) {
            throw ConfigError(source +
                              " holds an autoencoder with attention in its levels, which this program does not "
                              "know.");
        }
        config.block_out_channels.push_back(channels);
        std::int64_t layers = 0;
        while (list.has_prefix(start + std::to_string(layers) + ".") && layers < 64) {
            ++layers;
        }
        if (level > 0 && layers != config.layers_per_block) {
            throw ConfigError(source +
                              " holds an autoencoder with levels of different depth, which this program does "
                              "not know.");
        }
        config.layers_per_block = layers;
    }
    config.in_channels = list.size(prefix + "encoder.conv_in.weight", 1);
    config.out_channels = list.size(prefix + "decoder.conv_out.weight", 0);
    config.latent_channels = list.size(prefix + "decoder.conv_in.weight", 1);
    config.norm_num_groups =
        usual_groups(config.block_out_channels, hints.autoencoder_groups, "autoencoder", assumptions);
    config.scaling_factor = hints.scaling_factor != 0 ? hints.scaling_factor : kUsualScaling;
    config.sample_size = 512;
    return config;
}

nn::TensorNames original_autoencoder_names(const TensorList& list, const std::string& prefix) {
    const auto levels = level_count(list, prefix);
    nn::TensorNames names;
    for (auto at = list.tensors.lower_bound(prefix); at != list.tensors.end() && at->first.starts_with(prefix); ++at) {
        const auto name = autoencoder_name(at->first.substr(prefix.size()), levels);
        if (name.empty()) {
            continue;
        }
        const bool attention = name.find(".attentions.") != std::string::npos && name.ends_with(".weight");
        names.insert_or_assign(name, attention ? attention_origin(at->first, at->second.shape)
                                               : nn::TensorOrigin{at->first, nn::TensorChange::kNone});
    }
    return names;
}

}  // namespace destudio::models
