// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/clip_text_encoder.h"

#include <tuple>
#include <utility>

#include "core/nn/functional/meta_parameters.h"
#include "core/nn/models/attention.h"

namespace destudio::nn {

// Not in an anonymous namespace: ClipTextModel, which the header names, has them as fields.

constexpr double kEmbeddingDeviation = 0.02;

/// A lookup table. Parameter: weight [rows,width].
class ClipEmbedding : public ObservableModule {
public:
    ClipEmbedding(std::int64_t rows, std::int64_t width) {
        weight = register_parameter("weight", MetaParameters::parameter({rows, width}));
        if (!SkipInitialization::active()) {
            const torch::NoGradGuard no_grad;
            weight.normal_(0, kEmbeddingDeviation);
        }
    }
    torch::Tensor forward(const torch::Tensor& ids) { return observed(torch::embedding(weight, ids)); }

    torch::Tensor weight;
};

class ClipAttention : public ObservableModule {
public:
    ClipAttention(std::int64_t width, std::int64_t heads) : m_heads(heads) {
        m_q_proj = register_module("q_proj", std::make_shared<Linear>(width, width));
        m_k_proj = register_module("k_proj", std::make_shared<Linear>(width, width));
        m_v_proj = register_module("v_proj", std::make_shared<Linear>(width, width));
        m_out_proj = register_module("out_proj", std::make_shared<Linear>(width, width));
    }
    torch::Tensor forward(const torch::Tensor& hidden) {
        const auto attended = multi_head_attention(m_q_proj->forward(hidden), m_k_proj->forward(hidden),
                                                   m_v_proj->forward(hidden), m_heads, /*causal=*/true);
        return observed(m_out_proj->forward(attended));
    }

private:
    std::int64_t m_heads;
    std::shared_ptr<Linear> m_q_proj;
    std::shared_ptr<Linear> m_k_proj;
    std::shared_ptr<Linear> m_v_proj;
    std::shared_ptr<Linear> m_out_proj;
};

class ClipMlp : public ObservableModule {
public:
    explicit ClipMlp(const ClipTextConfig& config) : m_quick(config.hidden_act == "quick_gelu") {
        m_fc1 = register_module("fc1", std::make_shared<Linear>(config.hidden_size, config.intermediate_size));
        m_fc2 = register_module("fc2", std::make_shared<Linear>(config.intermediate_size, config.hidden_size));
    }
    torch::Tensor forward(const torch::Tensor& hidden) {
        const auto inner = m_fc1->forward(hidden);
        return observed(m_fc2->forward(m_quick ? inner * torch::sigmoid(1.702 * inner) : torch::gelu(inner)));
    }

private:
    bool m_quick;
    std::shared_ptr<Linear> m_fc1;
    std::shared_ptr<Linear> m_fc2;
};

class ClipLayer : public ObservableModule {
public:
    explicit ClipLayer(const ClipTextConfig& config) {
        m_self_attn = register_module("self_attn",
                                      std::make_shared<ClipAttention>(config.hidden_size, config.num_attention_heads));
        m_layer_norm1 =
            register_module("layer_norm1", std::make_shared<LayerNorm>(config.hidden_size, config.layer_norm_eps));
        m_mlp = register_module("mlp", std::make_shared<ClipMlp>(config));
        m_layer_norm2 =
            register_module("layer_norm2", std::make_shared<LayerNorm>(config.hidden_size, config.layer_norm_eps));
    }
    torch::Tensor forward(const torch::Tensor& hidden) {
        const auto h = hidden + m_self_attn->forward(m_layer_norm1->forward(hidden));
        return observed(h + m_mlp->forward(m_layer_norm2->forward(h)));
    }

private:
    std::shared_ptr<ClipAttention> m_self_attn;
    std::shared_ptr<LayerNorm> m_layer_norm1;
    std::shared_ptr<ClipMlp> m_mlp;
    std::shared_ptr<LayerNorm> m_layer_norm2;
};

/// Everything below the prefix "text_model".
class ClipTextModel : public torch::nn::Module {
public:
    explicit ClipTextModel(const ClipTextConfig& config) {
        const auto embeddings = register_module("embeddings", std::make_shared<torch::nn::Module>());
        m_tokens = embeddings->register_module("token_embedding",
                                               std::make_shared<ClipEmbedding>(config.vocab_size, config.hidden_size));
        m_positions = embeddings->register_module(
            "position_embedding", std::make_shared<ClipEmbedding>(config.max_position_embeddings, config.hidden_size));
        const auto encoder = register_module("encoder", std::make_shared<torch::nn::Module>());
        m_layers = encoder->register_module("layers", std::make_shared<ModuleArray<ClipLayer>>());
        for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
            m_layers->append(std::make_shared<ClipLayer>(config));
        }
        m_final_layer_norm =
            register_module("final_layer_norm", std::make_shared<LayerNorm>(config.hidden_size, config.layer_norm_eps));
    }

