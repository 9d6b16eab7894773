// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/models/autoencoder_kl_config.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition_config.h"

namespace destudio::bench {

/// Floating-point operations, a multiplication and its addition counted as two. Only products are counted: biases,
/// normalisations, activations and softmax are left out, as usual when a rate is compared with a machine's.
struct OperationCount {
    double convolution = 0;  ///< 2 k^2 c_in c_out for each output pixel
    double linear = 0;       ///< 2 in out for each token
    double attention = 0;    ///< q k^T and weights v: 4 S_q S_k width for each layer, causal masks not deducted

    double total() const { return convolution + linear + attention; }
    OperationCount& operator+=(const OperationCount& other);
    OperationCount& operator*=(double factor);
};

/// One U-Net call. @param batch 2 for a guided step @param height, width of the latent @param context_length tokens of
/// the prompt, whose keys and values are counted in every call
OperationCount count_unet(const nn::Unet2dConditionConfig& config, std::int64_t batch, std::int64_t height,
                          std::int64_t width, std::int64_t context_length);

/// @param height, width of the image in pixels, multiples of config.factor()
OperationCount count_vae_encode(const nn::AutoencoderKlConfig& config, std::int64_t height, std::int64_t width);
OperationCount count_vae_decode(const nn::AutoencoderKlConfig& config, std::int64_t height, std::int64_t width);

/// @param batch prompts, each of max_position_embeddings tokens
OperationCount count_text_encoder(const nn::ClipTextConfig& config, std::int64_t batch);

}  // namespace destudio::bench
