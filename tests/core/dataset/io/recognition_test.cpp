// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/base/error.h"
#include "core/dataset/images/image_source.h"
#include "tests/core/dataset/dataset_folder.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::recognition_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

class RecognitionTest : public QObject {
    Q_OBJECT

    static std::string refusal(const DatasetFolder& folder, const char* below = "") {
        return error_of([&] { recognise(folder.root() / below, "--from"); });
    }
    static bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

private slots:
    void a_folder_written_in_several_formats_is_read_in_the_one_that_keeps_most() {
        const DatasetFolder folder;
        for (const char* name : {"coco", "voc", "yolo"}) {
            find_format(name).write({sample_dataset(), painted(), folder.root()});
        }
        const std::string several = refusal(folder);
        QVERIFY(has(several, "coco") && has(several, "voc") && has(several, "yolo") && has(several, "--from"));
        folder.put("recipes.jsonl", "{}\n");
        const auto found = recognise(folder.root(), "--from");
        QCOMPARE(found.format.name(), std::string("coco"));
        QVERIFY(has(found.explanation, "voc") && has(found.explanation, "--from"));
    }

    void what_was_taken_and_why_is_said() {
        const DatasetFolder folder;
        for (const auto& format : all_formats()) {
            if (format->name() != "image_folder") {
                format->write({sample_dataset(), painted(), folder.root() / format->name()});
                const auto found = recognise(folder.root() / format->name(), "--from");
                QCOMPARE(found.format.name(), format->name());
                QVERIFY2(has(found.explanation, format->title().c_str()), found.explanation.c_str());
                QVERIFY2(has(found.explanation, "--from names another"), found.explanation.c_str());
            }
        }
    }

    void lists_of_other_tools_are_told_apart() {
        const DatasetFolder folder;
        folder.put("ml.json", R"([{"image":"a.jpg","annotations":[]}])");
        folder.put("min.json", R"([{"image":"/data/upload/a.jpg","id":1,"annotator":1,"label":[]}])");
        folder.put("tasks.json", R"([{"id":1,"data":{"image":"a.jpg"},"completions":[]}])");
        folder.put("none.json", R"([{"image":"a.jpg","boxes":[]}])");
        QCOMPARE(recognise_format(folder.root() / "ml.json").name(), std::string("createml"));
        QCOMPARE(recognise_format(folder.root() / "min.json").name(), std::string("label_studio"));
        QCOMPARE(recognise_format(folder.root() / "tasks.json").name(), std::string("label_studio"));
        QVERIFY_EXCEPTION_THROWN(recognise_format(folder.root() / "none.json"), FormatError);
    }

    void refusals_say_what_is_there_and_what_is_missing() {
        const DatasetFolder empty;
        QVERIFY(has(refusal(empty), "empty"));
        const DatasetFolder mit;
        mit.picture("Images/set/a.jpg");
        mit.put("Xml/set/a.xml",
                "<annotation><filename>a.jpg</filename><object><polygon></polygon></object></annotation>");
        QVERIFY(has(refusal(mit), "LabelMe of MIT"));
        const DatasetFolder lists;
        lists.put("one.json", R"([{"id":1,"data":{"image":"a.jpg"},"annotations":[]}])");
        lists.put("two.json", R"([{"id":1,"data":{"image":"b.jpg"},"annotations":[]}])");
        QVERIFY(has(refusal(lists), "one.json (Label Studio), two.json (Label Studio)"));
        const DatasetFolder below;
        below.put("some/where.txt", "x");
        find_format("coco").write({sample_dataset(), painted(), below.root() / "set"});
        QVERIFY(has(refusal(below), "set/annotations.json (COCO)"));
        const DatasetFolder table;
        table.put("labels.csv", "a,b\n");
        QVERIFY(has(refusal(table), "labels.csv"));
        table.put("all.zip", "PK");
        QVERIFY(has(refusal(table, "all.zip"), "archive"));
    }
};

DESTUDIO_CORE_TEST(RecognitionTest)

}  // namespace destudio::recognition_test

#include "recognition_test.moc"
