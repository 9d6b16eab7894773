// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/map/layout.h"

namespace destudio {

/// The plane of a map in square cells, for counting how dense points lie.
class DensityGrid {
public:
    /// Covers these points.
    explicit DensityGrid(const std::vector<MapPosition>& points);

    int side() const { return m_side; }
    std::size_t cell(MapPosition point) const;
    /// Points per cell, smoothed over a few cells; the sum stays the number of points. @param counted points, by index;
    /// those that are false are left out
    std::vector<double> density(const std::vector<MapPosition>& points, const std::vector<bool>& counted) const;

private:
    int m_side = 1;
    float m_left = 0;
    float m_top = 0;
    float m_scale = 0;  ///< cells per unit
};

/// Groups: hills of density, each with the points around it (as ToMATo does, Chazal et al. 2013). A hill that hardly
/// stands out of another belongs to it.
/// @return the group of each point from 0 on, the largest first
std::vector<int> find_groups(const std::vector<MapPosition>& points);

}  // namespace destudio
