// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/models/autoencoder_kl.h"
#include "core/training/base_model/base_training_run.h"

namespace destudio::training {

/// The first held-out pictures, and what the autoencoder keeps of them.
SampleSheet autoencoder_samples(const CaptionedSource& pictures, nn::AutoencoderKl& model, torch::Device device,
                                std::int64_t step);

/// The first held-out pictures redrawn by the bundle that the run has written, at rising ratios up to pure noise:
/// always with the same noise, so that sheets of one run can be compared. @throws CancelledError, IoError, FormatError
SampleSheet diffusion_samples(const BaseTrainingRun& run, std::int64_t step);

}  // namespace destudio::training
