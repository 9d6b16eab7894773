// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace destudio {

/// Vectors of one length, one behind the other.
struct VectorSet {
    std::size_t length = 0;
    std::vector<float> values;  ///< size() * length

    std::size_t size() const { return length == 0 ? 0 : values.size() / length; }
    const float* operator[](std::size_t i) const { return values.data() + i * length; }
};

/// Square of the distance.
inline float square_distance(const float* a, const float* b, std::size_t length) {
    // Four sums, so that one need not wait for the other.
    float sums[4] = {0, 0, 0, 0};
    std::size_t i = 0;
    for (; i + 4 <= length; i += 4) {
        for (std::size_t k = 0; k < 4; ++k) {
            const float difference = a[i + k] - b[i + k];
            sums[k] += difference * difference;
        }
    }
    float sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    for (; i < length; ++i) {
        const float difference = a[i] - b[i];
        sum += difference * difference;
    }
    return sum;
}

}  // namespace destudio
