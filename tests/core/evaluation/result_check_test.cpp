// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/result_check.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/evaluation/coco_json.h"
#include "tests/support/test_main.h"

namespace destudio::result_check_test {

using namespace destudio::evaluation;

namespace {

CocoGroundTruths two_objects() {
    CocoGroundTruths truths;
    truths.image_ids = {1, 2};
    truths.categories = {{2, "dog"}, {1, "cat"}};
    truths.annotations = {{1, 1, 1, {10, 10, 20, 20}, 400, false, false},
                          {2, 2, 2, {50, 50, 20, 20}, 400, false, false}};
    return truths;
}

}  // namespace

class ResultCheckTest : public QObject {
    Q_OBJECT

private slots:
    void unknown_images_and_categories_are_counted() {
        const auto unknown = count_unknown(two_objects(), {{1, 1, {10, 10, 20, 20}, 0.9},
                                                           {99, 1, {1, 1, 5, 5}, 0.9},
                                                           {98, 7, {1, 1, 5, 5}, 0.9},
                                                           {2, 7, {1, 1, 5, 5}, 0.9}});
        QCOMPARE(unknown.of_image, std::size_t{2});
        QCOMPARE(unknown.first_image, std::int64_t{99});
        QCOMPARE(unknown.of_category, std::size_t{1});
        QCOMPARE(unknown.first_category, std::int64_t{7});
    }

    void categories_from_zero_are_recognised() {
        const auto truths = two_objects();
        const std::vector<CocoResult> from_zero = {{1, 0, {10, 10, 20, 20}, 0.9}, {2, 1, {50, 50, 20, 20}, 0.8}};
        QVERIFY(counts_from_zero(truths, from_zero));
        const auto read = with_category_ids(truths, from_zero);
        QCOMPARE(read[0].category_id, std::int64_t{1});
        QCOMPARE(read[1].category_id, std::int64_t{2});
    }

    void other_numbers_are_left_as_they_are() {
        auto truths = two_objects();
        // The ids of the ground truth; a background class 0 beside them; a number beyond the list.
        QVERIFY(!counts_from_zero(truths, {{1, 1, {10, 10, 20, 20}, 0.9}}));
        QVERIFY(!counts_from_zero(truths, {{1, 1, {10, 10, 20, 20}, 0.9}, {2, 0, {1, 1, 5, 5}, 0.8}}));
        QVERIFY(!counts_from_zero(truths, {{1, 0, {10, 10, 20, 20}, 0.9}, {2, 2, {50, 50, 20, 20}, 0.8}}));
        QVERIFY(!counts_from_zero(truths, {}));
        truths.categories[0].id = 0;
        QVERIFY(!counts_from_zero(truths, {{1, 0, {10, 10, 20, 20}, 0.9}}));
    }

    void ids_are_read_however_they_are_written() {
        const auto json =
            nlohmann::json::parse("[{\"image_id\":\"7\",\"category_id\":2.0,\"bbox\":[1,2,3,4],\"score\":0.5}]");
        const auto results = parse_results(json, "dt.json");
        QCOMPARE(results.at(0).image_id, std::int64_t{7});
        QCOMPARE(results.at(0).category_id, std::int64_t{2});
        for (const char* id : {"1.5", "\"x\"", "null", "1e300", "\"7 \""}) {
            const auto bad = nlohmann::json::parse("[{\"image_id\":" + std::string(id) +
                                                   ",\"category_id\":2,\"bbox\":[1,2,3,4],\"score\":0.5}]");
            QVERIFY_EXCEPTION_THROWN(parse_results(bad, "dt.json"), FormatError);
        }
    }
};

DESTUDIO_CORE_TEST(ResultCheckTest)

}  // namespace destudio::result_check_test

#include "result_check_test.moc"
