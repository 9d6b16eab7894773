// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/map/vector_set.h"

namespace destudio::test {

/// Groups of vectors of length 64 around centres far apart: vector i belongs to group i % groups.
inline VectorSet planted_groups(std::size_t count, std::size_t groups, double width, std::uint64_t seed = 3) {
    constexpr std::size_t kLength = 64;
    Random random(seed);
    std::vector<double> centres;
    for (std::size_t i = 0; i < groups * kLength; ++i) {
        centres.push_back(random.normal());
    }
    VectorSet vectors;
    vectors.length = kLength;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < kLength; ++k) {
            const double noise = random.normal();
            vectors.values.push_back(static_cast<float>(centres[i % groups * kLength + k] + width * noise));
        }
    }
    return vectors;
}

}  // namespace destudio::test
