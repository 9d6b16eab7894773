// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>

namespace destudio::bench {

/// How often something is repeated: at least `min_runs` times and for `min_seconds`, but no new run starts after
/// `max_seconds`.
struct Repetition {
    int min_runs = 3;
    double min_seconds = 0.5;
    double max_seconds = 20;
};

/// Seconds of the fastest run: what disturbs a measurement only ever makes it longer. The first run warms up and counts
/// only where there is no second one.
double best_seconds(const std::function<void()>& work, const Repetition& repetition = {});

/// best_seconds of two works that take turns, so that what else the machine does meets both.
std::array<double, 2> best_seconds_in_turn(const std::function<void()>& one, const std::function<void()>& other,
                                           const Repetition& repetition = {});

}  // namespace destudio::bench
