// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <QtTest/QtTest>
#include <set>
#include "tests/support/test_main.h"

namespace destudio::random_test {

using destudio::Random;

class RandomTest : public QObject {
    Q_OBJECT

private slots:
    void the_same_seed_gives_the_same_numbers() {
        Random a(7);
        Random b(7);
        Random c(8);
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(a.next(), b.next());
        }
        QVERIFY(a.next() != c.next());
    }

    void uniform_fills_its_range() {
        Random random(1);
        double sum = 0;
        for (int i = 0; i < 10000; ++i) {
            const double value = random.uniform(2, 4);
            QVERIFY(value >= 2 && value < 4);
            sum += value;
        }
        QVERIFY(std::abs(sum / 10000 - 3.0) < 0.02);
    }

    void integers_reach_both_ends() {
        Random random(1);
        std::set<std::int64_t> seen;
        for (int i = 0; i < 1000; ++i) {
            seen.insert(random.integer(-1, 2));
        }
        QCOMPARE(seen, (std::set<std::int64_t>{-1, 0, 1, 2}));
    }

    void normal_has_unit_variance() {
        Random random(3);
        double squares = 0;
        for (int i = 0; i < 20000; ++i) {
            const double value = random.normal();
            squares += value * value;
        }
        QVERIFY(std::abs(squares / 20000 - 1.0) < 0.05);
    }

    void mixed_seeds_differ() {
        QVERIFY(destudio::mix_seeds(1, 2) != destudio::mix_seeds(2, 1));
        QVERIFY(destudio::mix_seeds(0, 0) != destudio::mix_seeds(0, 1));
    }
};

DESTUDIO_TEST(RandomTest)

}  // namespace destudio::random_test

#include "random_test.moc"
