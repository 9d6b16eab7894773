// SPDX-License-Identifier: Apache-2.0
#include "core/map/layout.h"

#include <algorithm>
#include <cmath>

#include "core/base/cancellation.h"
#include "core/base/random.h"

namespace destudio {

namespace {

constexpr int kPushes = 5;  ///< of random points, for each pull
constexpr float kLongestMove = 4;
constexpr float kStartExtent = 10;
constexpr std::size_t kManyPoints = 10'000;
constexpr int kEpochs = 500;
constexpr int kEpochsOfMany = 200;
constexpr std::size_t kPlaceNeighbours = 5;

struct Tie {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    float weight = 0;
};

/// The width at which the weights of a point's neighbours add up to log2 of their number.
float tie_width(const std::vector<Neighbour>& neighbours, float nearest) {
    const auto wanted = static_cast<float>(std::log2(static_cast<double>(neighbours.size())));
    float low = 0;
    float high = 0;
    float width = 1;
    constexpr int kHalvings = 48;
    for (int i = 0; i < kHalvings; ++i) {
        float sum = 0;
        for (const Neighbour& neighbour : neighbours) {
            const float beyond = std::sqrt(neighbour.square) - nearest;
            sum += beyond > 0 ? std::exp(-beyond / width) : 1;
        }
        (sum > wanted ? high : low) = width;
        width = high == 0 ? width * 2 : (low + high) / 2;
    }
    return width;
}

/// Both directions of a tie become one: the chance that either holds.
std::vector<Tie> ties_of(const NeighbourLists& lists, const std::stop_token& stop) {
    std::vector<Tie> directed;
    for (std::uint32_t i = 0; i < lists.size(); ++i) {
        if (i % 1024 == 0) {
            throw_if_stopped(stop);
        }
        if (lists[i].empty()) {
            continue;
        }
        const float nearest = std::sqrt(lists[i].front().square);
        const float width = std::max(tie_width(lists[i], nearest), 1e-6F);
        for (const Neighbour& neighbour : lists[i]) {
            const float beyond = std::sqrt(neighbour.square) - nearest;
            const float weight = beyond > 0 ? std::exp(-beyond / width) : 1;
            directed.push_back({std::min(i, neighbour.id), std::max(i, neighbour.id), weight});
        }
    }
    std::stable_sort(directed.begin(), directed.end(),
                     [](const Tie& a, const Tie& b) { return a.a != b.a ? a.a < b.a : a.b < b.b; });
    std::vector<Tie> ties;
    for (const Tie& tie : directed) {
        if (!ties.empty() && ties.back().a == tie.a && ties.back().b == tie.b) {
            ties.back().weight += tie.weight - ties.back().weight * tie.weight;
        } else {
            ties.push_back(tie);
        }
    }
    return ties;
}

std::vector<MapPosition> starting_places(const VectorSet& vectors, Random& random) {
    float largest = 0;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        largest = std::max(largest, std::abs(vectors[i][0]));
    }
    const float scale = largest > 0 ? kStartExtent / largest : 0;
    std::vector<MapPosition> places;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        // A little apart, so that equal vectors can be told apart at all.
        const auto dx = static_cast<float>(random.normal() * 1e-2);
        const auto dy = static_cast<float>(random.normal() * 1e-2);
        places.push_back({vectors[i][0] * scale + dx, (vectors.length > 1 ? vectors[i][1] * scale : 0) + dy});
    }
    return places;
}

float limited(float move) {
    return std::clamp(move, -kLongestMove, kLongestMove);
}

void pull(MapPosition& a, MapPosition& b, float rate) {
    const float dx = a.x - b.x;
    const float dy = a.y - b.y;
    const float strength = -2 / (1 + dx * dx + dy * dy);
    const float mx = limited(strength * dx) * rate;
    const float my = limited(strength * dy) * rate;
    a.x += mx;
    a.y += my;
    b.x -= mx;
    b.y -= my;
}

void push(MapPosition& a, const MapPosition& other, float rate) {
    const float dx = a.x - other.x;
    const float dy = a.y - other.y;
    const float square = dx * dx + dy * dy;
    const float strength = 2 / ((0.001F + square) * (1 + square));
    a.x += limited(strength * dx) * rate;
    a.y += limited(strength * dy) * rate;
}

}  // namespace

std::vector<MapPosition> lay_out(const VectorSet& vectors, const NeighbourLists& neighbours, std::uint64_t seed,
                                 const std::stop_token& stop, const ProgressSink& progress) {
    Random random(seed);
    std::vector<MapPosition> places = starting_places(vectors, random);
    std::vector<Tie> ties = ties_of(neighbours, stop);
    const int epochs = places.size() > kManyPoints ? kEpochsOfMany : kEpochs;
    float strongest = 0;
    for (const Tie& tie : ties) {
        strongest = std::max(strongest, tie.weight);
    }
    // A tie pulls the more often the stronger it is; those too weak to pull once are nothing.
    std::erase_if(ties, [&](const Tie& tie) { return tie.weight * static_cast<float>(epochs) < strongest; });
    std::vector<float> due;
    for (const Tie& tie : ties) {
        due.push_back(strongest / tie.weight);
    }
    const auto count = static_cast<std::uint64_t>(places.size());
    for (int epoch = 1; epoch <= epochs && count > 1; ++epoch) {
        throw_if_stopped(stop);
        const float rate = 1 - static_cast<float>(epoch - 1) / static_cast<float>(epochs);
        for (std::size_t i = 0; i < ties.size(); ++i) {
            if (due[i] > static_cast<float>(epoch)) {
                continue;
            }
            due[i] += strongest / ties[i].weight;
            MapPosition& a = places[ties[i].a];
            MapPosition& b = places[ties[i].b];
            pull(a, b, rate);
            for (int k = 0; k < kPushes; ++k) {
                const std::uint64_t drawn = random.next();
                push(a, places[(drawn >> 32U) * count >> 32U], rate);
                push(b, places[(drawn & 0xffffffffU) * count >> 32U], rate);
            }
        }
        if (progress) {
            progress({"layout", epoch, epochs});
        }
    }
    return places;
}

std::vector<MapPosition> place_new(const VectorSet& vectors, const std::vector<std::optional<MapPosition>>& known,
                                   std::uint64_t seed, const std::stop_token& stop) {
    VectorSet placed;
    placed.length = vectors.length;
    std::vector<MapPosition> places_of_placed;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i]) {
            placed.values.insert(placed.values.end(), vectors[i], vectors[i] + vectors.length);
            places_of_placed.push_back(*known[i]);
        }
    }
    const NeighbourForest forest(placed, seed, stop);
    std::vector<MapPosition> places(known.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i]) {
            places[i] = *known[i];
            continue;
        }
        throw_if_stopped(stop);
        // Each new point has random numbers of its own, so its place does not depend on which others are new.
        Random random(mix_seeds(seed, i));
        double x = 0;
        double y = 0;
        double weights = 0;
        for (const Neighbour& neighbour : forest.near(vectors[i], kPlaceNeighbours)) {
            const double weight = 1 / (1e-6 + neighbour.square);
            x += weight * places_of_placed[neighbour.id].x;
            y += weight * places_of_placed[neighbour.id].y;
            weights += weight;
        }
        const double scale = weights > 0 ? 1 / weights : 0;
        places[i] = {static_cast<float>(x * scale + random.normal() * 0.05),
                     static_cast<float>(y * scale + random.normal() * 0.05)};
    }
    return places;
}

}  // namespace destudio
