// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// Falling timesteps of DDIM and Euler. @param round_linspace whether linspace is rounded (DDIM) or kept fractional
std::vector<double> plain_timesteps(const NoiseScheduleConfig& config, const SchedulerOptions& options,
                                    bool round_linspace);

/// Falling timesteps of DPM-Solver++, which spreads one more point and drops the last.
std::vector<double> dpm_solver_timesteps(const NoiseScheduleConfig& config, const SchedulerOptions& options);

/// The grid on which consistency models are distilled, falling: k j - 1 for j = 1..trunc(points * strength), where k is
/// `total` / points without its fraction.
std::vector<double> distillation_grid(std::int64_t total, int points, double strength);
/// All of 0..trunc(total * strength) - 1, falling.
std::vector<double> all_timesteps(std::int64_t total, double strength);
/// `steps` timesteps evenly spread over a falling grid, from its first on.
/// @throws UsageError when the grid has fewer points
std::vector<double> consistency_timesteps(const std::vector<double>& grid, int steps);

/// Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models", Eq. 5 with rho = 7: `count`
/// noise levels falling from largest to smallest.
std::vector<double> karras_sigmas(double largest, double smallest, std::size_t count);

}  // namespace destudio::diffusion
