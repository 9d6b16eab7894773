// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/split_name.h"

#include <QTest>

#include "tests/support/test_main.h"

namespace destudio::split_name_test {

using namespace destudio::dataset;

class SplitNameTest : public QObject {
    Q_OBJECT

private slots:
    void words_of_other_tools_are_splits() {
        for (const char* word : {"train", "Train", "TRAIN", " train ", "training", "Training_Set", "train2017",
                                 "trainset", "train_data", "trn", "trainval"}) {
            QCOMPARE(split_of_word(word), std::string("train"));
        }
        for (const char* word : {"val", "Val", "valid", "Valid", "Validation", "VALIDATION", "validation set", "dev",
                                 "Dev", "val2017", "val_2017", "eval", "Evaluation", "minival", "valset"}) {
            QCOMPARE(split_of_word(word), std::string("val"));
        }
        for (const char* word : {"test", "Test", "testing", "TEST", "test2017", "test-dev", "test-dev2017", "Test Set",
                                 "held-out", "test_images"}) {
            QCOMPARE(split_of_word(word), std::string("test"));
        }
        for (const char* word :
             {"", " ", "default", "night", "images", "trains", "contest", "value", "latest", "2017"}) {
            QCOMPARE(split_of_word(word), std::string());
        }
    }

    void names_of_files_tell_a_split() {
        QCOMPARE(split_in_name("instances_val2017.json"), std::string("val"));
        QCOMPARE(split_in_name("person_keypoints_train2017"), std::string("train"));
        QCOMPARE(split_in_name("image_info_test-dev2017"), std::string("test"));
        QCOMPARE(split_in_name("Validation.json"), std::string("val"));
        QCOMPARE(split_in_name("annotations.json"), std::string());
        QCOMPARE(split_in_name("train_and_test.json"), std::string());
    }

    void a_word_that_is_no_split_is_kept_and_told_once() {
        ReadResult result;
        Image first;
        set_split(first, "Validation", "a.xml:3", result);
        QCOMPARE(first.split, std::string("val"));
        QVERIFY(first.attributes.empty());
        Image second;
        set_split(second, "night", "a.xml:4", result);
        set_split(second, "night", "a.xml:5", result);
        set_split(first, "default", "a.xml:6", result);
        QCOMPARE(second.split, std::string());
        QCOMPARE(second.attributes.at("subset").get<std::string>(), std::string("night"));
        QCOMPARE(result.issues.size(), std::size_t{1});
        QCOMPARE(result.issues[0].where, std::string("a.xml:4"));
        QVERIFY(result.issues[0].what.find("night") != std::string::npos);
    }

    void pictures_of_several_lists_are_held_back() {
        SplitLists lists;
        lists.add("a", "train");
        lists.add("b", "train");
        lists.add("b", "val");
        lists.add("c", "val");
        lists.add("c", "test");
        lists.add("c", "train");
        QCOMPARE(lists.split_of("a"), std::string("train"));
        QCOMPARE(lists.split_of("b"), std::string("val"));
        QCOMPARE(lists.split_of("c"), std::string("test"));
        QCOMPARE(lists.split_of("d"), std::string());
        ReadResult result;
        lists.report_overlaps("data.yaml", result);
        QCOMPARE(result.issues.size(), std::size_t{2});
        QVERIFY(result.issues[0].what.find("\"b\" is in train and in val; it counts as val") != std::string::npos);
        QVERIFY(result.issues[0].severity == Severity::kWarning);
        QVERIFY(result.issues[1].what.find("counts as test") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(SplitNameTest)

}  // namespace destudio::split_name_test

#include "split_name_test.moc"
