// SPDX-License-Identifier: Apache-2.0
#include "core/base/feature_vector.h"

#include <algorithm>
#include <cmath>

namespace destudio {

namespace {

constexpr float kLargestStored = 32767;

/// Signs of one row of the projection, 64 at once: bit i is that of output i.
std::uint64_t projection_signs(std::size_t row) {
    std::uint64_t mixed = (row + 1) * 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31U);
}

}  // namespace

std::vector<float> project_features(const std::vector<float>& features) {
    static_assert(kFeatureLength == 64, "projection_signs() gives 64 signs");
    std::vector<double> sums(kFeatureLength, 0.0);
    for (std::size_t row = 0; row < features.size(); ++row) {
        const std::uint64_t signs = projection_signs(row);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] += (signs >> i & 1U) != 0 ? features[row] : -features[row];
        }
    }
    return {sums.begin(), sums.end()};
}

std::vector<std::int16_t> quantize_features(const std::vector<float>& features) {
    float largest = 0;
    for (const float value : features) {
        largest = std::isfinite(value) ? std::max(largest, std::abs(value)) : largest;
    }
    std::vector<std::int16_t> values;
    values.reserve(features.size());
    for (const float value : features) {
        const bool counts = largest > 0 && std::isfinite(value);
        values.push_back(counts ? static_cast<std::int16_t>(std::lround(value / largest * kLargestStored)) : 0);
    }
    return values;
}

std::vector<float> unit_features(const std::vector<std::int16_t>& values) {
    double square = 0;
    for (const std::int16_t value : values) {
        square += static_cast<double>(value) * value;
    }
    const double scale = square > 0 ? 1 / std::sqrt(square) : 0;
    std::vector<float> unit;
    unit.reserve(values.size());
    for (const std::int16_t value : values) {
        unit.push_back(static_cast<float>(value * scale));
    }
    return unit;
}

}  // namespace destudio
