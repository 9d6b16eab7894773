// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/base_model/base_training_run.h"

namespace destudio::training {

/// The whole base model: autoencoder, tokenizer, then U-Net with text encoder, into out/bundle in the diffusers
/// layout. Run it again after a stop or a crash and it continues.
/// @throws CancelledError, IoError, ConfigError
void train_base(const BaseTrainingRun& run);

}  // namespace destudio::training
