// SPDX-License-Identifier: Apache-2.0
#include "core/map/clusters.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/base/cancellation.h"
#include "core/base/random.h"

namespace destudio {

namespace {

constexpr int kMaxSteps = 50;

/// Nearest of `means` to a vector, the first of several. @param square of the distance to it
int nearest_mean(const VectorSet& means, const float* vector, float& square) {
    int nearest = 0;
    square = std::numeric_limits<float>::max();
    for (std::size_t k = 0; k < means.size(); ++k) {
        const float distance = square_distance(means[k], vector, means.length);
        if (distance < square) {
            square = distance;
            nearest = static_cast<int>(k);
        }
    }
    return nearest;
}

/// Vectors far from each other, each drawn with a chance in proportion to its squared distance from those before.
VectorSet first_means(const VectorSet& vectors, std::size_t count, std::uint64_t seed, const std::stop_token& stop) {
    Random random(seed);
    VectorSet means{vectors.length, {}};
    std::vector<float> squares(vectors.size(), std::numeric_limits<float>::max());
    auto chosen = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(vectors.size()) - 1));
    while (true) {
        throw_if_stopped(stop);
        means.values.insert(means.values.end(), vectors[chosen], vectors[chosen] + vectors.length);
        if (means.size() == count) {
            return means;
        }
        double total = 0;
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            squares[i] = std::min(squares[i], square_distance(vectors[i], vectors[chosen], vectors.length));
            total += squares[i];
        }
        if (total <= 0) {
            return means;  // every vector is one of them already
        }
        double draw = random.uniform() * total;
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            if (squares[i] > 0) {
                chosen = i;
                draw -= squares[i];
                if (draw < 0) {
                    break;
                }
            }
        }
    }
}

/// Means of the vectors of each cluster; one without vectors stays where it is.
void move_means(VectorSet& means, const VectorSet& vectors, const std::vector<int>& of) {
    std::vector<double> sums(means.values.size(), 0.0);
    std::vector<std::size_t> sizes(means.size(), 0);
    for (std::size_t i = 0; i < of.size(); ++i) {
        const auto k = static_cast<std::size_t>(of[i]);
        ++sizes[k];
        for (std::size_t d = 0; d < vectors.length; ++d) {
            sums[k * vectors.length + d] += vectors[i][d];
        }
    }
    for (std::size_t k = 0; k < sizes.size(); ++k) {
        for (std::size_t d = 0; sizes[k] > 0 && d < means.length; ++d) {
            means.values[k * means.length + d] =
                static_cast<float>(sums[k * means.length + d] / static_cast<double>(sizes[k]));
        }
    }
}

/// Gives clusters their final numbers: the largest first, of equal ones that of the first vector; none is empty.
Clusters by_size(const VectorSet& vectors, const VectorSet& means, const std::vector<int>& of) {
    std::vector<std::size_t> sizes(means.size(), 0);
    std::vector<std::size_t> central(means.size(), 0);
    std::vector<float> least(means.size(), std::numeric_limits<float>::max());
    std::vector<std::size_t> first(means.size(), vectors.size());
    for (std::size_t i = 0; i < of.size(); ++i) {
        const auto k = static_cast<std::size_t>(of[i]);
        ++sizes[k];
        first[k] = std::min(first[k], i);
        if (const float square = square_distance(vectors[i], means[k], means.length); square < least[k]) {
            least[k] = square;
            central[k] = i;
        }
    }
    std::vector<std::size_t> order(means.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : first[a] < first[b];
    });
    Clusters clusters;
    std::vector<int> number(means.size(), 0);
    for (const std::size_t k : order) {
        if (sizes[k] > 0) {
            number[k] = static_cast<int>(clusters.central.size());
            clusters.central.push_back(central[k]);
        }
    }
    for (const int k : of) {
        clusters.of.push_back(number[static_cast<std::size_t>(k)]);
    }
    return clusters;
}

}  // namespace

Clusters find_clusters(const VectorSet& vectors, std::size_t count, std::uint64_t seed, const std::stop_token& stop) {
    if (vectors.size() == 0) {
        return {};
    }
    VectorSet means = first_means(vectors, std::min(count, vectors.size()), seed, stop);
    std::vector<int> of(vectors.size(), -1);
    for (int step = 0; step < kMaxSteps; ++step) {
        throw_if_stopped(stop);
        bool moved = false;
        for (std::size_t i = 0; i < vectors.size(); ++i) {
            float square = 0;
            const int nearest = nearest_mean(means, vectors[i], square);
            moved = moved || nearest != of[i];
            of[i] = nearest;
        }
        if (!moved) {
            break;
        }
        move_means(means, vectors, of);
    }
    return by_size(vectors, means, of);
}

}  // namespace destudio
