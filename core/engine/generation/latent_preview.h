// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <opencv2/core/mat.hpp>

namespace destudio::diffusion {
class StableDiffusionBundle;
}

namespace destudio {

/// A linear map from latents to colors: what a decoder does at first glance, for almost nothing. Fitted by least
/// squares to what this autoencoder makes of a card of colored patches.
class LatentPreview {
public:
    explicit LatentPreview(diffusion::StableDiffusionBundle& bundle);

    /// @param latent [1,C,h,w], scaled @return RGB of h x w pixels
    cv::Mat render(const torch::Tensor& latent) const;

private:
    torch::Tensor m_map;  ///< [C+1,3]
};

}  // namespace destudio
