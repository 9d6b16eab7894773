// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/linear_assignment.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace destudio::detection {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Stands for NaN and infinite costs: larger than any real one, small enough to keep differences of others exact.
constexpr double kVeryExpensive = 1e9;

/// Solver for rows <= columns.
class Solver {
public:
    Solver(std::vector<double> cost, std::size_t rows, std::size_t columns)
        : m_cost(std::move(cost)),
          m_rows(rows),
          m_columns(columns),
          m_row_price(rows, 0.0),
          m_column_price(columns, 0.0),
          m_path_cost(columns),
          m_path(columns, kNone),
          m_column_of_row(rows, kNone),
          m_row_of_column(columns, kNone),
          m_row_seen(rows),
          m_column_seen(columns),
          m_remaining(columns) {}

    const std::vector<std::size_t>& solve() {
        for (std::size_t row = 0; row < m_rows; ++row) {
            augment(row);
        }
        return m_column_of_row;
    }

private:
    void augment(std::size_t first_row) {
        double path_length = 0;
        std::size_t column = find_sink(first_row, path_length);
        m_row_price[first_row] += path_length;
        for (std::size_t i = 0; i < m_rows; ++i) {
            if (m_row_seen[i] != 0 && i != first_row) {
                m_row_price[i] += path_length - m_path_cost[m_column_of_row[i]];
            }
        }
        for (std::size_t j = 0; j < m_columns; ++j) {
            if (m_column_seen[j] != 0) {
                m_column_price[j] -= path_length - m_path_cost[j];
            }
        }
        while (true) {
            const std::size_t row = m_path[column];
            m_row_of_column[column] = row;
            std::swap(m_column_of_row[row], column);
            if (row == first_row) {
                return;
            }
        }
    }

    /// Dijkstra from one row to the nearest free column.
    std::size_t find_sink(std::size_t row, double& path_length) {
        std::fill(m_row_seen.begin(), m_row_seen.end(), char{0});
        std::fill(m_column_seen.begin(), m_column_seen.end(), char{0});
        std::fill(m_path_cost.begin(), m_path_cost.end(), kInfinity);
        for (std::size_t i = 0; i < m_columns; ++i) {
            m_remaining[i] = m_columns - i - 1;
        }
        std::size_t count = m_columns;
        path_length = 0;
        while (true) {
            m_row_seen[row] = 1;
            std::size_t best = 0;
            double lowest = kInfinity;
            for (std::size_t k = 0; k < count; ++k) {
                const std::size_t j = m_remaining[k];
                const double reduced = path_length + m_cost[row * m_columns + j] - m_row_price[row] - m_column_price[j];
                if (reduced < m_path_cost[j]) {
                    m_path[j] = row;
                    m_path_cost[j] = reduced;
                }
                if (m_path_cost[j] < lowest || (m_path_cost[j] == lowest && m_row_of_column[j] == kNone)) {
                    lowest = m_path_cost[j];
                    best = k;
                }
            }
            path_length = lowest;
            const std::size_t column = m_remaining[best];
            m_column_seen[column] = 1;
            if (m_row_of_column[column] == kNone) {
                return column;
            }
            row = m_row_of_column[column];
            m_remaining[best] = m_remaining[--count];
        }
    }

    std::vector<double> m_cost;
    std::size_t m_rows;
    std::size_t m_columns;
    std::vector<double> m_row_price;
    std::vector<double> m_column_price;
    std::vector<double> m_path_cost;
    std::vector<std::size_t> m_path;
    std::vector<std::size_t> m_column_of_row;
    std::vector<std::size_t> m_row_of_column;
    std::vector<char> m_row_seen;
    std::vector<char> m_column_seen;
    std::vector<std::size_t> m_remaining;
};

}  // namespace

std::vector<std::pair<std::int64_t, std::int64_t>> linear_assignment(std::span<const double> cost, std::int64_t rows,
                                                                     std::int64_t columns) {
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    if (rows == 0 || columns == 0) {
        return pairs;
    }
    const bool transposed = columns < rows;
    const auto height = static_cast<std::size_t>(transposed ? columns : rows);
    const auto width = static_cast<std::size_t>(transposed ? rows : columns);
    std::vector<double> work(height * width);
    for (std::size_t i = 0; i < height; ++i) {
        for (std::size_t j = 0; j < width; ++j) {
            const double value = transposed ? cost[j * height + i] : cost[i * width + j];
            work[i * width + j] = std::isfinite(value) ? std::min(value, kVeryExpensive) : kVeryExpensive;
        }
    }
    Solver solver(std::move(work), height, width);
    const auto& column_of_row = solver.solve();
    for (std::size_t i = 0; i < height; ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const auto column = static_cast<std::int64_t>(column_of_row[i]);
        pairs.emplace_back(transposed ? column : row, transposed ? row : column);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

}  // namespace destudio::detection
