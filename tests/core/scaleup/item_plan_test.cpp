// SPDX-License-Identifier: Apache-2.0
// Which references are chosen, with which seed and ratio.
#include "core/scaleup/item_plan.h"

#include <QtTest/QtTest>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/scaleup/class_bounds.h"
#include "tests/support/test_main.h"

namespace destudio::item_plan_test {

using namespace destudio::scaleup;

namespace {

/// Ten references: eight cats, a dog with a cat, a bird.
ReferenceSet references() {
    ReferenceSet set;
    for (int i = 0; i < 8; ++i) {
        set.references.push_back({{}, std::to_string(i), "", {"cat"}, {{0, 2}}, {64, 64}});
    }
    set.references.push_back({{}, "8", "", {"dog", "cat"}, {{0, 1}, {1, 1}}, {64, 64}});
    set.references.push_back({{}, "9", "", {"bird"}, {{2, 1}}, {64, 64}});
    return set;
}

}  // namespace

class ItemPlanTest : public QObject {
    Q_OBJECT

private slots:
    void uniform_takes_every_reference_once_in_a_pass_and_another_order_in_the_next() {
        const ReferenceSet set = references();
        ItemPlan plan({}, set, {5, 5, 5});
        std::vector<std::size_t> first;
        std::vector<std::size_t> second;
        for (std::int64_t i = 0; i < 10; ++i) {
            first.push_back(plan.item(i).reference);
            second.push_back(plan.item(i + 10).reference);
        }
        QCOMPARE(std::set(first.begin(), first.end()).size(), std::size_t{10});
        QCOMPARE(std::set(second.begin(), second.end()).size(), std::size_t{10});
        QVERIFY(first != second);
    }

    void an_item_depends_on_seed_and_index_alone() {
        const ReferenceSet set = references();
        ScaleUpSettings settings;
        ItemPlan plan(settings, set, {5, 5, 5});
        ItemPlan other(settings, set, {5, 5, 5});
        const auto late = other.item(25);
        for (std::int64_t i = 0; i < 25; ++i) {
            plan.item(i);
        }
        const auto again = plan.item(25);
        QCOMPARE(again.reference, late.reference);
        QCOMPARE(again.seed, late.seed);
        QCOMPARE(again.encode_ratio, late.encode_ratio);
        settings.seed = 2;
        QVERIFY(ItemPlan(settings, set, {5, 5, 5}).item(25).seed != late.seed);
    }

    void ratios_fill_their_range() {
        const ReferenceSet set = references();
        ScaleUpSettings settings;
        settings.lowest_ratio = 0.3;
        settings.highest_ratio = 1.0;
        settings.ratio_draw = RatioDraw::kUniform;
        ItemPlan plan(settings, set, {5, 5, 5});
        constexpr int kItems = 4000;
        std::vector<int> bins(7, 0);
        for (std::int64_t i = 0; i < kItems; ++i) {
            const double ratio = plan.item(i).encode_ratio;
            QVERIFY(ratio >= 0.3 && ratio <= 1.0);
            ++bins[std::min<std::size_t>(6, static_cast<std::size_t>((ratio - 0.3) * 10))];
        }
        for (const int count : bins) {
            QVERIFY2(count > kItems / 7 * 0.8 && count < kItems / 7 * 1.2, qPrintable(QString::number(count)));
        }
    }

    void whole_steps_are_drawn_alike_and_pure_noise_among_them() {
        const ReferenceSet set = references();
        ItemPlan plan({}, set, {5, 5, 5});
        constexpr int kItems = 4400;
        std::map<double, int> times;
        for (std::int64_t i = 0; i < kItems; ++i) {
            ++times[plan.item(i).encode_ratio];
        }
        QCOMPARE(times.size(), std::size_t{22});  // 9 to 30 steps
        for (const auto& [ratio, count] : times) {
            QVERIFY2(count > 130 && count < 280, qPrintable(QString("%1: %2").arg(ratio).arg(count)));
        }
        QVERIFY(times.contains(1.0));
    }

    void the_turn_counts_how_often_a_reference_came() {
        const ReferenceSet set = references();
        ItemPlan uniform({}, set, {5, 5, 5});
        QCOMPARE(uniform.item(3).turn, std::int64_t{0});
        QCOMPARE(uniform.item(27).turn, std::int64_t{2});
        ScaleUpSettings settings;
        settings.selection = Selection::kQuota;
        settings.round_size = 4;
        ItemPlan quota(settings, set, {5, 5, 5});
        quota.begin_round(4, {6, 0, 6});
        for (std::int64_t i = 4; i < 8; ++i) {
            QCOMPARE(quota.item(i).turn, 1 + i - 4);
        }
    }

