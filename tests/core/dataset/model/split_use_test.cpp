// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/split_use.h"

#include <QTest>

#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::split_use_test {

using namespace destudio::dataset;
using destudio::dataset::test::error_of;

namespace {

using Positions = std::vector<std::size_t>;

Dataset with_splits(const std::vector<std::string>& splits) {
    Dataset dataset;
    for (const std::string& split : splits) {
        Image image;
        image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
        image.file_name = std::to_string(image.id) + ".png";
        image.split = split;
        dataset.images.push_back(image);
    }
    return dataset;
}

}  // namespace

class SplitUseTest : public QObject {
    Q_OBJECT

private slots:
    void nothing_learns_from_test() {
        const Dataset all = with_splits({"train", "val", "test", "", "train"});
        QVERIFY(images_for(all, SplitUse::kLearn, {}, "set") == (Positions{0, 4}));
        QVERIFY(images_for(all, SplitUse::kRedraw, {}, "set") == (Positions{0, 4}));
        QVERIFY(images_for(all, SplitUse::kSteer, {}, "set") == (Positions{1}));
        QVERIFY(images_for(all, SplitUse::kCompare, {}, "set") == (Positions{1}));
        QVERIFY(images_for(all, SplitUse::kFinal, {}, "set") == (Positions{2}));
        QVERIFY(images_for(all, SplitUse::kLearn, {"train", "val"}, "set") == (Positions{0, 1, 4}));
        QVERIFY_EXCEPTION_THROWN(images_for(all, SplitUse::kLearn, {"train", "test"}, "set"), UsageError);
        QVERIFY(images_for(all, SplitUse::kRedraw, {"test"}, "set") == (Positions{2}));
        QVERIFY(images_for(all, SplitUse::kRedraw, {"none"}, "set") == (Positions{3}));
    }

    void without_train_the_pictures_without_a_split_count() {
        const Dataset some = with_splits({"", "test", ""});
        QVERIFY(images_for(some, SplitUse::kLearn, {}, "set") == (Positions{0, 2}));
        QVERIFY(images_for(some, SplitUse::kSteer, {}, "set").empty());
        QVERIFY(images_for(some, SplitUse::kCompare, {}, "set") == (Positions{0, 2}));
        const Dataset held_back = with_splits({"val", "test"});
        QVERIFY_EXCEPTION_THROWN(images_for(held_back, SplitUse::kLearn, {}, "set"), FormatError);
        const std::string why = error_of([&] { images_for(held_back, SplitUse::kRedraw, {}, "my set"); });
        QVERIFY(why.find("my set") != std::string::npos &&
                why.find("1 picture of val and 1 of test") != std::string::npos &&
                why.find("--split") != std::string::npos);
        QVERIFY_EXCEPTION_THROWN(images_for(some, SplitUse::kRedraw, {"val"}, "set"), UsageError);
    }

    void options_name_splits() {
        using Words = std::vector<std::string>;
        QVERIFY(parse_splits("train, Validation", "--split") == (Words{"train", "val"}));
        QVERIFY(parse_splits("all", "--split") == (Words{"train", "val", "test", "none"}));
        QVERIFY(parse_splits("none", "--split") == (Words{"none"}));
        QVERIFY(parse_splits("", "--split").empty());
        QVERIFY(error_of([] { parse_splits("night", "--split"); }).find("--split: \"night\"") != std::string::npos);
    }

    void counts_say_which_splits_were_used() {
        const Dataset all = with_splits({"train", "val", "test", "", "train"});
        QCOMPARE(counted_splits(all, {0, 4}), std::string("2 pictures of train"));
        QCOMPARE(counted_splits(all, {0, 1, 3}), std::string("1 picture of train, 1 of val and 1 without a split"));
        QCOMPARE(counted_splits(all, {}), std::string("no picture"));
        QCOMPARE(counted_others(all, {0, 4, 1}), std::string("1 picture of test and 1 without a split"));
        QCOMPARE(counted_others(all, {0, 1, 2, 3, 4}), std::string());
    }

    void what_nobody_has_looked_at_is_no_background() {
        Dataset some = with_splits({"", "", ""});
        some.images[1].confirmed = true;
        some.annotations.push_back({3, 0, {0, 0, 1, 1}, false, {}, nlohmann::json::object()});
        QVERIFY(looked_at(some) == (std::vector<bool>{false, true, true}));
        const Dataset part = only_images(some, {2});
        QCOMPARE(part.images.size(), std::size_t{1});
        QCOMPARE(part.annotations.size(), std::size_t{1});
        QCOMPARE(only_images(some, {0, 1}).annotations.size(), std::size_t{0});
    }
};

DESTUDIO_CORE_TEST(SplitUseTest)

}  // namespace destudio::split_use_test

#include "split_use_test.moc"
