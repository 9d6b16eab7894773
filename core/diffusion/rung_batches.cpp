// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/rung_batches.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace destudio::diffusion {

namespace {

/// The first call of a kind also sets kernels up.
constexpr int kTrials = 2;

/// Bytes that programs can still take without swapping (Linux); 0 where that is not known.
std::int64_t available_memory() {
    std::ifstream in("/proc/meminfo");
    std::string name;
    std::int64_t kilobytes = 0;
    std::string unit;
    while (in >> name >> kilobytes) {
        if (name == "MemAvailable:") {
            return kilobytes * 1024;
        }
        std::getline(in, unit);
    }
    return 0;
}

}  // namespace

std::size_t RungBatches::next(std::size_t active) const {
    const std::size_t most = std::min(m_most, active);
    if (most <= 1 || m_single_calls < kTrials) {
        return 1;
    }
    if (m_shared_calls < kTrials) {
        return most;
    }
    return m_seconds_per_rung.at(true) < m_seconds_per_rung.at(false) ? most : 1;
}

void RungBatches::record_call(std::size_t rungs, double seconds) {
    const bool is_shared = rungs > 1;
    ++(is_shared ? m_shared_calls : m_single_calls);
    const double each = seconds / static_cast<double>(rungs);
    const auto [at, is_first] = m_seconds_per_rung.emplace(is_shared, each);
    if (!is_first) {
        at->second = std::min(at->second, each);
    }
}

std::size_t rungs_that_fit(std::int64_t bytes) {
    const std::int64_t budget = available_memory() / 2;
    return static_cast<std::size_t>(std::max<std::int64_t>(1, budget / std::max<std::int64_t>(1, bytes)));
}

}  // namespace destudio::diffusion
