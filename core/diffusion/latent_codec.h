// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/diffusion/lazy_module.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/autoencoder_tiny.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

/// A bundle's autoencoder, AutoencoderKL or AutoencoderTiny, between pictures and the U-Net's scaled latents. Frozen.
class LatentCodec {
public:
    /// Checks the weights; they are brought in when they are first needed, or by load().
    /// @param config  of a config.json, whose "_class_name" tells the kind  @param source what to call it in errors
    /// @throws IoError, FormatError, ConfigError naming the file and tensor at fault
    LatentCodec(const nlohmann::json& config, const std::string& source,
                const std::shared_ptr<const nn::WeightSource>& weights, const nn::LoadOptions& options);

    /// Brings in the weights that stay in memory; those of a large autoencoder do not.
    void load();
    /// @param image [B,3,H,W] in the weights' dtype, in [-1,1], H and W multiples of factor()
    /// @return [B,latent_channels,H/f,W/f] float32: the posterior's mean, or the encoding, times the scaling factor
    torch::Tensor encode(const torch::Tensor& image);
    /// @param latent as encode() returns it, divided by scaling_factor(), in the weights' dtype
    /// @return [B,3,h*f,w*f], not clamped
    torch::Tensor decode(const torch::Tensor& latent);

    std::int64_t latent_channels() const;
    /// Image pixels per latent pixel.
    std::int64_t factor() const;
    double scaling_factor() const;

private:
    /// An AutoencoderKL once for each direction; the weights of the other one have no memory.
    struct Kl {
        using Half = LazyModule<nn::AutoencoderKl, nn::AutoencoderKlConfig>;
        Half encoder;
        Half decoder;
    };

    /// On the CPU, the weights of a large autoencoder are in memory only while it works: they come in a tenth of a
    /// second, and U-Net and adapter need the room.
    bool is_large() const;

    bool m_is_on_cpu;
    std::optional<Kl> m_kl;
    std::optional<LazyModule<nn::AutoencoderTiny, nn::AutoencoderTinyConfig>> m_tiny;  ///< one of the two
};

}  // namespace destudio::diffusion
