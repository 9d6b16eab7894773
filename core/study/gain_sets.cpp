// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_sets.h"

#include "core/base/permutation.h"
#include "core/base/random.h"
#include "core/training/sources/square_crop.h"

namespace destudio::study {

training::TrainingImage RealAndVariants::get(std::uint64_t index, int size) const {
    const std::uint64_t real = m_real.pictures();
    const std::uint64_t pass = index / pictures();
    const std::uint64_t place = permuted(index % pictures(), pictures(), mix_seeds(m_seed, pass));
    if (place < real) {
        return m_real.get(pass * real + place, size);  // whose own passes take each of its pictures once
    }
    Random random(mix_seeds(m_seed, ~index));
    return training::random_crop(m_variants[place - real], size, random);
}

}  // namespace destudio::study
