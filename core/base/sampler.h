// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio {

/// The loop that turns noise into a latent: DPM-Solver++ 2M, DDIM, Euler.
enum class Sampler { kDpmpp2m, kDdim, kEuler };

/// Which U-Net call the boxes are read from: the last denoising step's conditional half (free, the paper's way), or one
/// more call at t = 1 with the empty prompt on the finished latent, noised as in the adapter's training.
enum class LabelStep { kLast, kT1 };

}  // namespace destudio
