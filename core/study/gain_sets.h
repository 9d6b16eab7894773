// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// Pictures on disk and their variants in one endless series: each of them comes once before any comes again, and is
/// cut anew each time, the variants as the pictures.
class RealAndVariants : public training::TrainingImageSource {
public:
    /// @param real a series of real.pictures() pictures  @param variants larger than what is asked for, by what crops
    ///        leave; labels count real.classes()
    RealAndVariants(const training::TrainingImageSource& real, std::vector<training::TrainingImage> variants,
                    std::uint64_t seed)
        : m_real(real), m_variants(std::move(variants)), m_seed(seed) {}

    const std::vector<std::string>& classes() const override { return m_real.classes(); }
    std::uint64_t count() const override { return 0; }
    std::uint64_t pictures() const override { return m_real.pictures() + m_variants.size(); }
    training::TrainingImage get(std::uint64_t index, int size) const override;

private:
    const training::TrainingImageSource& m_real;
    std::vector<training::TrainingImage> m_variants;
    std::uint64_t m_seed;
};

}  // namespace destudio::study
