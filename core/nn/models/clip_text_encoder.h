// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/nn/functional/layers.h"
#include "core/nn/models/clip_text_config.h"

namespace destudio::nn {

class ClipTextModel;

/// What a text gives.
struct ClipTextStates {
    torch::Tensor last;         ///< [B,S,hidden_size] after the last layer and the final layer norm
    torch::Tensor penultimate;  ///< [B,S,hidden_size] before the last layer, without a norm
    torch::Tensor pooled;       ///< [B,hidden_size]: `last` at the first end token
    torch::Tensor projected;    ///< [B,projection_dim]; undefined without a projection
};

/// transformers' CLIPTextModel, or CLIPTextModelWithProjection: all layers of the file, causal mask always, padding
/// never masked.
class ClipTextEncoder : public torch::nn::Module {
public:
    explicit ClipTextEncoder(const ClipTextConfig& config);

    /// @param ids [B,S] int64, S at most max_position_embeddings
    /// @return [B,S,hidden_size] after the final layer norm
    torch::Tensor forward(const torch::Tensor& ids);
    /// Brings in the parameters whose names begin so, calls `work` and may drop them again.
    using Scope = std::function<void(const std::string& prefix, const std::function<void()>& work)>;
    /// forward() for several texts, a layer of all of them at a time, each part in a scope: so that the weights need
    /// not be in memory all at once. @param ids each as for forward()
    std::vector<torch::Tensor> forward_each(const std::vector<torch::Tensor>& ids, const Scope& scope);
    /// All that Stable Diffusion XL takes of a text. @param ids as for forward(); the end token is the largest id
    ClipTextStates states(const torch::Tensor& ids);
    /// The same as forward_each() is to forward().
    std::vector<ClipTextStates> states_each(const std::vector<torch::Tensor>& ids, const Scope& scope);
    /// The embeddings' sum and the output of every layer, before the final layer norm.
    std::vector<torch::Tensor> hidden_states(const torch::Tensor& ids);

    const ClipTextConfig& config() const { return m_config; }

private:
    ClipTextConfig m_config;
    std::shared_ptr<ClipTextModel> m_text_model;
    std::shared_ptr<Linear> m_text_projection;  ///< null without a projection
};

}  // namespace destudio::nn
