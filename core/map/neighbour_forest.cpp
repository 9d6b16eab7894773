// SPDX-License-Identifier: Apache-2.0
#include "core/map/neighbour_forest.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/cancellation.h"
#include "core/base/random.h"

namespace destudio {

namespace {

constexpr std::size_t kCompareAll = 600;  ///< vectors up to which a tree does not pay
constexpr std::size_t kLeafSize = 24;
constexpr int kTrees = 8;
constexpr int kDeepest = 60;
constexpr int kRounds = 2;
constexpr std::size_t kStopEvery = 1024;

/// The nearest of some points, each of which may be named more than once.
std::vector<Neighbour> nearest_of(std::vector<std::uint32_t>& candidates, const VectorSet& vectors, const float* vector,
                                  std::size_t count) {
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::vector<Neighbour> found;
    found.reserve(candidates.size());
    for (const std::uint32_t point : candidates) {
        found.push_back({point, square_distance(vector, vectors[point], vectors.length)});
    }
    const auto nearer = [](const Neighbour& a, const Neighbour& b) {
        return a.square != b.square ? a.square < b.square : a.id < b.id;
    };
    const std::size_t kept = std::min(count, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), nearer);
    found.resize(kept);
    found.shrink_to_fit();
    return found;
}

}  // namespace

NeighbourForest::NeighbourForest(const VectorSet& vectors, std::uint64_t seed, const std::stop_token& stop)
    : m_vectors(vectors) {
    if (vectors.size() <= kCompareAll) {
        return;
    }
    for (int tree = 0; tree < kTrees; ++tree) {
        throw_if_stopped(stop);
        Random random(mix_seeds(seed, static_cast<std::uint64_t>(tree)));
        std::vector<std::uint32_t> all(vectors.size());
        std::iota(all.begin(), all.end(), 0U);
        m_roots.push_back(grow(std::move(all), random, 0));
    }
}

std::int32_t NeighbourForest::grow(std::vector<std::uint32_t> points, Random& random, int depth) {
    const auto place = static_cast<std::int32_t>(m_nodes.size());
    m_nodes.emplace_back();
    if (points.size() <= kLeafSize || depth >= kDeepest) {
        m_nodes.back().points = std::move(points);
        return place;
    }
    // From one point to another: directions in which points really lie apart.
    const auto last = static_cast<std::int64_t>(points.size()) - 1;
    const float* from = m_vectors[points[static_cast<std::size_t>(random.integer(0, last))]];
    const float* to = m_vectors[points[static_cast<std::size_t>(random.integer(0, last))]];
    std::vector<float> direction(m_vectors.length);
    for (std::size_t i = 0; i < direction.size(); ++i) {
        direction[i] = to[i] - from[i];
    }
    std::vector<std::pair<float, std::uint32_t>> along;
    along.reserve(points.size());
    for (const std::uint32_t point : points) {
        along.emplace_back(std::inner_product(direction.begin(), direction.end(), m_vectors[point], 0.0F), point);
    }
    const auto half = along.begin() + static_cast<std::ptrdiff_t>(along.size() / 2);
    std::nth_element(along.begin(), half, along.end());
    const float middle = half->first;
    points = {};
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
    for (auto it = along.begin(); it != along.end(); ++it) {
        (it < half ? left : right).push_back(it->second);
    }
    along = {};
    const std::int32_t left_place = grow(std::move(left), random, depth + 1);
    const std::int32_t right_place = grow(std::move(right), random, depth + 1);
    Node& node = m_nodes[static_cast<std::size_t>(place)];
    node.direction = std::move(direction);
    node.middle = middle;
    node.left = left_place;
    node.right = right_place;
    return place;
}

const std::vector<std::uint32_t>& NeighbourForest::leaf(std::int32_t root, const float* vector) const {
    const Node* node = &m_nodes[static_cast<std::size_t>(root)];
    while (!node->direction.empty()) {
        const float along = std::inner_product(node->direction.begin(), node->direction.end(), vector, 0.0F);
        node = &m_nodes[static_cast<std::size_t>(along < node->middle ? node->left : node->right)];
    }
    return node->points;
}

std::vector<Neighbour> NeighbourForest::near(const float* vector, std::size_t count, std::int64_t but) const {
    std::vector<std::uint32_t> candidates;
    if (m_roots.empty()) {
        candidates.resize(m_vectors.size());
        std::iota(candidates.begin(), candidates.end(), 0U);
    }
    for (const std::int32_t root : m_roots) {
        const auto& points = leaf(root, vector);
        candidates.insert(candidates.end(), points.begin(), points.end());
    }
    std::erase_if(candidates, [but](std::uint32_t point) { return static_cast<std::int64_t>(point) == but; });
    return nearest_of(candidates, m_vectors, vector, count);
}

NeighbourLists NeighbourForest::all_near(std::size_t count, const std::stop_token& stop) const {
    NeighbourLists lists(m_vectors.size());
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (i % kStopEvery == 0) {
            throw_if_stopped(stop);
        }
        lists[i] = near(m_vectors[i], count, static_cast<std::int64_t>(i));
    }
    for (int round = 0; round < (m_roots.empty() ? 0 : kRounds); ++round) {
        NeighbourLists better(lists.size());
        std::vector<std::uint32_t> candidates;
        for (std::size_t i = 0; i < lists.size(); ++i) {
            if (i % kStopEvery == 0) {
                throw_if_stopped(stop);
            }
            candidates.clear();
            for (const Neighbour& neighbour : lists[i]) {
                candidates.push_back(neighbour.id);
                for (const Neighbour& next : lists[neighbour.id]) {
                    if (next.id != i) {
                        candidates.push_back(next.id);
                    }
                }
            }
            better[i] = nearest_of(candidates, m_vectors, m_vectors[i], count);
        }
        lists = std::move(better);
    }
    return lists;
}

}  // namespace destudio
