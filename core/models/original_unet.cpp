// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/models/name_parts.h"
#include "core/models/original_layout.h"
#include "core/models/usual_sizes.h"

namespace destudio::models {

namespace {

constexpr std::int64_t kMaxBlocks = 256;

/// The blocks of the way down, as their names tell them.
struct DownPath {
    struct Level {
        std::int64_t channels = 0;
        std::int64_t layers = 0;
        std::int64_t transformers = 0;  ///< layers of each attention; 0: none
    };
    std::vector<Level> levels;
};

std::string block(const std::string& prefix, std::int64_t i) {
    return prefix + "input_blocks." + std::to_string(i) + ".";
}

std::int64_t depth_of(const TensorList& list, const std::string& start) {
    std::int64_t depth = 0;
    while (depth < kMaxBlocks && list.has_prefix(start + "transformer_blocks." + std::to_string(depth) + ".")) {
        ++depth;
    }
    return depth;
}

[[noreturn]] void refuse_unet(const std::string& source, const std::string& what) {
    throw ConfigError(source + ": its U-Net " + what + ", which this program's U-Net does not.");
}

DownPath read_down_path(const TensorList& list, const std::string& prefix, const std::string& source) {
    DownPath path;
    path.levels.emplace_back();
    for (std::int64_t i = 1; i < kMaxBlocks && list.has_prefix(block(prefix, i)); ++i) {
        const auto start = block(prefix, i);
        if (list.has(start + "0.op.weight")) {
            path.levels.emplace_back();
            continue;
        }
        auto& level = path.levels.back();
        const auto channels = list.size(start + "0.in_layers.2.weight", 0);
        const auto depth = depth_of(list, start + "1.");
        if (channels == 0) {
            refuse_unet(source, "has a block of an unknown kind (" + start + ")");
        }
        if (level.layers > 0 && (level.channels != channels || level.transformers != depth)) {
            refuse_unet(source, "changes within a level");
        }
        level.channels = channels;
        level.transformers = depth;
        ++level.layers;
    }
    return path;
}

std::string resnet_part(const std::string& rest) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kParts{
        {{"in_layers.0.", "norm1."},
         {"in_layers.2.", "conv1."},
         {"emb_layers.1.", "time_emb_proj."},
         {"out_layers.0.", "norm2."},
         {"out_layers.3.", "conv2."},
         {"skip_connection.", "conv_shortcut."}}};
    for (const auto& [from, to] : kParts) {
        if (rest.starts_with(from)) {
            return std::string(to) + rest.substr(from.size());
        }
    }
    return {};
}

/// "down_blocks.1.resnets.0." and the resnet's own name; empty when that is not known.
std::string resnet_name(const std::string& start, const std::string& rest) {
    const auto part = resnet_part(rest);
    return part.empty() ? std::string() : start + part;
}

std::string numbered(const char* what, std::int64_t level, const char* inner, std::int64_t slot) {
    return std::string(what) + "." + std::to_string(level) + "." + inner + "." + std::to_string(slot) + ".";
}

/// diffusers' name for a tensor of the original U-Net; empty when it is not known.
/// @param per_level res-blocks of a level and its down-sampler
std::string unet_name(const std::string& original, std::int64_t per_level) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWhole{
        {{"time_embed.0.", "time_embedding.linear_1."},
         {"time_embed.2.", "time_embedding.linear_2."},
         {"time_embed.cond_proj.", "time_embedding.cond_proj."},
         {"label_emb.0.0.", "add_embedding.linear_1."},
         {"label_emb.0.2.", "add_embedding.linear_2."},
         {"input_blocks.0.0.", "conv_in."},
         {"out.0.", "conv_norm_out."},
         {"out.2.", "conv_out."}}};
    for (const auto& [from, to] : kWhole) {
        if (original.starts_with(from)) {
            return std::string(to) + original.substr(from.size());
        }
    }
    NameParts parts(original);
    const auto group = parts.take();
    if (group == "middle_block") {
        const auto i = parts.take_number().value_or(-1);
        if (i == 1) {
            return "mid_block.attentions.0." + parts.rest();
        }
        return i == 0 || i == 2 ? resnet_name("mid_block.resnets." + std::to_string(i / 2) + ".", parts.rest())
                                : std::string();
    }
    const auto i = parts.take_number();
    const auto sub = parts.take_number();
    if (!i || !sub) {
        return {};
    }
    if (group == "input_blocks" && *i >= 1) {
        const auto level = (*i - 1) / per_level;
        const auto slot = (*i - 1) % per_level;
        if (parts.take_start("op.")) {
            return numbered("down_blocks", level, "downsamplers", 0) + "conv." + parts.rest();
        }
        return *sub == 0 ? resnet_name(numbered("down_blocks", level, "resnets", slot), parts.rest())
                         : numbered("down_blocks", level, "attentions", slot) + parts.rest();
    }
    if (group == "output_blocks") {
        const auto level = *i / per_level;
        const auto slot = *i % per_level;
        if (*sub == 0) {
            return resnet_name(numbered("up_blocks", level, "resnets", slot), parts.rest());
        }
        return parts.take_start("conv.") ? numbered("up_blocks", level, "upsamplers", 0) + "conv." + parts.rest()
                                         : numbered("up_blocks", level, "attentions", slot) + parts.rest();
    }
    return {};
}

