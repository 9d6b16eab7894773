// SPDX-License-Identifier: Apache-2.0
#include "core/image/hash_index.h"

#include <algorithm>

#include "core/image/perceptual_hash.h"

namespace destudio {

namespace {

constexpr int kBits = 64;
constexpr int kMaxBits = 16;  // of a band in the bucket's number: a band of all 64 bits needs no 2^64 buckets
constexpr int kMaxBands = 8;  // bands of 8 bits: from there on comparing every hash costs no more

int bands_for(int distance) {
    return distance < kMaxBands ? distance + 1 : 0;
}

}  // namespace

HashIndex::HashIndex(int distance) : m_distance(distance), m_bands(bands_for(distance)) {
    std::size_t buckets = 0;
    for (int band = 0; band < m_bands; ++band) {
        buckets += std::size_t{1} << std::min(kMaxBits, kBits / m_bands);
    }
    m_buckets.resize(buckets);
}

/// The band's bits; of a wide band the first 16.
std::size_t HashIndex::bucket(std::uint64_t hash, int band) const {
    const int width = kBits / m_bands;  // the last bits of an uneven division belong to no band, which is no harm
    const int bits = std::min(kMaxBits, width);
    const std::uint64_t value = (hash >> (band * width)) & ((std::uint64_t{1} << bits) - 1);
    return (static_cast<std::size_t>(band) << bits) + static_cast<std::size_t>(value);
}

void HashIndex::add(std::uint64_t hash) {
    for (int band = 0; band < m_bands; ++band) {
        m_buckets[bucket(hash, band)].push_back({hash, m_hashes.size()});
    }
    m_hashes.push_back(hash);
}

std::optional<std::size_t> HashIndex::first_near(std::uint64_t hash) const {
    if (m_bands == 0) {
        const auto found = std::find_if(m_hashes.begin(), m_hashes.end(),
                                        [&](std::uint64_t other) { return hash_distance(other, hash) <= m_distance; });
        return found == m_hashes.end() ? std::nullopt
                                       : std::optional(static_cast<std::size_t>(found - m_hashes.begin()));
    }
    std::size_t first = m_hashes.size();
    for (int band = 0; band < m_bands; ++band) {
        for (const Entry& entry : m_buckets[bucket(hash, band)]) {
            if (entry.place >= first) {
                break;  // the places of a bucket rise
            }
            if (hash_distance(entry.hash, hash) <= m_distance) {
                first = entry.place;
                break;
            }
        }
    }
    return first < m_hashes.size() ? std::optional(first) : std::nullopt;
}

std::vector<std::size_t> HashIndex::all_near(std::uint64_t hash) const {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; m_bands == 0 && place < m_hashes.size(); ++place) {
        if (hash_distance(m_hashes[place], hash) <= m_distance) {
            places.push_back(place);
        }
    }
    for (int band = 0; band < m_bands; ++band) {
        for (const Entry& entry : m_buckets[bucket(hash, band)]) {
            if (hash_distance(entry.hash, hash) <= m_distance) {
                places.push_back(entry.place);
            }
        }
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

}  // namespace destudio
