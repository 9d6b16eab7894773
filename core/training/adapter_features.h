// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/detection/adapter.h"
#include "core/nn/torch.h"

namespace destudio::training {

/// The frozen diffusion model of a bundle, as far as an adapter's training needs it (Eq. 4 of the paper): encode an
/// image, add noise once, one U-Net call with the empty prompt.
class AdapterFeatures {
public:
    /// @throws IoError, FormatError, ConfigError naming the bundle's file at fault
    AdapterFeatures(const std::filesystem::path& bundle, const torch::Device& device, torch::ScalarType dtype);
    ~AdapterFeatures();

    /// Channels of each pyramid level.
    std::vector<std::int64_t> channels() const;
    /// Image pixels per latent pixel.
    std::int64_t factor() const;
    /// Shape of the latents of `batch` square images.
    std::vector<std::int64_t> latent_shape(std::int64_t batch, std::int64_t image_size) const;

    /// @param images [B,3,S,S] float32 in [-1,1]  @param timesteps [B] int64  @param noise latent_shape, float32
    /// @return float32 features on the device, without gradient
    detection::FeaturePyramid extract(const torch::Tensor& images, const torch::Tensor& timesteps,
                                      const torch::Tensor& noise);

private:
    class Networks;
    std::unique_ptr<Networks> m_networks;
};

}  // namespace destudio::training
