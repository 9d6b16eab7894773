// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/timestep_spacing.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"

namespace destudio::diffusion {

namespace {

/// round(T - k T/n) - 1 for k = 0..n-1; std::nearbyint rounds half to even, as numpy does.
std::vector<double> trailing(std::int64_t total, int steps) {
    std::vector<double> timesteps;
    const double ratio = static_cast<double>(total) / steps;
    for (int k = 0; k < steps; ++k) {
        timesteps.push_back(std::nearbyint(static_cast<double>(total) - k * ratio) - 1.0);
    }
    return timesteps;
}

/// `points` values from T-1 down to 0. They are multiples of a rounded step, as numpy's: which way a half falls depends
/// on it (30 steps: 15 * 33.3 is 499.49999999999994).
std::vector<double> linspace(std::int64_t total, int points, bool rounded) {
    std::vector<double> timesteps;
    const double last = static_cast<double>(total - 1);
    const double step = points == 1 ? 0.0 : last / (points - 1);
    for (int k = points - 1; k >= 0; --k) {
        const double value = points > 1 && k == points - 1 ? last : k * step;
        timesteps.push_back(rounded ? std::nearbyint(value) : value);
    }
    return timesteps;
}

}  // namespace

std::vector<double> plain_timesteps(const NoiseScheduleConfig& config, const SchedulerOptions& options,
                                    bool round_linspace) {
    const auto total = config.num_train_timesteps;
    switch (options.spacing) {
        case TimestepSpacing::kLinspace:
            return linspace(total, options.steps, round_linspace);
        case TimestepSpacing::kTrailing:
            return trailing(total, options.steps);
        case TimestepSpacing::kLeading:
            break;
    }
    std::vector<double> timesteps;
    const std::int64_t ratio = total / options.steps;
    for (int k = options.steps - 1; k >= 0; --k) {
        timesteps.push_back(static_cast<double>(k * ratio + config.steps_offset));
    }
    return timesteps;
}

std::vector<double> dpm_solver_timesteps(const NoiseScheduleConfig& config, const SchedulerOptions& options) {
    const auto total = config.num_train_timesteps;
    std::vector<double> timesteps;
    switch (options.spacing) {
        case TimestepSpacing::kLinspace:
            timesteps = linspace(total, options.steps + 1, true);
            timesteps.pop_back();
            return timesteps;
        case TimestepSpacing::kTrailing:
            return trailing(total, options.steps);
        case TimestepSpacing::kLeading:
            break;
    }
    const std::int64_t ratio = total / (options.steps + 1);
    for (int k = options.steps; k >= 1; --k) {
        timesteps.push_back(static_cast<double>(k * ratio + config.steps_offset));
    }
    return timesteps;
}

std::vector<double> distillation_grid(std::int64_t total, int points, double strength) {
    std::vector<double> grid;
    const std::int64_t stride = total / points;
    for (auto j = static_cast<std::int64_t>(points * strength); j >= 1; --j) {
        grid.push_back(static_cast<double>(stride * j - 1));
    }
    return grid;
}

std::vector<double> all_timesteps(std::int64_t total, double strength) {
    std::vector<double> grid;
    for (auto t = static_cast<std::int64_t>(static_cast<double>(total) * strength) - 1; t >= 0; --t) {
        grid.push_back(static_cast<double>(t));
    }
    return grid;
}

std::vector<double> consistency_timesteps(const std::vector<double>& grid, int steps) {
    if (grid.size() < static_cast<std::size_t>(steps)) {
        throw UsageError(std::to_string(steps) + " steps do not fit into the " + std::to_string(grid.size()) +
                         " points of the distillation grid that the encode ratio leaves; take fewer steps or a larger "
                         "ratio.");
    }
    std::vector<double> timesteps;
    // Multiples of a rounded step, as numpy's linspace without its end.
    const double step = static_cast<double>(grid.size()) / steps;
    for (int j = 0; j < steps; ++j) {
        timesteps.push_back(grid[static_cast<std::size_t>(std::floor(j * step))]);
    }
    return timesteps;
}

std::vector<double> karras_sigmas(double largest, double smallest, std::size_t count) {
    constexpr double kRho = 7.0;
    const double high = std::pow(largest, 1.0 / kRho);
    const double low = std::pow(smallest, 1.0 / kRho);
    std::vector<double> sigmas;
    for (std::size_t i = 0; i < count; ++i) {
        const double ramp = count == 1 ? 0.0 : static_cast<double>(i) / static_cast<double>(count - 1);
        sigmas.push_back(std::pow(high + ramp * (low - high), kRho));
    }
    return sigmas;
}

}  // namespace destudio::diffusion
