// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/detection/dino/dino_config.h"
#include "core/nn/models/autoencoder_kl_config.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition_config.h"

namespace destudio::bench {

/// The shapes of a bundle.
struct BundlePreset {
    std::string name;
    nn::Unet2dConditionConfig unet;
    nn::AutoencoderKlConfig vae;
    nn::ClipTextConfig text;
    detection::DinoConfig adapter;
    std::string prediction_type = "epsilon";
};

/// "sd2-base" (Stable Diffusion 2 at 512x512), "sd15" (Stable Diffusion 1.5), "tiny" (64x64 pixels, for tests).
std::vector<std::string> preset_names();
/// @throws UsageError that lists the names
BundlePreset bundle_preset(const std::string& name);

}  // namespace destudio::bench
