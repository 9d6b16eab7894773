// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace destudio::nn {

/// text_encoder/config.json of a diffusers bundle, class CLIPTextModel or
/// CLIPTextModelWithProjection. Its token ids are not used: they are those of
/// another tokenizer in published files.
struct ClipTextConfig {
    std::int64_t vocab_size = 49408;
    std::int64_t hidden_size = 512;
    std::int64_t intermediate_size = 2048;
    std::int64_t num_hidden_layers = 12;
    std::int64_t num_attention_heads = 8;
    std::int64_t max_position_embeddings = 77;
    std::string hidden_act = "quick_gelu";  ///< "quick_gelu" or "gelu" (exact)
    double layer_norm_eps = 1e-5;
    /// Width of the projection of the pooled state, class CLIPTextModelWithProjection; 0: there is none.
    std::int64_t projection_dim = 0;

    bool operator==(const ClipTextConfig&) const = default;
};

/// @throws ConfigError naming the key that is impossible or not supported
ClipTextConfig parse_clip_text_config(const nlohmann::json& document, const std::string& source);
ClipTextConfig read_clip_text_config(const std::filesystem::path& file);
nlohmann::json to_json(const ClipTextConfig& config);

}  // namespace destudio::nn