    void quota_takes_references_that_show_what_lacks() {
        const ReferenceSet set = references();
        ScaleUpSettings settings;
        settings.selection = Selection::kQuota;
        settings.round_size = 20;
        ItemPlan plan(settings, set, {5, 5, 5});
        QVERIFY(!plan.knows(0));
        plan.begin_round(0, {6, 0, 6});  // only dogs lack
        for (std::int64_t i = 0; i < 20; ++i) {
            QCOMPARE(plan.item(i).reference, std::size_t{8});
        }
        QVERIFY(!plan.knows(20));
        plan.begin_round(20, {6, 3, 3});  // dogs and birds lack alike
        int dogs = 0;
        for (std::int64_t i = 20; i < 40; ++i) {
            const auto reference = plan.item(i).reference;
            QVERIFY(reference >= 8);
            dogs += reference == 8 ? 1 : 0;
        }
        QVERIFY(dogs >= 5 && dogs <= 15);
    }

    void quota_of_the_same_counts_is_the_same() {
        const ReferenceSet set = references();
        ScaleUpSettings settings;
        settings.selection = Selection::kQuota;
        ItemPlan a(settings, set, {50, 50, 50});
        ItemPlan b(settings, set, {50, 50, 50});
        a.begin_round(0, {0, 0, 0});
        a.begin_round(100, {30, 10, 20});
        b.begin_round(100, {30, 10, 20});
        for (std::int64_t i = 100; i < 200; ++i) {
            QCOMPARE(a.item(i).reference, b.item(i).reference);
        }
    }

    void quota_falls_back_to_all_when_nothing_that_lacks_is_shown() {
        ReferenceSet set = references();
        set.references.pop_back();  // the bird
        ScaleUpSettings settings;
        settings.selection = Selection::kQuota;
        settings.round_size = 9;
        ItemPlan plan(settings, set, {5, 5, 5});
        plan.begin_round(0, {6, 6, 0});
        std::set<std::size_t> seen;
        for (std::int64_t i = 0; i < 9; ++i) {
            seen.insert(plan.item(i).reference);
        }
        QCOMPARE(seen.size(), std::size_t{9});
    }

    void shards_are_read() {
        QVERIFY((parse_shard("2/4") == Shard{2, 4}));
        QVERIFY((parse_shard("0/4") == Shard{4, 4}));
        for (const char* wrong : {"3/2", "-1/2", "1/0", "1", "a/b", "1/2x", "/2", "1/", "", "1/999999999999"}) {
            QVERIFY_THROWS_EXCEPTION(UsageError, parse_shard(wrong));
        }
    }

    void settings_without_sense_are_refused() {
        const auto refused = [](auto change) {
            ScaleUpSettings settings;
            change(settings);
            try {
                check(settings);
            } catch (const UsageError&) {
                return true;
            }
            return false;
        };
        check(ScaleUpSettings());
        QVERIFY(refused([](auto& s) { s.lower_bound = 0; }));
        QVERIFY(refused([](auto& s) { s.lower_bound = -3; }));
        QVERIFY(refused([](auto& s) { s.class_bounds["cat"] = 0; }));
        QVERIFY(refused([](auto& s) { s.lowest_ratio = 0; }));
        QVERIFY(refused([](auto& s) { s.lowest_ratio = 0.9, s.highest_ratio = 0.5; }));
        QVERIFY(refused([](auto& s) { s.highest_ratio = 1.2; }));
        QVERIFY(refused([](auto& s) { s.steps = 3; }));  // 0.3 of 3 runs none
        QVERIFY(refused([](auto& s) { s.threshold = 2; }));
        QVERIFY(refused([](auto& s) { s.max_images = 0; }));
        QVERIFY(refused([](auto& s) { s.max_hours = -1; }));
        QVERIFY(refused([](auto& s) { s.max_near_duplicates = -1; }));
    }

    void bounds_come_from_the_dataset_and_the_settings() {
        ScaleUpSettings settings;
        settings.lower_bound = 10;
        settings.class_bounds["dog"] = 20;
        const std::vector<std::string> adapter{"cat", "dog", "bird"};
        QVERIFY((class_bounds(settings, {"cat", "dog"}, adapter, "D") == std::vector<std::int64_t>{10, 20, kNoBound}));
        settings.classes = {"bird"};
        QVERIFY((class_bounds(settings, {"cat"}, adapter, "D") == std::vector<std::int64_t>{kNoBound, 20, 10}));
        QVERIFY_THROWS_EXCEPTION(UsageError, class_bounds({}, {"cat", "zebra"}, adapter, "D"));
        settings.classes = {"zebra"};
        QVERIFY_THROWS_EXCEPTION(UsageError, class_bounds(settings, {"cat"}, adapter, "D"));
        QCOMPARE(lacking(10, 10), std::int64_t{1});  // it has to be more
        QCOMPARE(lacking(11, 10), std::int64_t{0});
    }
};

DESTUDIO_TEST(ItemPlanTest)

}  // namespace destudio::item_plan_test

#include "item_plan_test.moc"
