// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/import_dino.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/detection/dino/dino_adapter.h"
#include "core/nn/io/weights.h"

namespace destudio::detection {

namespace {

using Weights = std::map<std::string, torch::Tensor>;

/// Reads sizes off shapes.
class Shapes {
public:
    Shapes(const Weights& weights, const std::string& name) : m_weights(weights), m_name(name) {}

    std::int64_t size(const std::string& tensor, std::int64_t dimension) const {
        const auto found = m_weights.find(tensor);
        if (found == m_weights.end()) {
            throw ConfigError(m_name + " lacks the tensor " + tensor +
                              ": it is no adapter of DiffusionEngine or detrex' DINO.");
        }
        if (found->second.dim() <= dimension) {
            throw ConfigError(m_name + ": the tensor " + tensor + " has too few dimensions.");
        }
        return found->second.size(dimension);
    }

    /// How many of PREFIX 0 SUFFIX, PREFIX 1 SUFFIX, ... there are.
    std::int64_t count(const std::string& prefix, const std::string& suffix) const {
        std::int64_t number = 0;
        while (m_weights.contains(prefix + std::to_string(number) + suffix)) {
            ++number;
        }
        return number;
    }

    void require(bool good, const std::string& what) const {
        if (!good) {
            throw ConfigError(m_name + ": " + what + ".");
        }
    }

private:
    const Weights& m_weights;
    const std::string& m_name;
};

DinoConfig read_config(const Weights& weights, const ImportOptions& options, const std::string& name) {
    const Shapes shapes(weights, name);
    DinoConfig config;
    config.num_classes = shapes.size("class_embed.0.weight", 0);
    config.embed_dim = shapes.size("class_embed.0.weight", 1);
    config.num_decoder_layers = shapes.count("class_embed.", ".weight") - 1;
    config.num_encoder_layers = shapes.count("transformer.encoder.layers.", ".norms.0.weight");
    config.feedforward_dim = shapes.size("transformer.decoder.layers.0.ffns.0.layers.0.0.weight", 0);
    config.num_queries = shapes.size("transformer.tgt_embed.weight", 0);
    config.num_feature_levels = shapes.size("transformer.level_embeds", 0);
    config.num_points = options.num_points;
    const std::int64_t attention = shapes.size("transformer.decoder.layers.0.attentions.1.attention_weights.weight", 0);
    const std::int64_t per_head = config.num_feature_levels * config.num_points;
    shapes.require(per_head > 0 && attention % per_head == 0,
                   "its attention does not have " + std::to_string(config.num_points) +
                       " sampling points a level; name the right number with --points");
    config.num_heads = attention / per_head;
    config.group_norm_groups = options.group_norm_groups;
    const std::int64_t inputs = shapes.count("neck.convs.", ".conv.weight");
    config.in_features = options.in_features;
    for (std::int64_t i = 0; options.in_features.empty() && i < inputs; ++i) {
        config.in_features.push_back("div" + std::to_string(std::int64_t{1} << i));
    }
    shapes.require(config.num_inputs() == inputs, "it reads " + std::to_string(inputs) + " features, but " +
                                                      std::to_string(config.num_inputs()) + " are named");
    config.in_channels.clear();
    for (std::int64_t i = 0; i < inputs; ++i) {
        config.in_channels[config.in_features[static_cast<std::size_t>(i)]] =
            shapes.size("neck.convs." + std::to_string(i) + ".conv.weight", 1);
    }
    config.classes = options.classes;
    config.select_box_nums_for_evaluation =
        std::min(config.select_box_nums_for_evaluation, config.num_queries * config.num_classes);
    validate(config, name);
    return config;
}

}  // namespace

ImportedDino import_dino(const Weights& checkpoint, const ImportOptions& options, const std::string& name) {
    const std::string distributed = "module.";
    Weights weights;
    for (const auto& [key, tensor] : checkpoint) {
        weights.insert_or_assign(key.starts_with(distributed) ? key.substr(distributed.size()) : key, tensor);
    }
    ImportedDino imported;
    imported.config = read_config(weights, options, name);
    const nn::SkipInitialization meta_parameters;
    const DinoAdapter adapter(imported.config);
    for (const auto& [key, like] : nn::state_dict(adapter)) {
        const auto found = weights.find(key);
        if (found == weights.end()) {
            throw ConfigError(name + " lacks the tensor " + key + ".");
        }
        if (found->second.sizes() != like.sizes() || !found->second.is_floating_point()) {
            throw ConfigError(name + ": the tensor " + key + " does not fit the sizes of the others.");
        }
        imported.weights.emplace(key, found->second.to(torch::kFloat32));
        weights.erase(found);
    }
    for (const auto& [key, tensor] : weights) {
        imported.left_out.push_back(key);
    }
    return imported;
}

}  // namespace destudio::detection
