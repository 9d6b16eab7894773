// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_report.h"

#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/study/gain_text.h"
#include "tests/support/test_main.h"

namespace destudio::gain_report_test {

using namespace study;

namespace {

/// An arm whose mAP is `ap` less and more than 0.01.
GainResult measured(GainSet set, int multiple, double ap, std::int64_t steps = 100) {
    GainResult result;
    result.arm = {set, multiple, steps, to_string(set) + std::to_string(multiple), "x"};
    result.images = static_cast<std::uint64_t>(10 * (1 + multiple));
    for (const double shift : {-0.01, 0.01}) {
        TwelveFigures figures{};
        figures.fill(-1);
        figures[0] = ap + shift;
        result.figures.push_back(figures);
        result.ap_by_class["cat"].push_back(ap + shift);
        result.ap_by_class["bo|at"].push_back(-1);
    }
    return result;
}

GainReport report_of(std::vector<GainResult> results) {
    GainReport report;
    report.results = std::move(results);
    report.seeds = {1, 2};
    report.real = 10;
    report.real_annotations = {{"cat", 7}, {"bo|at", 3}, {"never", 0}};
    report.variant_annotations = {{"cat", 20}, {"bo|at", 0}, {"never", 0}};
    return report;
}

}  // namespace

class GainReportTest : public QObject {
    Q_OBJECT

private slots:
    void mean_and_deviation_of_a_sample() {
        QCOMPARE(mean_and_deviation({3}), (MeanAndDeviation{3, 0}));
        const auto value = mean_and_deviation({1, 2, 3, 6});
        QCOMPARE(value.mean, 3.0);
        QVERIFY(std::abs(value.deviation - std::sqrt(14.0 / 3)) < 1e-12);
        QCOMPARE(mean_and_deviation({0.5, -1}).mean, -1.0);  // undefined
        QCOMPARE(mean_and_deviation({}).mean, -1.0);
    }

    void arms_are_sets_with_multiples_and_schedules() {
        const auto arms = gain_arms({GainSet::kReal, GainSet::kRealAndVariants}, {3, 1, 3}, {200, 100});
        std::vector<std::string> names;
        for (const GainArm& arm : arms) {
            names.push_back(arm.name);
        }
        QCOMPARE(names, (std::vector<std::string>{"real, 200 steps", "real + variants 1x, 200 steps",
                                                  "real + variants 3x, 200 steps", "real, 100 steps",
                                                  "real + variants 1x, 100 steps", "real + variants 3x, 100 steps"}));
        QCOMPARE(arms[2].folder, std::string("real+variants-3-200"));
        QCOMPARE(gain_arms({GainSet::kRealAndVariants}, {5}, {100})[0].name, std::string("real + variants"));
        for (const std::string& word : gain_set_words()) {
            QCOMPARE(to_string(parse_gain_set(word)), word);
        }
        QVERIFY_EXCEPTION_THROWN(parse_gain_set("fake"), UsageError);
    }

    void it_says_where_more_variants_stop_helping() {
        const auto say = [](std::vector<double> aps) {
            std::vector<GainResult> results{measured(GainSet::kReal, 0, aps[0])};
            for (std::size_t i = 1; i < aps.size(); ++i) {
                results.push_back(measured(GainSet::kRealAndVariants, static_cast<int>(i), aps[i]));
            }
            const auto sentences = where_more_stops_helping(report_of(results));
            return sentences.size() == 1 ? sentences.front() : std::string();
        };
        QVERIFY(say({0.1, 0.2}).empty());  // one multiple tells nothing about more
        QCOMPARE(say({0.1, 0.2, 0.3}), std::string("More variants still help at 2x, the most that was tried."));
        QCOMPARE(say({0.1, 0.2, 0.3, 0.305}),
                 std::string("More variants stop helping at 2x: 3 of each picture change mAP by +0.005 against 2, the "
                             "spread over seeds is 0.014."));
        QVERIFY(say({0.3, 0.2, 0.4}).find("Variants do not help: 1 of each picture change mAP by -0.100") == 0);
        auto one_seed = report_of({measured(GainSet::kReal, 0, 0.1), measured(GainSet::kRealAndVariants, 1, 0.2),
                                   measured(GainSet::kRealAndVariants, 2, 0.3)});
        for (auto& result : one_seed.results) {
            result.figures.resize(1);
        }
        QVERIFY(where_more_stops_helping(one_seed).front().find("cannot be told from one seed") != std::string::npos);
    }

    void tables_compare_with_the_first_arm_of_the_schedule() {
        const auto report =
            report_of({measured(GainSet::kReal, 0, 0.1), measured(GainSet::kRealAndVariants, 5, 0.25),
                       measured(GainSet::kReal, 0, 0.2, 300), measured(GainSet::kRealAndVariants, 5, 0.26, 300)});
        const std::string text = to_markdown(report, "A title");
        QVERIFY(text.starts_with("# A title\n"));
        QVERIFY(text.find("| real0 | 10 (1.0x) | 0.100 ± 0.014 | - |") != std::string::npos);
        QVERIFY(text.find("| real+variants5 | 60 (6.0x) | 0.250 ± 0.014 (+0.150) |") != std::string::npos);
        QVERIFY(text.find("0.260 ± 0.014 (+0.060)") != std::string::npos);
        // The class with fewer boxes first; what was neither learned nor measured is left out.
        const auto boat = text.find("| bo\\|at | 3 | 0 | - | - | - | - | - | - |");
        const auto cat = text.find("| cat | 7 | 20 | 0.100 ± 0.014 | 0.250 ± 0.014 | +0.150 |");
        QVERIFY(boat != std::string::npos && cat != std::string::npos && boat < cat);
        QVERIFY(text.find("never") == std::string::npos);
        const auto json = to_json(report);
        QVERIFY(std::abs(json["arms"][3]["AP_difference"].get<double>() - 0.06) < 1e-9);
        QVERIFY(!json["arms"][2].contains("AP_difference"));
        QCOMPARE(json["arms"][1]["AP_by_seed"].size(), std::size_t{2});
        QVERIFY(std::abs(json["by_class"]["cat"]["AP_difference"]["real+variants5"].get<double>() - 0.06) < 1e-9 ||
                std::abs(json["by_class"]["cat"]["AP_difference"]["real+variants5"].get<double>() - 0.15) < 1e-9);
        QVERIFY(arms_chart(report, "Chart").find(">0.25<") != std::string::npos);
        QVERIFY(classes_chart(report, report.results[0], report.results[1]).find(">gain<") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(GainReportTest)

}  // namespace destudio::gain_report_test

#include "gain_report_test.moc"
