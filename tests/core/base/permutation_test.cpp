// SPDX-License-Identifier: Apache-2.0
#include "core/base/permutation.h"

#include <QTest>
#include <set>

#include "tests/support/test_main.h"

namespace destudio::permutation_test {

class PermutationTest : public QObject {
    Q_OBJECT

private slots:
    void every_number_comes_once_in_another_order_for_another_seed() {
        for (const std::uint64_t count : {1U, 2U, 3U, 7U, 16U, 17U, 1000U}) {
            std::vector<std::uint64_t> order;
            std::vector<std::uint64_t> other;
            for (std::uint64_t i = 0; i < count; ++i) {
                order.push_back(permuted(i, count, 1));
                other.push_back(permuted(i, count, 2));
                QVERIFY(order.back() < count);
            }
            QCOMPARE(std::set(order.begin(), order.end()).size(), static_cast<std::size_t>(count));
            QVERIFY(count < 7 || order != other);
        }
    }
};

DESTUDIO_CORE_TEST(PermutationTest)

}  // namespace destudio::permutation_test

#include "permutation_test.moc"
