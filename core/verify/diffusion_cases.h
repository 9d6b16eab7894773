// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <stop_token>

#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/verify/golden_recording.h"

namespace destudio::verify {

/// Compares a diffusers bundle with the golden.json and golden.safetensors beside its model_index.json.
void run_bundle_case(const GoldenRecording& golden, Checks& checks, std::stop_token stop = {});
/// Compares the noise schedule and the samplers with recorded tables and trajectories; there is no model.
void run_scheduler_case(const GoldenRecording& golden, Checks& checks);
/// Compares an AutoencoderTiny in vae/ with recorded encodings and decodings.
void run_autoencoder_tiny_case(const GoldenRecording& golden, Checks& checks);

// The parts of a bundle's case. All arithmetic is float32 on the CPU.
void check_tokenizer(const GoldenRecording& golden, Checks& checks);
void check_text_encoder(const GoldenRecording& golden, nn::ClipTextEncoder& encoder, Checks& checks);
void check_autoencoder(const GoldenRecording& golden, nn::AutoencoderKl& autoencoder, Checks& checks);
void check_time_embedding(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_unet(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_unet_submodules(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks);
void check_autoencoder_submodules(const GoldenRecording& golden, nn::AutoencoderKl& autoencoder, Checks& checks);

/// The networks of a bundle, read in float32.
struct BundleNetworks {
    std::shared_ptr<nn::ClipTextEncoder> text_encoder;
    std::shared_ptr<nn::AutoencoderKl> autoencoder;
    std::shared_ptr<nn::Unet2dCondition> unet;
};
void check_adapter_features(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks);
void check_end_to_end(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks,
                      const std::stop_token& stop);

/// Compares "PREFIX.div1", "PREFIX.div2", ... with the pyramid's levels.
void compare_pyramid(const GoldenRecording& golden, const std::string& prefix, const nn::FeatureLevels& pyramid,
                     Checks& checks);
/// [B,H,W,3] bytes to [B,3,H,W] in [-1,1].
torch::Tensor image_from_bytes(const torch::Tensor& bytes);
/// Compares "PREFIX.image" with "PREFIX.image_u8", and gives the image.
torch::Tensor recorded_image(const GoldenRecording& golden, const std::string& prefix, Checks& checks);

}  // namespace destudio::verify
