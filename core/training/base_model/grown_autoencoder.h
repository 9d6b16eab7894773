// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/models/autoencoder_kl.h"

namespace destudio::training {

/// The configuration of an autoencoder with the same network and latents for images `factor` times as large on each
/// side: each pixel becomes a patch. @param factor 2 or more
/// @throws ConfigError when the patches become too large
nn::AutoencoderKlConfig grown_config(const nn::AutoencoderKlConfig& config, std::int64_t factor);

/// Fills `large`, made with grown_config, from `small`, so that at first it computes the same: its moments are those of
/// `small` for the image averaged down by the factor, what it decodes is what `small` decodes with each pixel repeated.
/// A U-Net that was trained on the latents of `small` therefore knows those of `large`.
void grow_autoencoder(const nn::AutoencoderKl& small, nn::AutoencoderKl& large);

}  // namespace destudio::training