    torch::Tensor embeddings(const torch::Tensor& ids) {
        const auto positions = torch::arange(ids.size(1), ids.options().dtype(torch::kInt64)).unsqueeze(0);
        return m_tokens->forward(ids) + m_positions->forward(positions);
    }
    std::vector<torch::Tensor> hidden_states(const torch::Tensor& ids) {
        std::vector<torch::Tensor> states{embeddings(ids)};
        for (std::size_t i = 0; i < m_layers->size(); ++i) {
            states.push_back((*m_layers)[i].forward(states.back()));
        }
        return states;
    }
    torch::Tensor forward(const torch::Tensor& ids) { return m_final_layer_norm->forward(hidden_states(ids).back()); }
    /// `last` and `penultimate` of each text.
    std::vector<ClipTextStates> states_each(const std::vector<torch::Tensor>& ids,
                                            const ClipTextEncoder::Scope& scope) {
        std::vector<ClipTextStates> texts(ids.size());
        scope("text_model.embeddings.", [&] {
            for (std::size_t i = 0; i < ids.size(); ++i) {
                texts[i].last = embeddings(ids[i]);
            }
        });
        for (std::size_t i = 0; i < m_layers->size(); ++i) {
            scope("text_model.encoder.layers." + std::to_string(i) + ".", [&] {
                for (auto& text : texts) {
                    text.penultimate = text.last;
                    text.last = (*m_layers)[i].forward(text.last);
                }
            });
        }
        scope("text_model.final_layer_norm.", [&] {
            for (auto& text : texts) {
                text.last = m_final_layer_norm->forward(text.last);
            }
        });
        return texts;
    }

private:
    std::shared_ptr<ClipEmbedding> m_tokens;
    std::shared_ptr<ClipEmbedding> m_positions;
    std::shared_ptr<ModuleArray<ClipLayer>> m_layers;
    std::shared_ptr<LayerNorm> m_final_layer_norm;
};

ClipTextEncoder::ClipTextEncoder(const ClipTextConfig& config) : m_config(config) {
    m_text_model = register_module("text_model", std::make_shared<ClipTextModel>(config));
    if (config.projection_dim > 0) {
        m_text_projection = register_module(
            "text_projection", std::make_shared<Linear>(config.hidden_size, config.projection_dim, /*bias=*/false));
    }
}

torch::Tensor ClipTextEncoder::forward(const torch::Tensor& ids) {
    return m_text_model->forward(ids);
}

std::vector<torch::Tensor> ClipTextEncoder::forward_each(const std::vector<torch::Tensor>& ids, const Scope& scope) {
    std::vector<torch::Tensor> results;
    for (auto& text : m_text_model->states_each(ids, scope)) {
        results.push_back(std::move(text.last));
    }
    return results;
}

std::vector<ClipTextStates> ClipTextEncoder::states_each(const std::vector<torch::Tensor>& ids, const Scope& scope) {
    auto texts = m_text_model->states_each(ids, scope);
    const auto finish = [&] {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            auto& text = texts[i];
            // The end token is the largest id, and padding may repeat it: as many positions are before the first.
            const auto is_end = ids[i].eq(std::get<0>(ids[i].max(1, /*keepdim=*/true)));
            const auto first = is_end.to(torch::kInt64).cumsum(1).eq(0).sum(1);
            text.pooled = text.last.index({torch::arange(ids[i].size(0), ids[i].options()), first});
            if (m_text_projection) {
                text.projected = m_text_projection->forward(text.pooled);
            }
        }
    };
    m_text_projection ? scope("text_projection.", finish) : finish();
    return texts;
}

ClipTextStates ClipTextEncoder::states(const torch::Tensor& ids) {
    return states_each({ids}, [](const std::string&, const std::function<void()>& work) { work(); }).front();
}

std::vector<torch::Tensor> ClipTextEncoder::hidden_states(const torch::Tensor& ids) {
    return m_text_model->hidden_states(ids);
}

}  // namespace destudio::nn