/// Blocks up to and with the first down-sampler.
std::int64_t blocks_per_level(const TensorList& list, const std::string& prefix) {
    for (std::int64_t i = 1; i < kMaxBlocks; ++i) {
        if (list.has(block(prefix, i) + "0.op.weight")) {
            return i;
        }
        if (!list.has_prefix(block(prefix, i))) {
            return std::max<std::int64_t>(i, 2);
        }
    }
    return kMaxBlocks;
}

void set_heads(const LayoutHints& hints, nn::Unet2dConditionConfig& config, Assumptions& assumptions) {
    config.attention_head_dim.clear();
    for (const auto channels : config.block_out_channels) {
        const bool by_channels =
            hints.unet_head_channels > 0 || (hints.unet_heads == 0 && config.use_linear_projection);
        const auto wanted =
            by_channels ? channels / (hints.unet_head_channels > 0 ? hints.unet_head_channels : kUsualHeadChannels)
                        : (hints.unet_heads > 0 ? hints.unet_heads : kUsualHeads);
        config.attention_head_dim.push_back(usual_divisor(channels, wanted, "heads of its attention", assumptions));
    }
}

}  // namespace

nn::Unet2dConditionConfig original_unet_config(const TensorList& list, const std::string& prefix,
                                               const LayoutHints& hints, const std::string& source,
                                               Assumptions& assumptions) {
    const auto path = read_down_path(list, prefix, source);
    nn::Unet2dConditionConfig config;
    config.in_channels = list.size(prefix + "input_blocks.0.0.weight", 1);
    config.out_channels = list.size(prefix + "out.2.weight", 0);
    config.block_out_channels.clear();
    config.down_block_types.clear();
    config.up_block_types.clear();
    config.transformer_layers_per_block.clear();
    config.layers_per_block = path.levels.front().layers;
    for (const auto& level : path.levels) {
        if (level.layers == 0 || level.layers != config.layers_per_block) {
            refuse_unet(source, "has levels of different depth");
        }
        config.block_out_channels.push_back(level.channels);
        const bool attends = level.transformers > 0;
        config.down_block_types.emplace_back(attends ? "CrossAttnDownBlock2D" : "DownBlock2D");
        config.up_block_types.insert(config.up_block_types.begin(), attends ? "CrossAttnUpBlock2D" : "UpBlock2D");
        config.transformer_layers_per_block.push_back(std::max<std::int64_t>(level.transformers, 1));
    }
    const auto mid_depth = depth_of(list, prefix + "middle_block.1.");
    config.mid_block_attention = mid_depth > 0;
    if (mid_depth > 0 && path.levels.back().transformers == 0) {
        config.transformer_layers_per_block.back() = mid_depth;
    }
    if (mid_depth > 0 && mid_depth != config.transformer_layers_per_block.back()) {
        refuse_unet(source, "has a middle block of another depth than its deepest level");
    }
    for (std::size_t level = 0; level < path.levels.size(); ++level) {
        const auto up = static_cast<std::int64_t>(path.levels.size() - 1 - level) * (config.layers_per_block + 1);
        const auto depth = depth_of(list, prefix + "output_blocks." + std::to_string(up) + ".1.");
        if (depth != path.levels[level].transformers) {
            refuse_unet(source, "has another number of transformers on its way up than down");
        }
    }
    for (const auto& [name, tensor] : list.tensors) {
        if (name.starts_with(prefix) && name.ends_with("attn2.to_k.weight") && tensor.shape.size() == 2) {
            config.cross_attention_dim = tensor.shape[1];
            break;
        }
    }
    for (const auto& [name, tensor] : list.tensors) {
        if (name.starts_with(prefix) && name.ends_with(".proj_in.weight")) {
            config.use_linear_projection = tensor.shape.size() == 2;
            break;
        }
    }
    for (const auto channels : config.block_out_channels) {
        if (channels < 1) {
            refuse_unet(source, "has a level without channels");
        }
    }
    config.time_cond_proj_dim = list.size(prefix + "time_embed.cond_proj.weight", 1);
    config.projection_class_embeddings_input_dim = list.size(prefix + "label_emb.0.0.weight", 1);
    config.norm_num_groups = usual_groups(config.block_out_channels, hints.unet_groups, "U-Net", assumptions);
    set_heads(hints, config, assumptions);
    config.sample_size = hints.sample_size > 0 ? hints.sample_size : 64;
    return config;
}

nn::TensorNames original_unet_names(const TensorList& list, const std::string& prefix) {
    const auto per_level = blocks_per_level(list, prefix);
    nn::TensorNames names;
    for (auto at = list.tensors.lower_bound(prefix); at != list.tensors.end() && at->first.starts_with(prefix); ++at) {
        const auto name = unet_name(at->first.substr(prefix.size()), per_level);
        if (!name.empty()) {
            names.insert_or_assign(name, nn::TensorOrigin{at->first, nn::TensorChange::kNone});
        }
    }
    return names;
}

}  // namespace destudio::models
