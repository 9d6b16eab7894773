// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// Falling timesteps of DDIM and Euler. @param round_linspace whether linspace is rounded (DDIM) or kept fractional
std::vector<double> plain_timesteps(const NoiseScheduleConfig& config, const SchedulerOptions& options,
                                    bool round_linspace);

/// Falling timesteps of DPM-Solver++, which spreads one more point and drops the last.
std::vector<double> dpm_solver_timesteps(const NoiseScheduleConfig& config, const SchedulerOptions& options);

/// Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models", Eq. 5 with rho = 7: `count`
/// noise levels falling from largest to smallest.
std::vector<double> karras_sigmas(double largest, double smallest, std::size_t count);

}  // namespace destudio::diffusion
