// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace destudio {

/// File names for variants: "STEM_r060_s7" for ratio 0.6 and seed 7 ("r33p3" for 0.333). Letters outside [A-Za-z0-9_-]
/// become '_', so that VOC ids equal the file names; a name that is taken gets a number.
class VariantNamer {
public:
    std::string name(const std::string& reference_stem, double encode_ratio, std::uint64_t seed);

private:
    std::set<std::string> m_taken;
};

}  // namespace destudio
