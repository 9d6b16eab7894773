// SPDX-License-Identifier: Apache-2.0
#include "core/base/rung.h"

#include <QtTest/QtTest>
#include <cmath>
#include <limits>
#include <string>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::rung_test {

class RungTest : public QObject {
    Q_OBJECT

private slots:
    void counts_steps_as_diffusers_does() {
        QCOMPARE(effective_steps(30, 0.6), 18);
        QCOMPARE(effective_steps(30, 1.0), 30);
        QCOMPARE(effective_steps(30, 0.03), 0);
        // 10 * 0.7 is 7 in doubles, 30 * 0.7 is 21, but 100 * 0.29 is 28.999999999999996.
        QCOMPARE(effective_steps(100, 0.29), 28);
        QCOMPARE(effective_steps(30, 0.7), 21);
        QCOMPARE(effective_steps(50, 0.58), 28);  // a float product gives 29
        QCOMPARE(effective_steps(30, 1.2), 30);
        QCOMPARE(effective_steps(30, -0.5), 0);
        QCOMPARE(effective_steps(30, std::nan("")), 0);
        QCOMPARE(effective_steps(30, std::numeric_limits<double>::infinity()), 30);
    }

    void one_sentence_for_each_problem() {
        validate_rung(30, 0.3);
        validate_rung(1, 1);
        const auto sentence = [](double ratio, int steps) {
            try {
                validate_rung(steps, ratio);
            } catch (const UsageError& error) {
                return std::string(error.what());
            }
            return std::string();
        };
        for (const double ratio : {0.0, -0.1, 1.2, std::nan(""), std::numeric_limits<double>::infinity()}) {
            QVERIFY(rung_problem(30, ratio) == RungProblem::kOutsideRange);
            QVERIFY(sentence(ratio, 30).find("is not an encode ratio") != std::string::npos);
        }
        QVERIFY(rung_problem(9, 0.1) == RungProblem::kNoStep);
        QCOMPARE(sentence(0.1, 9), std::string("The encode ratio 0.1 runs no step of 9; take a larger ratio or more "
                                               "steps."));
    }

    void ratios_with_the_same_steps_are_joined() {
        const DistinctRungs distinct = distinct_rungs({0.6, 0.31, 0.3, 0.01, 0.3}, {7, 2, 7}, 30);
        QCOMPARE(distinct.ratios, (std::vector<double>{0.3, 0.6}));
        QCOMPARE(distinct.joined.size(), std::size_t{2});
        QCOMPARE(distinct.joined[1].ratio, 0.31);
        QCOMPARE(distinct.joined[1].kept, 0.3);
        QCOMPARE(distinct.joined[1].steps, 9);
        QCOMPARE(distinct.repeated_seeds, (std::vector<std::uint64_t>{7}));
        const std::vector<Rung> wanted{{0.3, 7}, {0.6, 7}, {0.3, 2}, {0.6, 2}};
        QCOMPARE(distinct.rungs.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            QVERIFY(distinct.rungs[i].same_place(wanted[i]));
        }
    }

    void places_are_the_same_within_the_digits_of_a_file() {
        QVERIFY((Rung{0.1 + 0.2, 1}.same_place({0.3, 1})));
        QVERIFY(!(Rung{0.3, 1}.same_place({0.3, 2})));
        QVERIFY(!(Rung{0.3, 1}.same_place({0.3001, 1})));
    }
};

DESTUDIO_TEST(RungTest)

}  // namespace destudio::rung_test

#include "rung_test.moc"
