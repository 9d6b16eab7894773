// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/models/autoencoder_blocks.h"
#include "core/nn/models/autoencoder_kl_config.h"

namespace destudio::nn {

class AutoencoderEncoder : public ObservableModule {
public:
    explicit AutoencoderEncoder(const AutoencoderKlConfig& config);
    /// @param patches [B,3*p*p,H/p,W/p], p the patch size, in the order of pixel_unshuffle
    torch::Tensor forward(const torch::Tensor& patches);

private:
    NormOptions m_norm_options;
    std::shared_ptr<Conv2d> m_conv_in;
    std::shared_ptr<ModuleArray<AutoencoderDownBlock>> m_down_blocks;
    std::shared_ptr<AutoencoderMidBlock> m_mid_block;
    std::shared_ptr<GroupNorm> m_conv_norm_out;
    std::shared_ptr<Conv2d> m_conv_out;
};

class AutoencoderDecoder : public ObservableModule {
public:
    explicit AutoencoderDecoder(const AutoencoderKlConfig& config);
    /// @return [B,3*p*p,H/p,W/p], p the patch size, for pixel_shuffle
    torch::Tensor forward(const torch::Tensor& latent);

private:
    NormOptions m_norm_options;
    std::shared_ptr<Conv2d> m_conv_in;
    std::shared_ptr<AutoencoderMidBlock> m_mid_block;
    std::shared_ptr<ModuleArray<AutoencoderUpBlock>> m_up_blocks;
    std::shared_ptr<GroupNorm> m_conv_norm_out;
    std::shared_ptr<Conv2d> m_conv_out;
};

/// diffusers' AutoencoderKL. Latents here are unscaled: the U-Net's latent is mean * config().scaling_factor, and
/// decode takes that divided by the factor again.
class AutoencoderKl : public torch::nn::Module {
public:
    explicit AutoencoderKl(const AutoencoderKlConfig& config);

    /// @param image [B,3,H,W] in [-1,1], H and W multiples of config().factor()
    /// @return [B,2*latent_channels,H/f,W/f]: mean and log-variance, not clamped
    torch::Tensor encode_moments(const torch::Tensor& image);
    /// @param latent [B,latent_channels,h,w]  @return [B,3,h*f,w*f], not clamped
    torch::Tensor decode(const torch::Tensor& latent);

    const AutoencoderKlConfig& config() const { return m_config; }
    AutoencoderDecoder& decoder() { return *m_decoder; }

private:
    AutoencoderKlConfig m_config;
    std::shared_ptr<AutoencoderEncoder> m_encoder;
    std::shared_ptr<AutoencoderDecoder> m_decoder;
    std::shared_ptr<Conv2d> m_quant_conv;
    std::shared_ptr<Conv2d> m_post_quant_conv;
};

/// The diagonal Gaussian that encode_moments describes.
torch::Tensor moments_mean(const torch::Tensor& moments);
/// Clamped to [-30, 20].
torch::Tensor moments_logvar(const torch::Tensor& moments);
/// mean + exp(logvar / 2) * eps
torch::Tensor moments_sample(const torch::Tensor& moments, const torch::Tensor& eps);

}  // namespace destudio::nn
