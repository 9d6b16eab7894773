// SPDX-License-Identifier: Apache-2.0
#include "core/lora/lora_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

namespace destudio::lora {

namespace {

std::string flat(std::string path) {
    std::replace(path.begin(), path.end(), '.', '_');
    return path;
}

/// "down_blocks.1.resnets.0.conv1": kind "down_blocks", block 1, part "resnets", layer 0, rest "conv1".
struct BlockPath {
    std::string kind;
    int block = -1;  ///< none in the middle block
    std::string part;
    int layer = 0;
    std::string rest;
};

/// Takes the text up to the next dot off the front.
std::string_view next_word(std::string_view& text) {
    const auto dot = text.find('.');
    const auto word = text.substr(0, dot);
    text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    return word;
}

std::optional<int> next_number(std::string_view& text) {
    constexpr int kMax = 1000;
    const auto word = next_word(text);
    int number = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool fine = error == std::errc{} && end == word.data() + word.size() && number >= 0 && number < kMax;
    return fine ? std::optional(number) : std::nullopt;
}

std::optional<BlockPath> block_path(const std::string& path) {
    std::string_view left = path;
    BlockPath result;
    result.kind = next_word(left);
    if (result.kind == "down_blocks" || result.kind == "up_blocks") {
        const auto block = next_number(left);
        if (!block) {
            return std::nullopt;
        }
        result.block = *block;
    } else if (result.kind != "mid_block") {
        return std::nullopt;
    }
    result.part = next_word(left);
    const auto layer = next_number(left);
    if (!layer) {
        return std::nullopt;
    }
    result.layer = *layer;
    result.rest = left;
    return result;
}

constexpr std::array<std::pair<const char*, const char*>, 6> kResnetParts{{{"norm1", "in_layers.0"},
                                                                           {"conv1", "in_layers.2"},
                                                                           {"time_emb_proj", "emb_layers.1"},
                                                                           {"norm2", "out_layers.0"},
                                                                           {"conv2", "out_layers.3"},
                                                                           {"conv_shortcut", "skip_connection"}}};
constexpr std::array<std::pair<const char*, const char*>, 7> kOtherParts{{{"conv_in", "input_blocks.0.0"},
                                                                          {"time_embedding.linear_1", "time_embed.0"},
                                                                          {"time_embedding.linear_2", "time_embed.2"},
                                                                          {"add_embedding.linear_1", "label_emb.0.0"},
                                                                          {"add_embedding.linear_2", "label_emb.0.2"},
                                                                          {"conv_norm_out", "out.0"},
                                                                          {"conv_out", "out.2"}}};

template <std::size_t N>
std::string renamed(const std::array<std::pair<const char*, const char*>, N>& table, const std::string& name) {
    for (const auto& [from, to] : table) {
        if (name == from) {
            return to;
        }
    }
    return {};
}

/// What the paths say of the U-Net's shape.
struct UnetShape {
    int layers = 0;              ///< res-blocks of a down block
    std::set<int> attending_up;  ///< up blocks with attention
};

UnetShape shape_of(const std::vector<std::string>& paths) {
    UnetShape shape;
    for (const auto& path : paths) {
        const auto parts = block_path(path);
        if (parts && parts->kind == "down_blocks" && parts->part == "resnets") {
            shape.layers = std::max(shape.layers, parts->layer + 1);
        }
        if (parts && parts->kind == "up_blocks" && parts->part == "attentions") {
            shape.attending_up.insert(parts->block);
        }
    }
    return shape;
}

/// @return empty for a path that the original layout does not have
std::string original_path(const std::string& path, const UnetShape& shape) {
    if (const auto other = renamed(kOtherParts, path); !other.empty()) {
        return other;
    }
    const auto parts = block_path(path);
    if (!parts) {
        return {};
    }
    const bool is_attention = parts->part == "attentions";
    const std::string rest = is_attention ? parts->rest : renamed(kResnetParts, parts->rest);
    const auto joined = [&](const std::string& kind, int index, int slot, const std::string& end) {
        return kind + "." + std::to_string(index) + "." + std::to_string(slot) + "." + end;
    };
    if (parts->kind == "mid_block") {
        const std::string slot = is_attention ? "1" : parts->layer == 0 ? "0" : "2";
        return rest.empty() ? std::string() : "middle_block." + slot + "." + rest;
    }
    const bool is_down = parts->kind == "down_blocks";
    const int each = shape.layers + 1;
    if (is_down && parts->part == "downsamplers" && parts->rest == "conv") {
        return joined("input_blocks", (parts->block + 1) * each, 0, "op");
    }
    if (!is_down && parts->part == "upsamplers" && parts->rest == "conv") {
        const int slot = shape.attending_up.contains(parts->block) ? 2 : 1;
        return joined("output_blocks", parts->block * each + shape.layers, slot, "conv");
    }
    if (rest.empty() || (!is_attention && parts->part != "resnets")) {
        return {};
    }
    return is_down ? joined("input_blocks", 1 + parts->block * each + parts->layer, is_attention ? 1 : 0, rest)
                   : joined("output_blocks", parts->block * each + parts->layer, is_attention ? 1 : 0, rest);
}

}  // namespace

std::string to_string(Component component) {
    switch (component) {
        case Component::kTextEncoder:
            return "text_encoder";
        case Component::kTextEncoder2:
            return "text_encoder_2";
        case Component::kUnet:
            break;
    }
    return "unet";
}

std::map<std::string, std::string> original_unet_paths(const std::vector<std::string>& paths) {
    const UnetShape shape = shape_of(paths);
    std::map<std::string, std::string> result;
    for (const auto& path : paths) {
        if (auto original = original_path(path, shape); !original.empty()) {
            result.emplace(path, std::move(original));
        }
    }
    return result;
}

std::map<std::string, std::string> kohya_names(Component component, const std::vector<std::string>& paths,
                                               bool two_text_encoders) {
    const std::string prefix = component == Component::kUnet           ? "lora_unet_"
                               : component == Component::kTextEncoder2 ? "lora_te2_"
                               : two_text_encoders                     ? "lora_te1_"
                                                                       : "lora_te_";
    const auto original = component == Component::kUnet && two_text_encoders ? original_unet_paths(paths)
                                                                             : std::map<std::string, std::string>();
    std::map<std::string, std::string> names;
    for (const auto& path : paths) {
        const auto at = original.find(path);
        names.emplace(path, prefix + flat(at == original.end() ? path : at->second));
    }
    return names;
}

void ModuleNames::add(Component component, const std::vector<std::string>& paths) {
    const auto original =
        component == Component::kUnet ? original_unet_paths(paths) : std::map<std::string, std::string>();
    for (const auto& path : paths) {
        const ModulePath target{component, path};
        switch (component) {
            case Component::kUnet:
                for (const char* prefix : {"", "unet.", "lora_unet.", "base_model.model.", "base_model.model.unet."}) {
                    insert(prefix + path, target);
                }
                for (const char* prefix : {"lora_unet_", "lycoris_", "lycoris_unet_", "unet_"}) {
                    insert(prefix + flat(path), target);
                }
                if (const auto at = original.find(path); at != original.end()) {
                    for (const char* prefix : {"diffusion_model.", "model.diffusion_model."}) {
                        insert(prefix + at->second, target);
                    }
                    for (const char* prefix : {"lora_unet_", "lycoris_"}) {
                        insert(prefix + flat(at->second), target);
                    }
                }
                break;
            case Component::kTextEncoder:
                for (const char* prefix : {"", "text_encoder.", "text_encoder_1.", "lora_te.", "lora_te1."}) {
                    insert(prefix + path, target);
                }
                for (const char* prefix : {"lora_te_", "lora_te1_", "text_encoder_"}) {
                    insert(prefix + flat(path), target);
                }
                break;
            case Component::kTextEncoder2:
                for (const char* prefix : {"text_encoder_2.", "lora_te2."}) {
                    insert(prefix + path, target);
                }
                insert("lora_te2_" + flat(path), target);
                break;
        }
    }
}

void ModuleNames::insert(const std::string& name, const ModulePath& path) {
    m_names.emplace(name, path);
}

std::optional<ModulePath> ModuleNames::find(const std::string& key) const {
    const auto at = m_names.find(key);
    return at == m_names.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace destudio::lora
