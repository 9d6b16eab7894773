// SPDX-License-Identifier: Apache-2.0
#include "core/base/permutation.h"

#include <bit>

#include "core/base/random.h"

namespace destudio {

std::uint64_t permuted(std::uint64_t index, std::uint64_t count, std::uint64_t seed) {
    if (count < 2) {
        return 0;
    }
    // A Feistel network orders the numbers of an even number of bits; those that are too large are sent on.
    const int half = (std::bit_width(count - 1) + 1) / 2;
    const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
    constexpr std::uint64_t kRounds = 4;
    do {
        std::uint64_t left = index >> half;
        std::uint64_t right = index & mask;
        for (std::uint64_t round = 0; round < kRounds; ++round) {
            const std::uint64_t mixed = left ^ (mix_seeds(mix_seeds(seed, round), right) & mask);
            left = right;
            right = mixed;
        }
        index = (left << half) | right;
    } while (index >= count);
    return index;
}

}  // namespace destudio
