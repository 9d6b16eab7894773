// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/base_model/base_training_run.h"

namespace destudio::training {

/// Trains the bundle's AutoencoderKL on scenes (L1 on pixels and on their differences, plus a small KL term), then
/// measures the latents' spread and writes out/bundle/vae with scaling_factor = 1 / standard deviation. With a recipe
/// that grows the autoencoder of the bundle to start from, only the decoder is trained and the scaling factor stays.
/// Returns at once when that was done before.
/// @throws CancelledError, IoError, ConfigError
void train_autoencoder(const BaseTrainingRun& run);

}  // namespace destudio::training
