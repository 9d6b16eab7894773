// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/rung_batches.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::rung_batches_test {

using destudio::diffusion::RungBatches;

namespace {

/// Feeds calls whose seconds `cost` gives until the choice settles. @return rungs of the next call
template <class Cost>
std::size_t settled(RungBatches& batches, std::size_t active, const Cost& cost) {
    for (int i = 0; i < 10; ++i) {
        const std::size_t count = batches.next(active);
        batches.record_call(count, cost(count));
    }
    return batches.next(active);
}

}  // namespace

class RungBatchesTest : public QObject {
    Q_OBJECT

private slots:
    void both_ways_are_tried_and_the_faster_stays() {
        RungBatches gaining(16);
        QCOMPARE(settled(gaining, 5, [](std::size_t n) { return 1.0 + 0.2 * static_cast<double>(n); }), std::size_t{5});
        RungBatches losing(16);
        QCOMPARE(settled(losing, 5, [](std::size_t n) { return n == 1 ? 1.0 : 1.1 * static_cast<double>(n); }),
                 std::size_t{1});
    }

    void memory_and_the_rungs_left_bound_a_call() {
        RungBatches batches(3);
        const auto cheap = [](std::size_t) { return 1.0; };
        QCOMPARE(settled(batches, 5, cheap), std::size_t{3});
        QCOMPARE(batches.next(2), std::size_t{2});
        QCOMPARE(batches.next(1), std::size_t{1});
    }

    void one_is_never_exceeded_where_bits_depend_on_the_batch() {
        RungBatches batches(1);
        QCOMPARE(settled(batches, 5, [](std::size_t) { return 1.0; }), std::size_t{1});
    }

    void slow_first_calls_do_not_decide() {
        RungBatches batches(16);
        int calls = 0;
        const auto cost = [&](std::size_t n) { return ++calls == 3 ? 100.0 : 1.0 + 0.1 * static_cast<double>(n); };
        QCOMPARE(settled(batches, 4, cost), std::size_t{4});
    }

    void something_always_fits() {
        QVERIFY(destudio::diffusion::rungs_that_fit(std::int64_t{1} << 62) == 1);
        QVERIFY(destudio::diffusion::rungs_that_fit(1) > 1);
    }
};

DESTUDIO_TEST(RungBatchesTest)

}  // namespace destudio::rung_batches_test

#include "rung_batches_test.moc"
