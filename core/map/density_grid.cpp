// SPDX-License-Identifier: Apache-2.0
#include "core/map/density_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace destudio {

namespace {

constexpr int kSmallestSide = 12;
constexpr int kLargestSide = 160;
constexpr int kBlurs = 3;
/// A hill is one of its own when the pass to a higher one is below this share of its height.
constexpr double kPassShare = 0.6;

void blur_rows(std::vector<double>& values, int side, int step, int stride) {
    std::vector<double> line(static_cast<std::size_t>(side));
    for (int row = 0; row < side; ++row) {
        const auto at = [&](int i) { return static_cast<std::size_t>(row * stride + i * step); };
        for (int i = 0; i < side; ++i) {
            // What would leave the plane comes back, so that the sum stays.
            line[static_cast<std::size_t>(i)] =
                (values[at(std::max(i - 1, 0))] + 2 * values[at(i)] + values[at(std::min(i + 1, side - 1))]) / 4;
        }
        for (int i = 0; i < side; ++i) {
            values[at(i)] = line[static_cast<std::size_t>(i)];
        }
    }
}

/// Union-find over cells; the root is the hill's highest cell.
struct Hills {
    std::vector<int> root;
    int of(int cell) {
        while (root[static_cast<std::size_t>(cell)] != cell) {
            root[static_cast<std::size_t>(cell)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(cell)])];
            cell = root[static_cast<std::size_t>(cell)];
        }
        return cell;
    }
};

std::vector<int> neighbours_of(int cell, int side) {
    std::vector<int> cells;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const int x = cell % side + dx;
            const int y = cell / side + dy;
            if ((dx != 0 || dy != 0) && x >= 0 && y >= 0 && x < side && y < side) {
                cells.push_back(y * side + x);
            }
        }
    }
    return cells;
}

/// The hill of each cell.
std::vector<int> hills_of(const std::vector<double>& density, int side) {
    const auto height = [&](int cell) { return density[static_cast<std::size_t>(cell)]; };
    std::vector<int> order(density.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return height(a) > height(b); });
    Hills hills{std::vector<int>(density.size(), -1)};
    for (const int cell : order) {
        int highest = -1;
        for (const int other : neighbours_of(cell, side)) {
            if (hills.root[static_cast<std::size_t>(other)] >= 0 &&
                (highest < 0 || height(hills.of(other)) > height(highest))) {
                highest = hills.of(other);
            }
        }
        hills.root[static_cast<std::size_t>(cell)] = highest < 0 ? cell : highest;
        if (highest < 0) {
            continue;
        }
        for (const int other : neighbours_of(cell, side)) {
            if (hills.root[static_cast<std::size_t>(other)] < 0) {
                continue;
            }
            const int lower = hills.of(other);
            if (lower != highest && height(cell) > kPassShare * height(lower)) {
                hills.root[static_cast<std::size_t>(lower)] = highest;
            }
        }
    }
    std::vector<int> found(density.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i] = hills.of(static_cast<int>(i));
    }
    return found;
}

}  // namespace

DensityGrid::DensityGrid(const std::vector<MapPosition>& points) {
    if (points.empty()) {
        return;
    }
    // About two points a cell, were they spread evenly.
    m_side =
        std::clamp(static_cast<int>(std::sqrt(static_cast<double>(points.size()) / 2)), kSmallestSide, kLargestSide);
    float right = points.front().x;
    float bottom = points.front().y;
    m_left = right;
    m_top = bottom;
    for (const MapPosition& point : points) {
        m_left = std::min(m_left, point.x);
        right = std::max(right, point.x);
        m_top = std::min(m_top, point.y);
        bottom = std::max(bottom, point.y);
    }
    const float extent = std::max(right - m_left, bottom - m_top);
    m_scale = extent > 0 ? static_cast<float>(m_side) / extent : 0;
}

std::size_t DensityGrid::cell(MapPosition point) const {
    const auto x = std::clamp(static_cast<int>((point.x - m_left) * m_scale), 0, m_side - 1);
    const auto y = std::clamp(static_cast<int>((point.y - m_top) * m_scale), 0, m_side - 1);
    return static_cast<std::size_t>(y * m_side + x);
}

std::vector<double> DensityGrid::density(const std::vector<MapPosition>& points,
                                         const std::vector<bool>& counted) const {
    std::vector<double> values(static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side), 0.0);
    for (std::size_t i = 0; i < points.size(); ++i) {
        values[cell(points[i])] += counted[i] ? 1 : 0;
    }
    for (int i = 0; i < kBlurs; ++i) {
        blur_rows(values, m_side, 1, m_side);
        blur_rows(values, m_side, m_side, 1);
    }
    return values;
}

std::vector<int> find_groups(const std::vector<MapPosition>& points) {
    const DensityGrid grid(points);
    const std::vector<double> density = grid.density(points, std::vector<bool>(points.size(), true));
    const std::vector<int> hills = hills_of(density, grid.side());
    std::vector<int> sizes(density.size(), 0);
    for (const MapPosition& point : points) {
        ++sizes[static_cast<std::size_t>(hills[grid.cell(point)])];
    }
    std::vector<int> order(density.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return sizes[static_cast<std::size_t>(a)] > sizes[static_cast<std::size_t>(b)];
    });
    std::vector<int> group_of_hill(density.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        group_of_hill[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    }
    std::vector<int> groups;
    groups.reserve(points.size());
    for (const MapPosition& point : points) {
        groups.push_back(group_of_hill[static_cast<std::size_t>(hills[grid.cell(point)])]);
    }
    return groups;
}

}  // namespace destudio
