// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/ui_fixture.h"
#include "ui/session/ladder_plan.h"

namespace destudio::ladder_plan_test {

using namespace destudio::ui;
using destudio::test::UiFixture;

class LadderPlanTest : public QObject {
    Q_OBJECT

private slots:
    void rows_are_seeds_and_columns_rising_ratios() {
        UiFixture f;  // has ratio 0.6, seed 7
        auto& variants = f.project().variants();
        const RowId low = variants.add(f.reference, f.files.variant(0.3, 7), {"cat", "dog"}).id;
        const RowId other = variants.add(f.reference, f.files.variant(0.3, 2), {"cat", "dog"}).id;
        const auto plan = make_ladder_plan(variants.of_reference(f.reference), {{0.9, 7}}, 30);
        QCOMPARE(plan.columns.size(), std::size_t{3});
        QCOMPARE(plan.columns[2].ratio, 0.9);
        QCOMPARE(plan.seeds, (std::vector<std::uint64_t>{2, 7}));
        QCOMPARE(plan.places.size(), std::size_t{6});
        QCOMPARE(plan.place_of(other)->row, 0);
        QCOMPARE(plan.place_of(low)->row, 1);
        QCOMPARE(plan.place_of(low)->column, 1);
        QCOMPARE(plan.place_of(Rung{0.9, 7})->variant_id, RowId{0});
        QVERIFY(!plan.place_of(Rung{0.5, 7}));
        const auto targets = ladder_targets(f.project(), f.reference);
        QCOMPARE(targets.size(), std::size_t{4});
        QVERIFY(targets.front() == f.on_reference());
        QCOMPARE(targets[1].id, other);
        QVERIFY(targets.back() == f.on_variant());
    }

    void the_newest_variant_of_a_place_counts() {
        UiFixture f;
        auto newer = f.files.variant();
        newer.recipe.prompt = "Another prompt.";
        const RowId id = f.project().variants().add(f.reference, newer, {"cat", "dog"}).id;
        const auto plan = make_ladder_plan(f.project().variants().of_reference(f.reference), {}, 0);
        QCOMPARE(plan.places.size(), std::size_t{1});
        QCOMPARE(plan.places[0].variant_id, id);
    }

    void walking_goes_through_the_ladder_and_on() {
        UiFixture f;
        Reference next;
        next.path = f.files.file.parent_path() / "next.png";
        next.hash = std::string(64, 'f');
        next.size = {8, 8};
        const RowId second = f.project().references().add(next);
        QVERIFY(f.workspace.target() == f.on_reference());
        f.edits.go(1);
        QVERIFY(f.workspace.target() == f.on_variant());
        f.edits.go(1);
        QCOMPARE(f.workspace.reference(), second);
        f.edits.go(1);
        QCOMPARE(f.workspace.reference(), second);
        f.edits.go(-1);
        QVERIFY(f.workspace.target() == f.on_variant());
    }

    void column_titles_name_ratio_and_steps() {
        QCOMPARE(column_title({0.3, 1}), QStringLiteral("30 % · 1 step"));
        QVERIFY(column_title({0.125, 4}).startsWith(QLocale().toString(12.5, 'f', 1)));
    }
};

DESTUDIO_GUI_TEST(LadderPlanTest)

}  // namespace destudio::ladder_plan_test

#include "ladder_plan_test.moc"
