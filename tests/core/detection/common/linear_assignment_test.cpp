// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/linear_assignment.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/random.h"
#include "tests/support/test_main.h"

namespace destudio::linear_assignment_test {

using namespace destudio::detection;

namespace {

double total(const std::vector<double>& cost, std::int64_t columns,
             const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
    double sum = 0;
    for (const auto& [row, column] : pairs) {
        sum += cost[static_cast<std::size_t>(row * columns + column)];
    }
    return sum;
}

/// Smallest sum over all permutations of the columns, rows <= columns.
double brute_force(const std::vector<double>& cost, std::int64_t rows, std::int64_t columns) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(columns));
    std::iota(order.begin(), order.end(), 0);
    double best = std::numeric_limits<double>::infinity();
    do {
        double sum = 0;
        for (std::int64_t i = 0; i < rows; ++i) {
            sum += cost[static_cast<std::size_t>(i * columns + order[static_cast<std::size_t>(i)])];
        }
        best = std::min(best, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

}  // namespace

class LinearAssignmentTest : public QObject {
    Q_OBJECT

private slots:
    void finds_the_optimum() {
        Random random(11);
        for (int round = 0; round < 300; ++round) {
            const std::int64_t columns = random.integer(1, 6);
            const std::int64_t rows = random.integer(1, columns);
            std::vector<double> cost;
            for (std::int64_t i = 0; i < rows * columns; ++i) {
                cost.push_back(random.chance(0.2) ? -1.0 : random.uniform(-5, 5));
            }
            const auto pairs = linear_assignment(cost, rows, columns);
            QCOMPARE(pairs.size(), static_cast<std::size_t>(rows));
            QVERIFY(std::abs(total(cost, columns, pairs) - brute_force(cost, rows, columns)) < 1e-9);

            std::vector<double> transposed(cost.size());
            for (std::int64_t i = 0; i < rows; ++i) {
                for (std::int64_t j = 0; j < columns; ++j) {
                    transposed[static_cast<std::size_t>(j * rows + i)] =
                        cost[static_cast<std::size_t>(i * columns + j)];
                }
            }
            const auto tall = linear_assignment(transposed, columns, rows);
            QCOMPARE(tall.size(), static_cast<std::size_t>(rows));
            QVERIFY(std::is_sorted(tall.begin(), tall.end()));
            QVERIFY(std::abs(total(transposed, rows, tall) - total(cost, columns, pairs)) < 1e-9);
        }
    }

    void survives_nan_and_infinity() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<double> cost = {nan, 1.0, infinity, 2.0, nan, 5.0};
        const auto pairs = linear_assignment(cost, 2, 3);
        QCOMPARE(pairs, (std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 1}, {1, 0}}));
        const std::vector<double> only_nan(6, nan);
        QCOMPARE(linear_assignment(only_nan, 3, 2).size(), std::size_t{2});
    }

    void nothing_to_assign() {
        QVERIFY(linear_assignment({}, 0, 5).empty());
        QVERIFY(linear_assignment({}, 5, 0).empty());
    }
};

DESTUDIO_TEST(LinearAssignmentTest)

}  // namespace destudio::linear_assignment_test

#include "linear_assignment_test.moc"
