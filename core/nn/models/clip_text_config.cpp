// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/clip_text_config.h"

#include "core/base/json.h"
#include "core/nn/models/config_reader.h"

namespace destudio::nn {

using nlohmann::json;

namespace {

/// The part of a configuration that is about text: a whole CLIP model has it inside, under "text_config" or, in older
/// files, "text_config_dict".
const json& text_part(const json& document) {
    if (document.is_object()) {
        for (const char* key : {"text_config", "text_config_dict"}) {
            const auto found = document.find(key);
            if (found != document.end() && found->is_object() && !found->empty()) {
                return *found;
            }
        }
    }
    return document;
}

}  // namespace

ClipTextConfig parse_clip_text_config(const json& document, const std::string& source) {
    const ConfigReader reader(text_part(document), source);
    ClipTextConfig config;
    config.vocab_size = reader.integer("vocab_size", config.vocab_size, 1, 1 << 24);
    config.hidden_size = reader.integer("hidden_size", config.hidden_size);
    config.intermediate_size = reader.integer("intermediate_size", config.intermediate_size);
    config.num_hidden_layers = reader.integer("num_hidden_layers", config.num_hidden_layers, 0, 1024);
    config.num_attention_heads = reader.integer("num_attention_heads", config.num_attention_heads);
    config.max_position_embeddings = reader.integer("max_position_embeddings", config.max_position_embeddings);
    config.hidden_act = reader.text("hidden_act", config.hidden_act);
    reader.require(config.hidden_act == "quick_gelu" || config.hidden_act == "gelu", "hidden_act",
                   "quick_gelu and gelu");
    config.layer_norm_eps = reader.real("layer_norm_eps", config.layer_norm_eps);
    const auto classes = reader.texts("architectures", {"CLIPTextModel"});
    if (classes.front() == "CLIPTextModelWithProjection") {
        config.projection_dim = reader.integer("projection_dim", 512);
    }
    if (config.hidden_size % config.num_attention_heads != 0) {
        reader.fail("num_attention_heads", "does not divide hidden_size");
    }
    return config;
}

ClipTextConfig read_clip_text_config(const std::filesystem::path& file) {
    return parse_clip_text_config(read_json(file), file.string());
}

json to_json(const ClipTextConfig& config) {
    const bool projects = config.projection_dim > 0;
    return {{"architectures", {projects ? "CLIPTextModelWithProjection" : "CLIPTextModel"}},
            {"projection_dim", projects ? config.projection_dim : config.hidden_size},
            {"hidden_act", config.hidden_act},
            {"hidden_size", config.hidden_size},
            {"intermediate_size", config.intermediate_size},
            {"layer_norm_eps", config.layer_norm_eps},
            {"max_position_embeddings", config.max_position_embeddings},
            {"model_type", "clip_text_model"},
            {"num_attention_heads", config.num_attention_heads},
            {"num_hidden_layers", config.num_hidden_layers},
            {"vocab_size", config.vocab_size}};
}

}  // namespace destudio::nn
