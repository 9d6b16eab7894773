// SPDX-License-Identifier: Apache-2.0
// Which items become part of the dataset.
#include "core/scaleup/ledger.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/scaleup/class_bounds.h"
#include "tests/core/scaleup/scale_up_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::ledger_test {

using namespace destudio::scaleup;

namespace {

ItemRecord record(std::int64_t index, std::vector<std::pair<int, double>> detections, std::uint64_t hash,
                  const std::string& reference = "a", int reference_distance = 30) {
    ItemRecord item;
    item.index = index;
    item.reference = reference;
    item.hash = hash;
    item.reference_distance = reference_distance;
    for (const auto& [class_index, score] : detections) {
        item.detections.push_back({{0, 0, 5, 5}, class_index, score});
    }
    return item;
}

Verdict verdict(Ledger& ledger, ItemRecord item) {
    ledger.add(item);
    return item.verdict;
}

constexpr std::uint64_t kOne = 0x00000000FFFFFFFF;
constexpr std::uint64_t kOther = 0xFFFFFFFF00000000;

}  // namespace

class LedgerTest : public QObject {
    Q_OBJECT

private slots:
    void counts_boxes_from_the_threshold_on() {
        Ledger ledger({0.3, false, {}, 6, {1, 0}});
        QCOMPARE(verdict(ledger, record(0, {{0, 0.3}, {0, 0.9}, {1, 0.29}}, kOne)), Verdict::kKept);
        QVERIFY((ledger.counts().classes == std::vector<std::int64_t>{2, 0}));
        QVERIFY(!ledger.reached());
        QCOMPARE(verdict(ledger, record(1, {{1, 0.5}}, kOther)), Verdict::kKept);
        QVERIFY(ledger.reached());  // 2 > 1 and 1 > 0
    }

    void images_without_a_box_go_or_stay() {
        Ledger drops({0.3, false, {}, 6, {5}});
        QCOMPARE(verdict(drops, record(0, {{0, 0.1}}, kOne)), Verdict::kEmpty);
        QCOMPARE(drops.counts().images, std::int64_t{0});
        QCOMPARE(drops.counts().empty, std::int64_t{1});
        Ledger keeps({0.3, true, {}, 6, {5}});
        QCOMPARE(verdict(keeps, record(0, {{0, 0.1}}, kOne)), Verdict::kKept);
        QCOMPARE(keeps.counts().images, std::int64_t{1});
    }

    void near_duplicates_are_found_and_capped_per_reference() {
        Ledger ledger({0.3, false, 1, 6, {100}});
        const std::vector<std::pair<int, double>> box{{0, 0.9}};
        ItemRecord near_reference = record(0, box, kOne, "a", 6);
        ledger.add(near_reference);
        QCOMPARE(near_reference.near_duplicate.of, NearDuplicate::kReference);
        QCOMPARE(near_reference.verdict, Verdict::kKept);  // the first is allowed
        QCOMPARE(verdict(ledger, record(1, box, kOther, "a", 3)), Verdict::kNearDuplicate);
        ItemRecord near_other = record(2, box, kOne ^ 0x7, "b");
        ledger.add(near_other);
        QCOMPARE(near_other.near_duplicate.of, std::int64_t{0});
        QCOMPARE(near_other.verdict, Verdict::kKept);  // the first of b
        QCOMPARE(verdict(ledger, record(3, box, kOne, "b")), Verdict::kNearDuplicate);
        QCOMPARE(verdict(ledger, record(4, box, kOther, "b")), Verdict::kKept);  // what was left out is no model
        QCOMPARE(ledger.counts().near_duplicates, std::int64_t{2});
        QCOMPARE(ledger.counts().near_duplicates_left_out, std::int64_t{2});
        QCOMPARE(ledger.counts().boxes, std::int64_t{3});
    }

    void a_box_of_an_unknown_class_is_an_error() {
        Ledger ledger({0.3, false, {}, 6, {5}});
        ItemRecord item = record(0, {{3, 0.9}}, kOne);
        QVERIFY_THROWS_EXCEPTION(FormatError, ledger.add(item));
    }

    void records_survive_as_text() {
        ItemRecord item = record(12, {{0, 0.123456789}, {1, 1.0 / 3}}, kOther, "ä \"b\".png", 9);
        item.file_name = "00000012_x.png";
        item.bytes = 345;
        Recipe recipe;
        recipe.size = {64, 32};
        recipe.crop = {0, 0, 64, 32};
        recipe.seed = 4'000'000'000U;
        recipe.prompt = "A \u00e9 \n thing";
        set_recipe(item, recipe);
        item.near_duplicate.of = 4;
        std::string line = to_line(item);
        const auto again = parse_item_line(line, "line");
        QCOMPARE(again.index, item.index);
        QCOMPARE(again.reference, item.reference);
        QVERIFY(recipe_of(again) == recipe);
        QVERIFY(again.size == recipe.size);
        QCOMPARE(again.prompt, recipe.prompt);
        QCOMPARE(again.hash, item.hash);
        QCOMPARE(again.near_duplicate.of, std::int64_t{4});
        QCOMPARE(again.detections.at(1).score, item.detections.at(1).score);
        QVERIFY(again.detections.at(1).box == item.detections.at(1).box);
        QCOMPARE(to_line(again), to_line(item));
        const auto refused = [](std::string text) {
            return test::refusal_of([&text] { parse_item_line(text, "line"); }).starts_with("line is damaged");
        };
        for (const char* wrong :
             {"{\"index\":1}", "[]", "nonsense", "{\"index\":1,\"verdict\":\"maybe\",\"reference\":\"a\"}"}) {
            QVERIFY2(refused(wrong), wrong);
        }
        const std::string sound = to_line(item);
        const auto with = [&sound](const std::string& from, const std::string& to) {
            std::string text = sound;
            return text.replace(text.find(from), from.size(), to);
        };
        QVERIFY(refused(with("[0,0.12", "[1e300,0.12")));  // a class that no whole number holds
        QVERIFY(refused(with("[0,0.12", "[-1,0.12")));
        QVERIFY(refused(with("[0,0.12", "[0,1,0.12")));
        QVERIFY(refused(with("\"reference_distance\":9", "\"reference_distance\":900")));
        QVERIFY(refused(with("\"steps\":", "\"steps\" ")));  // the recipe is handed on as it stands
        QVERIFY(refused(sound + "}"));
        QVERIFY(refused(sound.substr(0, sound.size() - 1)));
    }
};

DESTUDIO_TEST(LedgerTest)

}  // namespace destudio::ledger_test

#include "ledger_test.moc"
