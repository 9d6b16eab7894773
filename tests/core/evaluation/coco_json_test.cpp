// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/coco_json.h"

#include <QTest>

#include "core/base/error.h"
#include "core/base/json.h"
#include "tests/support/test_main.h"

namespace destudio::coco_json_test {

using namespace destudio::evaluation;

class CocoJsonTest : public QObject {
    Q_OBJECT

private slots:
    void fills_in_what_may_be_missing() {
        const auto truths = parse_ground_truths(
            parse_json(R"({"images":[{"id":1700000000000070001}],"categories":[{"id":3}],"annotations":[
                {"image_id":1700000000000070001,"category_id":3,"bbox":[1,2,3,4],"iscrowd":1}]})",
                       "gt.json"),
            "gt.json");
        QCOMPARE(truths.image_ids.at(0), std::int64_t{1700000000000070001});
        QCOMPARE(truths.annotations.at(0).area, 12.0);
        QCOMPARE(truths.annotations.at(0).id, std::int64_t{1});
        QVERIFY(truths.annotations.at(0).crowd);
    }

    void reads_lists_and_datasets_of_results() {
        const auto list = parse_json(R"([{"image_id":1,"category_id":2,"bbox":[0,0,5,5],"score":0.5}])", "dt.json");
        QCOMPARE(parse_results(list, "dt.json").size(), std::size_t{1});
        QCOMPARE(parse_results({{"annotations", list}}, "dt.json").at(0).score, 0.5);
    }

    void bad_input_is_named_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("not an object") << "[]"
                                       << "images";
        QTest::newRow("no categories") << R"({"images":[]})"
                                       << "categories";
        QTest::newRow("id is text") << R"({"images":[{"id":"a"}],"categories":[],"annotations":[]})"
                                    << "images[0]";
        QTest::newRow("three numbers")
            << R"({"images":[],"categories":[],"annotations":[{"image_id":1,"category_id":1,"bbox":[1,2,3]}]})"
            << "bbox";
        QTest::newRow("box of text")
            << R"({"images":[],"categories":[],"annotations":[{"image_id":1,"category_id":1,"bbox":[1,2,3,"4"]}]})"
            << "bbox";
        QTest::newRow("annotation is a number") << R"({"images":[],"categories":[],"annotations":[5]})"
                                                << "annotations[0]";
    }

    void bad_input_is_named() {
        QFETCH(QString, text);
        QFETCH(QString, named);
        try {
            parse_ground_truths(parse_json(text.toStdString(), "gt.json"), "gt.json");
            QFAIL("no error");
        } catch (const FormatError& error) {
            const QString what = QString::fromUtf8(error.what());
            QVERIFY2(what.contains("gt.json") && what.contains(named), error.what());
        }
    }

    void result_without_score() {
        const auto list = parse_json(R"([{"image_id":1,"category_id":2,"bbox":[0,0,5,5]}])", "dt.json");
        QVERIFY_EXCEPTION_THROWN(parse_results(list, "dt.json"), FormatError);
    }
};

DESTUDIO_TEST(CocoJsonTest)

}  // namespace destudio::coco_json_test

#include "coco_json_test.moc"
