// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio {

/// The loop that turns noise into a latent. LCM and TCD are for models distilled to few steps.
enum class Sampler { kDpmpp2m, kDdim, kEuler, kEulerAncestral, kDpmpp2mSde, kLcm, kTcd };

/// Whether all steps are run at every encode ratio, spread over what that ratio leaves of the schedule (the samplers of
/// consistency models); the others run a ratio's part of the steps.
constexpr bool runs_all_steps(Sampler sampler) {
    return sampler == Sampler::kLcm || sampler == Sampler::kTcd;
}
/// Whether "eta" means something: DDIM's share of fresh noise, TCD's gamma.
constexpr bool uses_eta(Sampler sampler) {
    return sampler == Sampler::kDdim || sampler == Sampler::kTcd;
}
constexpr double default_eta(Sampler sampler) {
    return sampler == Sampler::kTcd ? 0.3 : 0.0;
}

/// How the timesteps lie in the training schedule. "Trailing" begins at its very end, as distilled models (Turbo,
/// Lightning, Hyper) and those with zero terminal SNR need it.
enum class TimestepSpacing { kLeading, kLinspace, kTrailing };

/// In the middle of the guidance scales that latent consistency models are distilled with.
inline constexpr double kDistilledGuidance = 8.5;

/// Which U-Net call the boxes are read from: the last denoising step's conditional half (free, the paper's way), or one
/// more call at t = 1 (or another noise level) with the empty prompt on the finished latent, noised as in the adapter's
/// training. kBest is a wish: the call at the noise level that suits the adapter best, as a self-check measured it.
enum class LabelStep { kLast, kT1, kBest };

}  // namespace destudio
