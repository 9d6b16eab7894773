// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/diffusion/clip_tokenizer.h"
#include "core/diffusion/latent_codec.h"
#include "core/diffusion/noise_schedule.h"
#include "core/nn/clip_text_encoder.h"
#include "core/nn/torch.h"
#include "core/nn/unet_2d_condition.h"

namespace destudio::diffusion {

struct BundleLoadOptions {
    torch::ScalarType dtype = torch::kFloat32;  ///< of U-Net and autoencoder; float16 leaves the autoencoder in float32
    torch::Device device = torch::kCPU;
};

/// The diffusion model of a bundle in the diffusers layout, ready to run. Latents go in and come out as float32 and
/// scaled (mean * scaling_factor), whatever the arithmetic.
class StableDiffusionBundle {
public:
    /// Weights are memory-mapped. @throws IoError, FormatError, ConfigError naming the file and tensor at fault
    StableDiffusionBundle(const std::filesystem::path& folder, const BundleLoadOptions& options);

    /// [texts, length, width] in the U-Net's dtype.
    torch::Tensor encode_prompts(const std::vector<std::string>& texts);
    /// @param image [B,3,H,W] float32 in [-1,1], H and W multiples of factor()
    /// @return scaled latent [B,4,H/f,W/f] float32: the posterior's mean
    torch::Tensor encode_image(const torch::Tensor& image);
    /// @return [B,3,H,W] float32 on the CPU, not clamped
    torch::Tensor decode_latent(const torch::Tensor& latent);
    /// One U-Net call. @param timesteps [B] float @return sample in float32; block outputs in the U-Net's dtype
    nn::UnetOutput predict_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                 const torch::Tensor& context, bool collect_features = false);

    const NoiseSchedule& schedule() const { return m_schedule; }
    const ClipTokenizer& tokenizer() const { return m_tokenizer; }
    /// For whoever listens to its layers.
    nn::Unet2dCondition& unet() { return *m_unet; }
    const nn::Unet2dConditionConfig& unet_config() const { return m_unet->config(); }
    std::int64_t factor() const { return m_codec->factor(); }
    std::int64_t latent_channels() const { return m_codec->latent_channels(); }
    torch::Device device() const { return m_options.device; }
    torch::ScalarType dtype() const { return m_options.dtype; }

private:
    torch::ScalarType vae_dtype() const {
        return m_options.dtype == torch::kFloat16 ? torch::kFloat32 : m_options.dtype;
    }

    BundleLoadOptions m_options;
    ClipTokenizer m_tokenizer;
    NoiseSchedule m_schedule;
    std::unique_ptr<nn::ClipTextEncoder> m_text_encoder;
    std::unique_ptr<LatentCodec> m_codec;
    std::unique_ptr<nn::Unet2dCondition> m_unet;
};

}  // namespace destudio::diffusion
