// SPDX-License-Identifier: Apache-2.0
#include "core/bench/best_seconds.h"

#include <algorithm>
#include <chrono>

namespace destudio::bench {

namespace {

double seconds_of(const std::function<void()>& work) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

double best_seconds(const std::function<void()>& work, const Repetition& repetition) {
    const auto once = [&] { return seconds_of(work); };
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

std::array<double, 2> best_seconds_in_turn(const std::function<void()>& one, const std::function<void()>& other,
                                           const Repetition& repetition) {
    std::array<double, 2> best{};
    double total = 0;
    for (int run = 0; run == 0 || (total < repetition.max_seconds && run < repetition.min_runs); ++run) {
        const std::array seconds = {seconds_of(one), seconds_of(other)};
        for (std::size_t i = 0; i < best.size(); ++i) {
            best[i] = run == 0 ? seconds[i] : std::min(best[i], seconds[i]);
            total += seconds[i];
        }
    }
    return best;
}

}  // namespace destudio::bench
