// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/base_model/base_training_run.h"

namespace destudio::training {

/// Trains U-Net and text encoder together on scenes and their captions: noise prediction at random timesteps with
/// min-SNR weights, some captions dropped for classifier-free guidance. Needs out/bundle/vae and out/bundle/tokenizer;
/// writes out/bundle/unet, text_encoder and scheduler at every checkpoint, so the bundle can be tried at any time.
/// @throws CancelledError, IoError, ConfigError
void train_diffusion(const BaseTrainingRun& run);

}  // namespace destudio::training
