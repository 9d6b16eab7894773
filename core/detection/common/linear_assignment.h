// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace destudio::detection {

/// Exact minimum-cost assignment of a rectangular matrix (shortest augmenting paths, the Jonker-Volgenant variant of
/// D. F. Crouse, "On implementing 2D rectangular assignment algorithms", 2016). min(rows, columns) pairs are made;
/// among equal solutions it picks the one that SciPy's linear_sum_assignment picks. NaN and infinite costs count as
/// very expensive, so there is always a solution.
/// @param cost row-major, rows * columns
/// @return (row, column) pairs, ascending row
std::vector<std::pair<std::int64_t, std::int64_t>> linear_assignment(std::span<const double> cost, std::int64_t rows,
                                                                     std::int64_t columns);

}  // namespace destudio::detection
