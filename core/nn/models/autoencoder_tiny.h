// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>

#include "core/nn/functional/layers.h"
#include "core/nn/models/autoencoder_tiny_config.h"

namespace destudio::nn {

class AutoencoderTinyLayers;

/// A small distilled autoencoder: fast previews, or the whole codec of a small bundle.
class AutoencoderTiny : public torch::nn::Module {
public:
    explicit AutoencoderTiny(const AutoencoderTinyConfig& config);

    /// @param image [B,3,H,W] in [-1,1]  @return [B,latent_channels,h,w], about unit variance
    torch::Tensor encode(const torch::Tensor& image);
    /// @return [B,3,H,W], about [-1,1], not clamped
    torch::Tensor decode(const torch::Tensor& latent);

    const AutoencoderTinyConfig& config() const { return m_config; }

private:
    AutoencoderTinyConfig m_config;
    std::shared_ptr<AutoencoderTinyLayers> m_encoder;
    std::shared_ptr<AutoencoderTinyLayers> m_decoder;
};

}  // namespace destudio::nn
