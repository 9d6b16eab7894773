// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace destudio::training {

/// Linear warm-up, constant, then linear to zero over the last part ("warm-up, stable, decay"). Unlike a cosine, a run
/// can be prolonged at any time before the decay begins without having used a wrong rate so far.
struct LearningRate {
    double base = 1e-3;
    std::int64_t warmup_steps = 100;
    double decay_fraction = 0.2;  ///< of all steps, at the end
    double drop_factor = 0;       ///< above 0: the last part runs at base times this factor instead of falling
    /// Where there are some, the rate is multiplied with drop_factor at each of these steps and does not fall
    /// otherwise.
    std::vector<std::int64_t> drop_steps{};

    /// @param step 0-based, @param steps in all
    double at(std::int64_t step, std::int64_t steps) const {
        const double warm = std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(warmup_steps + 1));
        if (!drop_steps.empty()) {
            const auto drops =
                std::count_if(drop_steps.begin(), drop_steps.end(), [step](std::int64_t drop) { return step >= drop; });
            return base * warm * std::pow(drop_factor, static_cast<double>(drops));
        }
        if (drop_factor > 0) {
            // The small number undoes the rounding of 1 - 8/9 and the like.
            const double drop_at = std::floor((1.0 - decay_fraction) * static_cast<double>(steps) + 1e-6);
            return base * warm * (static_cast<double>(step) >= drop_at ? drop_factor : 1.0);
        }
        const double decay_steps = std::max(1.0, decay_fraction * static_cast<double>(steps));
        const double cool = std::min(1.0, static_cast<double>(steps - step) / decay_steps);
        return base * std::min(warm, cool);
    }
};

}  // namespace destudio::training
