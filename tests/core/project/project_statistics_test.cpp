// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_statistics.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::project_statistics_test {

using destudio::test::ProjectFixture;

namespace {

using Bins = std::vector<ProjectStatistics::Bin>;

std::size_t at(const Bins& bins, double value) {
    for (const auto& bin : bins) {
        if (bin.range.contains(value)) {
            return bin.count;
        }
    }
    return 4711;
}

std::size_t total(const Bins& bins) {
    std::size_t sum = 0;
    for (const auto& bin : bins) {
        sum += bin.count;
    }
    return sum;
}

}  // namespace

class ProjectStatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void counts_shown_boxes_and_decisions() {
        // Every variant: cat 0.9 of 29 x 38, dog 0.4 of 15.5 x 16.25, cat 0.1 of 20 x 20.
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const RowId accepted = f.add_variant(reference, 0.3, 1);
        const RowId rejected = f.add_variant(reference, 0.6, 1);
        f.add_variant(reference, 0.6, 2);
        const RowId empty = f.add_variant(reference, 0.3, 2);
        f.project->variants().add_failed(reference, ProjectFixture::recipe(0.9, 3), "No.");
        f.project->variants().set_states({{accepted, VariantState::kAccepted}, {rejected, VariantState::kRejected}});
        f.project->annotations().replace(empty, {});
        f.project->variants().set_state(empty, VariantState::kEdited);

        const auto s = project_statistics(*f.project, 0.3);
        QCOMPARE(s.variants, std::size_t{3});
        QCOMPARE(s.classes.size(), std::size_t{2});
        QCOMPARE(s.classes[0].name, std::string("cat"));
        QCOMPARE(s.classes[0].accepted, std::size_t{1});
        QCOMPARE(s.classes[0].open, std::size_t{1});
        QCOMPARE(at(s.sides, std::sqrt(29.0 * 38)), std::size_t{2});
        QCOMPARE(at(s.sides, std::sqrt(15.5 * 16.25)), std::size_t{2});
        QCOMPARE(total(s.sides), std::size_t{4});
        QCOMPARE(at(s.aspects, 29.0 / 38), std::size_t{2});
        QCOMPARE(at(s.per_image, 0), std::size_t{1});
        QCOMPARE(at(s.per_image, 2), std::size_t{2});
        QCOMPARE(total(s.per_image), s.variants);
        QCOMPARE(at(s.scores, 0.9), std::size_t{4});  // detections, whoever decided what
        QCOMPARE(at(s.scores, 0.41), std::size_t{4});
        QCOMPARE(at(s.scores, 0.1), std::size_t{4});
        QCOMPARE(total(s.scores), std::size_t{12});
        QCOMPARE(s.by_ratio.size(), std::size_t{2});
        QCOMPARE(s.by_ratio[0].value, 0.3);
        QCOMPARE(s.by_ratio[0].rate(), 1.0);
        QCOMPARE(s.by_ratio[1].rate(), 0.0);
        QCOMPARE(s.by_ratio[1].open, std::size_t{1});
        QCOMPARE(s.by_guidance.size(), std::size_t{1});
        QCOMPARE(s.by_guidance[0].rate(), 2.0 / 3);

        // The threshold decides what is shown.
        QCOMPARE(total(project_statistics(*f.project, 0.5).sides), std::size_t{2});
        QCOMPARE(total(project_statistics(*f.project, 0.05).sides), std::size_t{6});
    }

    void agrees_with_the_search() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        for (int i = 0; i < 3; ++i) {
            f.add_variant(reference, 0.6, static_cast<std::uint64_t>(i));
        }
        const auto s = project_statistics(*f.project, 0.3);
        for (const auto& bin : s.sides) {
            VariantFilter filter;
            filter.side = bin.range;
            const auto found = f.project->search().find(filter, VariantOrder::kLadder, 0.3);
            QCOMPARE(found.empty(), bin.count == 0);
        }
        for (const auto& bin : s.per_image) {
            VariantFilter filter;
            filter.boxes = bin.range;
            QCOMPARE(f.project->search().find(filter, VariantOrder::kLadder, 0.3).size(), bin.count);
        }
    }

    void an_empty_project_has_none() {
        ProjectFixture f;
        const auto s = project_statistics(*f.project, 0.3);
        QCOMPARE(s.variants, std::size_t{0});
        QCOMPARE(total(s.per_image), std::size_t{0});
        QVERIFY(s.by_ratio.empty());
    }

    void the_lower_bound_is_kept() {
        ProjectFixture f;
        QCOMPARE(f.project->settings().lower_bound(), 80);
        f.project->settings().set_lower_bound(250);
        f.reopen();
        QCOMPARE(f.project->settings().lower_bound(), 250);
        QVERIFY_THROWS_EXCEPTION(UsageError, f.project->settings().set_lower_bound(-1));
    }
};

DESTUDIO_CORE_TEST(ProjectStatisticsTest)

}  // namespace destudio::project_statistics_test

#include "project_statistics_test.moc"
