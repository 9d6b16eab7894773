// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/variant_search.h"

#include <QtTest/QtTest>
#include <algorithm>

#include "core/base/error.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::variant_search_test {

using destudio::test::ProjectFixture;

namespace {

/// Two references; variants with detections cat 0.9 (29x38), dog 0.4 (15.5x16.25) and cat 0.1.
struct Fixture : ProjectFixture {
    RowId street = add_reference("street.png");
    RowId farm = add_reference("farm_100%.png");
    RowId a = add_variant(street, 0.9, 1);
    RowId b = add_variant(street, 0.3, 1);
    RowId c = add_variant(farm, 0.6, 2);

    std::vector<RowId> find(const std::string& text, VariantOrder order = VariantOrder::kLadder,
                            double threshold = 0.3) {
        return project->search().find(parse_variant_filter(text), order, threshold);
    }
};

using Ids = std::vector<RowId>;

}  // namespace

class VariantSearchTest : public QObject {
    Q_OBJECT

private slots:
    void orders() {
        Fixture f;
        QCOMPARE(f.find(""), (Ids{f.b, f.a, f.c}));
        QCOMPARE(f.find("", VariantOrder::kNewest), (Ids{f.c, f.b, f.a}));
        // Own boxes leave nothing to expect: first among the quick ones.
        f.project->annotations().materialise(f.c, 0.3);
        QCOMPARE(f.find("", VariantOrder::kFewestEdits), (Ids{f.c, f.a, f.b}));
        QCOMPARE(f.find("", VariantOrder::kMaxEdits), (Ids{f.a, f.b, f.c}));
    }

    void filters_by_what_the_recipe_says() {
        Fixture f;
        QCOMPARE(f.find("ratio:0.3"), (Ids{f.b}));
        QCOMPARE(f.find("ratio:[0.3,0.6]"), (Ids{f.b, f.c}));
        QCOMPARE(f.find("ratio:[0.3,0.6)"), (Ids{f.b}));
        QCOMPARE(f.find("seed:2"), (Ids{f.c}));
        QCOMPARE(f.find("seed:1,2"), (Ids{f.b, f.a, f.c}));
        QCOMPARE(f.find("guidance:7.5"), (Ids{f.b, f.a, f.c}));
        QCOMPARE(f.find("guidance:[8,]"), Ids{});
        const RowId huge = f.add_variant(f.farm, 0.6, 18446744073709551615ULL);
        QCOMPARE(f.find("seed:18446744073709551615"), (Ids{huge}));
    }

    void filters_by_state() {
        Fixture f;
        f.project->variants().set_states({{f.a, VariantState::kAccepted}, {f.c, VariantState::kRejected}});
        QCOMPARE(f.find("state:accepted"), (Ids{f.a}));
        QCOMPARE(f.find("state:new,rejected"), (Ids{f.b, f.c}));
        QCOMPARE(f.project->variants().count_by_state(),
                 (std::map<VariantState, std::size_t>{
                     {VariantState::kAccepted, 1}, {VariantState::kNew, 1}, {VariantState::kRejected, 1}}));
    }

    void filters_by_shown_boxes() {
        Fixture f;
        QCOMPARE(f.find("class:dog").size(), std::size_t{3});
        QCOMPARE(f.find("class:dog", VariantOrder::kLadder, 0.5), Ids{});
        QCOMPARE(f.find("class:cat score:[0.2,0.8]"), Ids{});
        QCOMPARE(f.find("score:[0.2,0.8]").size(), std::size_t{3});
        QCOMPARE(f.find("size:[30,34]").size(), std::size_t{3});
        QCOMPARE(f.find("size:large"), Ids{});
        QCOMPARE(f.find("class:dog aspect:[0.9,1]").size(), std::size_t{3});
        QCOMPARE(f.find("class:cat aspect:[0.9,1]"), Ids{});
        QCOMPARE(f.find("boxes:2").size(), std::size_t{3});
        QCOMPARE(f.find("boxes:[0,1]"), Ids{});
        QCOMPARE(f.find("boxes:3", VariantOrder::kLadder, 0.05).size(), std::size_t{3});
        // A person's own boxes do not follow the threshold.
        auto own = f.project->annotations().materialise(f.b, 0.3);
        own.pop_back();
        f.project->annotations().replace(f.b, own);
        QCOMPARE(f.find("class:dog"), (Ids{f.a, f.c}));
        QCOMPARE(f.find("class:cat", VariantOrder::kLadder, 0.95), (Ids{f.b}));
        QCOMPARE(f.find("boxes:1"), (Ids{f.b}));
        f.project->annotations().replace(f.b, {});
        QCOMPARE(f.find("boxes:0"), (Ids{f.b}));
        QVERIFY_THROWS_EXCEPTION(UsageError, f.find("class:zebra"));
    }

    void filters_by_text() {
        Fixture f;
        QCOMPARE(f.find("STREET"), (Ids{f.b, f.a, f.c}));  // every caption says "A street."
        QCOMPARE(f.find("farm"), (Ids{f.c}));
        QCOMPARE(f.find("100%"), (Ids{f.c}));
        QCOMPARE(f.find("100_"), Ids{});
        QCOMPARE(f.find("\"with cat\" farm"), (Ids{f.c}));
        QCOMPARE(f.find("street' OR 1"), Ids{});
    }

    void summarises_what_is_on_screen() {
        Fixture f;
        f.project->annotations().replace(f.b, {});
        f.project->variants().set_state(f.b, VariantState::kEdited);
        const auto list = f.project->search().summaries({f.c, 4711, f.b}, 0.3);
        QCOMPARE(list.size(), std::size_t{2});
        QCOMPARE(list[0].id, f.c);
        QCOMPARE(list[0].reference.filename().string(), std::string("farm_100%.png"));
        QCOMPARE(list[0].size, (Size{64, 64}));
        QCOMPARE(list[0].ratio, 0.6);
        QCOMPARE(list[0].boxes.size(), std::size_t{2});
        QCOMPARE(list[0].boxes[0].score, 0.9);
        QVERIFY(std::abs(list[0].expected_edits - (0.1 + 0.6 + 0.1)) < 1e-12);
        QVERIFY(std::filesystem::exists(list[0].image));
        QVERIFY(list[1].boxes.empty());
        QVERIFY(list[1].state == VariantState::kEdited);
        QCOMPARE(list[1].expected_edits, 0.0);
        QVERIFY(f.project->search().summaries({}, 0.3).empty());
    }

    void counts_expected_edits() {
        QCOMPARE(expected_edits({}, 0.3), 0.0);
        QCOMPARE(expected_edits({1.0, 0.5, 0.25}, 0.5), 0.75);
        QCOMPARE(expected_edits({0.5}, 0.6), 0.5);
    }
};

DESTUDIO_CORE_TEST(VariantSearchTest)

}  // namespace destudio::variant_search_test

#include "variant_search_test.moc"
