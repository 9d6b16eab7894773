// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::diffusion {

class StableDiffusionBundle;

/// How far the clean latent of a known picture, noised half way and denoised once, is off when the U-Net's output is
/// read as noise or as velocity: mean squares relative to the latent's. The smaller one tells what a model predicts
/// whose files do not say.
struct PredictionErrors {
    double epsilon = 0;
    double velocity = 0;

    bool is_velocity() const { return velocity < epsilon; }
};

/// One encoding and one U-Net call of a small picture.
PredictionErrors measure_prediction(StableDiffusionBundle& bundle);

}  // namespace destudio::diffusion
