// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <vector>

#include "core/nn/clip_text_config.h"
#include "core/nn/layers.h"

namespace destudio::nn {

class ClipTextModel;

/// transformers' CLIPTextModel: all layers of the file, causal mask always, padding never masked.
class ClipTextEncoder : public torch::nn::Module {
public:
    explicit ClipTextEncoder(const ClipTextConfig& config);

    /// @param ids [B,S] int64, S at most max_position_embeddings
    /// @return [B,S,hidden_size] after the final layer norm
    torch::Tensor forward(const torch::Tensor& ids);
    /// The embeddings' sum and the output of every layer, before the final layer norm.
    std::vector<torch::Tensor> hidden_states(const torch::Tensor& ids);

    const ClipTextConfig& config() const { return m_config; }

private:
    ClipTextConfig m_config;
    std::shared_ptr<ClipTextModel> m_text_model;
};

}  // namespace destudio::nn
