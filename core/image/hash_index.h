// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace destudio {

/// Perceptual hashes in the order in which they came, searched for the first one near another. A hash is cut into one
/// band more than bits may differ: two near hashes then agree in at least one band, so only those with an equal band
/// are compared. Takes 16 bytes a band for each hash.
class HashIndex {
public:
    /// @param distance bits, 0 to 64, that may differ between near hashes
    explicit HashIndex(int distance);

    void add(std::uint64_t hash);
    std::size_t size() const { return m_hashes.size(); }
    /// Place of the first hash that is near, in the order of add().
    std::optional<std::size_t> first_near(std::uint64_t hash) const;
    /// Places of all hashes that are near, rising.
    std::vector<std::size_t> all_near(std::uint64_t hash) const;

private:
    struct Entry {
        std::uint64_t hash = 0;
        std::size_t place = 0;
    };
    std::size_t bucket(std::uint64_t hash, int band) const;

    int m_distance;
    int m_bands;  ///< 0: they would be too narrow to tell anything apart, so every hash is compared
    std::vector<std::uint64_t> m_hashes;
    std::vector<std::vector<Entry>> m_buckets;  ///< one after the other for each band
};

}  // namespace destudio
