// SPDX-License-Identifier: Apache-2.0
#include "core/base/rung.h"

#include <QtTest/QtTest>
#include <algorithm>
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
        QCOMPARE(effective_steps(Sampler::kDdim, 30, 0.6), 18);
        QCOMPARE(effective_steps(Sampler::kDdim, 30, 1.0), 30);
        QCOMPARE(effective_steps(Sampler::kDdim, 30, 0.03), 0);
        // 10 * 0.7 is 7 in doubles, 30 * 0.7 is 21, but 100 * 0.29 is 28.999999999999996.
        QCOMPARE(effective_steps(Sampler::kDdim, 100, 0.29), 28);
        QCOMPARE(effective_steps(Sampler::kDdim, 30, 0.7), 21);
        QCOMPARE(effective_steps(Sampler::kDdim, 50, 0.58), 28);  // a float product gives 29
        QCOMPARE(effective_steps(Sampler::kDdim, 30, 1.2), 30);
        QCOMPARE(effective_steps(Sampler::kDdim, 30, -0.5), 0);
        QCOMPARE(effective_steps(Sampler::kDdim, 30, std::nan("")), 0);
        QCOMPARE(effective_steps(Sampler::kDdim, 30, std::numeric_limits<double>::infinity()), 30);
    }

    void one_sentence_for_each_problem() {
        validate_rung(Sampler::kDdim, 30, 0.3);
        validate_rung(Sampler::kDdim, 1, 1);
        const auto sentence = [](double ratio, int steps) {
            try {
                validate_rung(Sampler::kDdim, steps, ratio);
            } catch (const UsageError& error) {
                return std::string(error.what());
            }
            return std::string();
        };
        for (const double ratio : {0.0, -0.1, 1.2, std::nan(""), std::numeric_limits<double>::infinity()}) {
            QVERIFY(rung_problem(Sampler::kDdim, 30, ratio) == RungProblem::kOutsideRange);
            QVERIFY(sentence(ratio, 30).find("is not an encode ratio") != std::string::npos);
        }
        QVERIFY(rung_problem(Sampler::kDdim, 9, 0.1) == RungProblem::kNoStep);
        QCOMPARE(sentence(0.1, 9), std::string("The encode ratio 0.1 runs no step of 9; take a larger ratio or more "
                                               "steps."));
    }

    void ratios_with_the_same_steps_are_joined() {
        const DistinctRungs distinct = distinct_rungs({0.6, 0.31, 0.3, 0.01, 0.3}, {7, 2, 7}, Sampler::kDdim, 30);
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

    void whole_steps_of_a_range_end_at_pure_noise() {
        const auto ratios = whole_step_ratios(Sampler::kDpmpp2m, 30, 0.3, 1.0);
        QCOMPARE(ratios.size(), std::size_t{22});
        for (std::size_t i = 0; i < ratios.size(); ++i) {
            QCOMPARE(effective_steps(Sampler::kDpmpp2m, 30, ratios[i]), 9 + static_cast<int>(i));
        }
        QCOMPARE(ratios.back(), 1.0);
        for (const int steps : {1, 3, 7, 49, 250, 999, 1000}) {
            const auto all = whole_step_ratios(Sampler::kDdim, steps, std::min(1.0, 1.0 / steps + 1e-9), 1.0);
            QCOMPARE(all.size(), static_cast<std::size_t>(steps));
            for (std::size_t i = 0; i < all.size(); ++i) {
                QCOMPARE(effective_steps(Sampler::kDdim, steps, all[i]), 1 + static_cast<int>(i));
            }
        }
        QCOMPARE(whole_step_ratios(Sampler::kDdim, 30, 0.32, 0.34), (std::vector<double>{0.32, 0.3334}));
        const auto grid = whole_step_ratios(Sampler::kLcm, 4, 0.3, 1.0);  // LCM runs all steps of a part of its grid
        QCOMPARE(grid.size(), std::size_t{36});
    }

    void consistency_samplers_run_all_steps_at_every_ratio() {
        for (const double ratio : {0.1, 0.3, 0.6, 0.9, 1.0}) {
            QCOMPARE(effective_steps(Sampler::kLcm, 4, ratio), 4);
            QCOMPARE(effective_steps(Sampler::kTcd, 4, ratio), 4);
        }
        QVERIFY(rung_problem(Sampler::kLcm, 8, 0.1) == RungProblem::kTooManySteps);
        QVERIFY(rung_problem(Sampler::kLcm, 51, 1.0) == RungProblem::kTooManySteps);
        QVERIFY(rung_problem(Sampler::kLcm, 4, 1.1) == RungProblem::kOutsideRange);
        try {
            validate_rung(Sampler::kLcm, 8, 0.1);
            QFAIL("8 steps at 0.1 were taken");
        } catch (const UsageError& error) {
            QCOMPARE(std::string(error.what()),
                     std::string("The encode ratio 0.1 has room for 5 steps with lcm and tcd, not 8; take fewer steps "
                                 "or a larger ratio."));
        }
        // Each ratio is another picture, as long as it keeps another part of the grid.
        const DistinctRungs distinct = distinct_rungs({0.3, 0.31, 0.6}, {1}, Sampler::kLcm, 4);
        QCOMPARE(distinct.ratios, (std::vector<double>{0.3, 0.6}));
        QCOMPARE(distinct.joined.front().steps, 4);
        QCOMPARE(distinct_rungs({0.3, 0.32, 0.6}, {1}, Sampler::kLcm, 4).ratios.size(), std::size_t{3});
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
