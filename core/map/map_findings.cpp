// SPDX-License-Identifier: Apache-2.0
#include "core/map/map_findings.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/cancellation.h"
#include "core/map/density_grid.h"

namespace destudio {

namespace {

constexpr float kHoleTimes = 2;
constexpr float kSmallestHole = 0.1F;  ///< of the spread: below it two pictures look the same
constexpr double kCrowdTimes = 4;      ///< the share of variants over that of references
constexpr double kCrowdOverUsual = 4;  ///< the density over the mean of places where variants lie
constexpr std::size_t kSmallestCrowd = 8;
constexpr float kStackDistance = 0.08F;  ///< of the spread
constexpr int kStackBits = 6;            ///< of 64 of the hash

struct Fillers {
    std::vector<std::uint32_t> places;  ///< in the list of pictures
    VectorSet vectors;
};

Fillers fillers_of(const VectorSet& vectors, const std::vector<MapPicture>& pictures) {
    const bool any_accepted =
        std::any_of(pictures.begin(), pictures.end(), [](const MapPicture& p) { return p.role == MapRole::kAccepted; });
    Fillers fillers;
    fillers.vectors.length = vectors.length;
    for (std::uint32_t i = 0; i < pictures.size(); ++i) {
        if (pictures[i].role == (any_accepted ? MapRole::kAccepted : MapRole::kOpen)) {
            fillers.places.push_back(i);
            fillers.vectors.values.insert(fillers.vectors.values.end(), vectors[i], vectors[i] + vectors.length);
        }
    }
    return fillers;
}

float median(std::vector<float> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool counts_as_variant(const MapPicture& picture) {
    return picture.role == MapRole::kAccepted || picture.role == MapRole::kOpen;
}

}  // namespace

std::vector<std::uint32_t> find_holes(const VectorSet& vectors, const std::vector<MapPicture>& pictures,
                                      std::uint64_t seed, const std::stop_token& stop) {
    const Fillers fillers = fillers_of(vectors, pictures);
    if (fillers.places.empty()) {
        return {};  // nothing is there to be compared with
    }
    // To the own reference; a variant of one that is not on the map tells nothing.
    std::vector<float> usual;
    std::map<std::int64_t, float> nearest_own;
    for (const std::uint32_t place : fillers.places) {
        const std::int64_t reference = pictures[place].reference;
        if (reference < 0) {
            continue;
        }
        const float distance =
            std::sqrt(square_distance(vectors[place], vectors[static_cast<std::size_t>(reference)], vectors.length));
        usual.push_back(distance);
        const auto [known, is_new] = nearest_own.try_emplace(reference, distance);
        known->second = std::min(known->second, distance);
    }
    if (usual.empty()) {
        return {};
    }
    const float bound = std::max(kHoleTimes * median(std::move(usual)), kSmallestHole);
    const NeighbourForest forest(fillers.vectors, seed, stop);
    std::vector<std::pair<float, std::uint32_t>> found;
    for (std::uint32_t i = 0; i < pictures.size(); ++i) {
        if (pictures[i].role != MapRole::kReference) {
            continue;
        }
        throw_if_stopped(stop);
        const auto nearest = forest.near(vectors[i], 1);
        float distance = nearest.empty() ? 2 : std::sqrt(nearest.front().square);
        if (const auto own = nearest_own.find(i); own != nearest_own.end()) {
            distance = std::min(distance, own->second);
        }
        if (distance > bound) {
            found.emplace_back(-distance, i);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> holes;
    for (const auto& [distance, place] : found) {
        holes.push_back(place);
    }
    return holes;
}

std::vector<CrowdedPlace> find_crowded(const std::vector<MapPosition>& positions,
                                       const std::vector<MapPicture>& pictures) {
    const DensityGrid grid(positions);
    std::vector<bool> variants;
    std::vector<bool> references;
    for (const MapPicture& picture : pictures) {
        variants.push_back(counts_as_variant(picture));
        references.push_back(picture.role == MapRole::kReference);
    }
    const auto variant_count = static_cast<double>(std::count(variants.begin(), variants.end(), true));
    const auto reference_count = static_cast<double>(std::count(references.begin(), references.end(), true));
    if (variant_count == 0 || reference_count == 0) {
        return {};
    }
    const std::vector<double> dense = grid.density(positions, variants);
    const std::vector<double> expected = grid.density(positions, references);
    double inhabited = 0;
    for (const double value : dense) {
        inhabited += value > 0.05 ? 1 : 0;
    }
    const double usual = variant_count / std::max(inhabited, 1.0);
    std::vector<bool> full(dense.size());
    for (std::size_t i = 0; i < dense.size(); ++i) {
        full[i] = dense[i] > kCrowdOverUsual * usual &&
                  dense[i] / variant_count > kCrowdTimes * expected[i] / reference_count;
    }
    // Full cells that touch are one place.
    std::vector<int> place_of(dense.size(), -1);
    int places = 0;
    for (std::size_t start = 0; start < full.size(); ++start) {
        if (!full[start] || place_of[start] >= 0) {
            continue;
        }
        std::vector<std::size_t> open{start};
        place_of[start] = places;
        while (!open.empty()) {
            const auto cell = static_cast<int>(open.back());
            open.pop_back();
            for (const int step : {-1, 1, -grid.side(), grid.side()}) {
                const int next = cell + step;
                const bool same_row = std::abs(step) != 1 || next / grid.side() == cell / grid.side();
                if (next < 0 || next >= static_cast<int>(full.size()) || !same_row) {
                    continue;
                }
                const auto at = static_cast<std::size_t>(next);
                if (full[at] && place_of[at] < 0) {
                    place_of[at] = places;
                    open.push_back(at);
                }
            }
        }
        ++places;
    }
    std::vector<CrowdedPlace> crowded(static_cast<std::size_t>(places));
    for (std::uint32_t i = 0; i < positions.size(); ++i) {
        const int place = variants[i] ? place_of[grid.cell(positions[i])] : -1;
        if (place >= 0) {
            crowded[static_cast<std::size_t>(place)].variants.push_back(i);
        }
    }
    std::erase_if(crowded, [](const CrowdedPlace& place) { return place.variants.size() < kSmallestCrowd; });
    std::stable_sort(crowded.begin(), crowded.end(), [](const CrowdedPlace& a, const CrowdedPlace& b) {
        return a.variants.size() > b.variants.size();
    });
    return crowded;
}

std::vector<std::vector<std::uint32_t>> find_stacks(const VectorSet& vectors, const std::vector<MapPicture>& pictures,
                                                    const NeighbourLists& neighbours) {
    std::vector<std::uint32_t> root(pictures.size());
    std::iota(root.begin(), root.end(), 0U);
    const auto root_of = [&root](std::uint32_t i) {
        while (root[i] != i) {
            root[i] = root[root[i]];
            i = root[i];
        }
        return i;
    };
    for (std::uint32_t i = 0; i < pictures.size(); ++i) {
        if (!counts_as_variant(pictures[i])) {
            continue;
        }
        for (const Neighbour& neighbour : neighbours[i]) {
            const std::uint32_t other = neighbour.id;
            const bool same =
                counts_as_variant(pictures[other]) &&
                std::popcount(pictures[i].hash ^ pictures[other].hash) <= kStackBits &&
                square_distance(vectors[i], vectors[other], vectors.length) <= kStackDistance * kStackDistance;
            if (same) {
                const std::uint32_t a = root_of(i);
                const std::uint32_t b = root_of(other);
                root[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_root;
    for (std::uint32_t i = 0; i < pictures.size(); ++i) {
        by_root[root_of(i)].push_back(i);
    }
    std::vector<std::vector<std::uint32_t>> stacks;
    for (auto& [first, stack] : by_root) {
        if (stack.size() > 1) {
            stacks.push_back(std::move(stack));
        }
    }
    std::stable_sort(stacks.begin(), stacks.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return stacks;
}

}  // namespace destudio
