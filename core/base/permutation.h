// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace destudio {

/// Where `index` goes in a seeded order of 0 to count - 1: each number once, and any of them without making the whole
/// order first. @param index below count
std::uint64_t permuted(std::uint64_t index, std::uint64_t count, std::uint64_t seed);

}  // namespace destudio
