// SPDX-License-Identifier: Apache-2.0
#include "core/bench/best_seconds.h"

#include <algorithm>
#include <chrono>

namespace destudio::bench {

double best_seconds(const std::function<void()>& work, const Repetition& repetition) {
    using Clock = std::chrono::steady_clock;
    const auto once = [&] {
        const auto begin = Clock::now();
        work();
        return std::chrono::duration<double>(Clock::now() - begin).count();
    };
    double total = once();
    double best = total;
    for (int run = 1; total < repetition.max_seconds && (run <= repetition.min_runs || total < repetition.min_seconds);
         ++run) {
        const double seconds = once();
        best = run == 1 ? seconds : std::min(best, seconds);
        total += seconds;
    }
    return best;
}

}  // namespace destudio::bench
