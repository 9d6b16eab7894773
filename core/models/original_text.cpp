// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/models/original_layout.h"
#include "core/models/usual_sizes.h"

namespace destudio::models {

namespace {

constexpr std::int64_t kMaxTextLayers = 1024;

std::int64_t count_layers(const TensorList& list, const std::string& start) {
    std::int64_t layers = 0;
    while (layers < kMaxTextLayers && list.has_prefix(start + std::to_string(layers) + ".")) {
        ++layers;
    }
    return layers;
}

/// With or without "text_model." behind the prefix.
std::string inner_prefix(const TensorList& list, const std::string& prefix) {
    return list.has_prefix(prefix + "text_model.") ? prefix + "text_model." : prefix;
}

void check_text(const nn::ClipTextConfig& config, const std::string& source) {
    if (config.vocab_size < 1 || config.hidden_size < 1 || config.intermediate_size < 1 ||
        config.max_position_embeddings < 1) {
        throw ConfigError(source + " holds a text encoder that lacks its embeddings or its layers.");
    }
}

}  // namespace

nn::ClipTextConfig clip_text_config_of(const TensorList& list, const std::string& prefix, const std::string& source,
                                       Assumptions& assumptions) {
    const auto start = inner_prefix(list, prefix);
    nn::ClipTextConfig config;
    config.vocab_size = list.size(start + "embeddings.token_embedding.weight", 0);
    config.hidden_size = list.size(start + "embeddings.token_embedding.weight", 1);
    config.max_position_embeddings = list.size(start + "embeddings.position_embedding.weight", 0);
    config.num_hidden_layers = count_layers(list, start + "encoder.layers.");
    config.intermediate_size = list.size(start + "encoder.layers.0.mlp.fc1.weight", 0);
    config.hidden_act = "quick_gelu";
    check_text(config, source);
    config.num_attention_heads = usual_divisor(config.hidden_size, config.hidden_size / kUsualHeadChannels,
                                               "heads of its text encoder", assumptions);
    return config;
}

nn::TensorNames clip_text_names(const TensorList& list, const std::string& prefix) {
    const auto start = inner_prefix(list, prefix);
    nn::TensorNames names;
    for (auto at = list.tensors.lower_bound(start); at != list.tensors.end() && at->first.starts_with(start); ++at) {
        const auto rest = at->first.substr(start.size());
        if ((rest.starts_with("embeddings.") || rest.starts_with("encoder.") ||
             rest.starts_with("final_layer_norm.")) &&
            !rest.ends_with("position_ids")) {
            names.insert_or_assign("text_model." + rest, nn::TensorOrigin{at->first, nn::TensorChange::kNone});
        }
    }
    if (list.has(prefix + "text_projection.weight")) {
        names.insert_or_assign("text_projection.weight",
                               nn::TensorOrigin{prefix + "text_projection.weight", nn::TensorChange::kNone});
    }
    return names;
}

nn::ClipTextConfig open_clip_config(const TensorList& list, const std::string& prefix, std::int64_t layers_left,
                                    const std::string& source, Assumptions& assumptions) {
    nn::ClipTextConfig config;
    config.vocab_size = list.size(prefix + "token_embedding.weight", 0);
    config.hidden_size = list.size(prefix + "token_embedding.weight", 1);
    config.max_position_embeddings = list.size(prefix + "positional_embedding", 0);
    const auto layers = count_layers(list, prefix + "transformer.resblocks.");
    config.num_hidden_layers = std::max<std::int64_t>(layers - layers_left, 0);
    config.intermediate_size = list.size(prefix + "transformer.resblocks.0.mlp.c_fc.weight", 0);
    config.hidden_act = "gelu";
    check_text(config, source);
    config.num_attention_heads = usual_divisor(config.hidden_size, config.hidden_size / kUsualHeadChannels,
                                               "heads of its text encoder", assumptions);
    if (layers_left == 0) {
        // Stored [width, projection]; some files have a linear layer's weight instead.
        config.projection_dim =
            std::max(list.size(prefix + "text_projection", 1), list.size(prefix + "text_projection.weight", 0));
    }
    return config;
}

nn::TensorNames open_clip_names(const TensorList& list, const std::string& prefix, std::int64_t layers) {
    using nn::TensorChange;
    using nn::TensorOrigin;
    nn::TensorNames names;
    const auto add = [&](const std::string& name, const std::string& from, TensorChange change = TensorChange::kNone) {
        if (list.has(prefix + from)) {
            names.insert_or_assign(name, TensorOrigin{prefix + from, change});
        }
    };
    add("text_model.embeddings.token_embedding.weight", "token_embedding.weight");
    add("text_model.embeddings.position_embedding.weight", "positional_embedding");
    add("text_model.final_layer_norm.weight", "ln_final.weight");
    add("text_model.final_layer_norm.bias", "ln_final.bias");
    add("text_projection.weight", "text_projection.weight");
    add("text_projection.weight", "text_projection", TensorChange::kTranspose);
    static constexpr std::array<std::pair<const char*, const char*>, 5> kParts{
        {{"layer_norm1.", "ln_1."},
         {"layer_norm2.", "ln_2."},
         {"mlp.fc1.", "mlp.c_fc."},
         {"mlp.fc2.", "mlp.c_proj."},
         {"self_attn.out_proj.", "attn.out_proj."}}};
    static constexpr std::array<std::pair<const char*, TensorChange>, 3> kThirds{
        {{"q_proj", TensorChange::kFirstThird},
         {"k_proj", TensorChange::kSecondThird},
         {"v_proj", TensorChange::kLastThird}}};
    for (std::int64_t i = 0; i < layers; ++i) {
        const auto to = "text_model.encoder.layers." + std::to_string(i) + ".";
        const auto from = "transformer.resblocks." + std::to_string(i) + ".";
        for (const char* kind : {"weight", "bias"}) {
            for (const auto& [ours, theirs] : kParts) {
                add(to + ours + kind, from + theirs + kind);
            }
            for (const auto& [ours, third] : kThirds) {
                add(to + "self_attn." + ours + "." + kind, from + "attn.in_proj_" + kind, third);
            }
        }
    }
    return names;
}

}  // namespace destudio::models
