// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace destudio {

/// xoshiro256** (Blackman and Vigna), seeded through SplitMix64. The same seed gives the same numbers on every machine
/// and compiler, which std:: distributions do not promise. Used for scenes and orders; noise comes from torch.
class Random {
public:
    explicit Random(std::uint64_t seed);

    std::uint64_t next();
    /// In [0, 1), 53 random bits.
    double uniform();
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// In [low, high], both ends included.
    std::int64_t integer(std::int64_t low, std::int64_t high);
    /// Standard normal (Box-Muller).
    double normal();
    bool chance(double probability) { return uniform() < probability; }

private:
    std::array<std::uint64_t, 4> m_state{};
};

/// One well-mixed seed out of two numbers, for independent streams such as (dataset seed, image index).
std::uint64_t mix_seeds(std::uint64_t a, std::uint64_t b);

}  // namespace destudio
