// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/evaluation/coco_evaluation.h"
#include "core/evaluation/coco_json.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::mask_evaluation_test {

using namespace destudio::evaluation;
using destudio::test::error_of;

namespace {

// One picture of 8 by 6 with the left half as ground truth, and what the test adds to it.
nlohmann::json one_truth(const nlohmann::json& more = nlohmann::json::object()) {
    nlohmann::json truth = {
        {"id", 1}, {"image_id", 1}, {"category_id", 1}, {"segmentation", {{0, 0, 4, 0, 4, 6, 0, 6}}}};
    truth.update(more);
    return {{"images", {{{"id", 1}, {"width", 8}, {"height", 6}}}},
            {"categories", {{{"id", 1}, {"name", "cat"}}}},
            {"annotations", {truth}}};
}

double ap50_of(const nlohmann::json& truth, const nlohmann::json& segmentation) {
    const auto truths = parse_ground_truths(truth, "gt.json", CocoShapes::kMasks);
    const nlohmann::json results = {
        {{"image_id", 1}, {"category_id", 1}, {"score", 0.5}, {"segmentation", segmentation}}};
    return evaluate_coco(truths, parse_mask_results(results, "dt.json", truths)).stats[1];
}

}  // namespace

class MaskEvaluationTest : public QObject {
    Q_OBJECT

private slots:
    // record.py beside the files counts pixels one by one, from the definition.
    void equals_the_definition() {
        const auto folder = std::filesystem::path(DESTUDIO_TEST_DATA_DIR) / "detection_masks";
        const auto truths = read_ground_truths(folder / "gt.json", CocoShapes::kMasks);
        const auto figures = evaluate_coco(truths, read_mask_results(folder / "dt.json", truths));
        const auto expected = read_json(folder / "expected.json");
        for (std::size_t i = 0; i < figures.stats.size(); ++i) {
            const double wanted = expected.at("stats").at(i).get<double>();
            QVERIFY2(std::abs(figures.stats[i] - wanted) < 1e-9,
                     (std::to_string(i) + ": " + std::to_string(figures.stats[i]) + " for " + std::to_string(wanted))
                         .c_str());
        }
        for (const auto& category : figures.per_category) {
            const auto& own = expected.at("per_category").at(std::to_string(category.category_id));
            QVERIFY(std::abs(category.ap - own.at("AP").get<double>()) < 1e-9);
            QVERIFY(std::abs(category.ap50 - own.at("AP50").get<double>()) < 1e-9);
        }
    }

    void masks_count_and_not_their_boxes() {
        // The box of both triangles is the same, their masks are halves of it.
        const nlohmann::json upper = {{0, 0, 8, 0, 0, 6}};
        const nlohmann::json lower = {{8, 0, 8, 6, 0, 6}};
        QCOMPARE(ap50_of(one_truth({{"segmentation", upper}}), upper), 1.0);
        QCOMPARE(ap50_of(one_truth({{"segmentation", upper}}), lower), 0.0);
        QCOMPARE(ap50_of(one_truth(), {{"size", {6, 8}}, {"counts", {0, 24, 24}}}), 1.0);
    }

    void a_crowd_takes_what_lies_in_it() {
        auto truth = one_truth({{"iscrowd", 1}});
        truth["annotations"].push_back(
            {{"id", 2}, {"image_id", 1}, {"category_id", 1}, {"segmentation", {{5, 0, 8, 0, 8, 6, 5, 6}}}});
        const auto truths = parse_ground_truths(truth, "gt.json", CocoShapes::kMasks);
        const auto result = [](const nlohmann::json& polygon, double score) {
            return nlohmann::json{{"image_id", 1}, {"category_id", 1}, {"score", score}, {"segmentation", {polygon}}};
        };
        // The first lies in the crowd and is neither right nor wrong, the second is right.
        const nlohmann::json results = {result({0, 0, 2, 0, 2, 2, 0, 2}, 0.9), result({5, 0, 8, 0, 8, 6, 5, 6}, 0.5)};
        QCOMPARE(evaluate_coco(truths, parse_mask_results(results, "dt.json", truths)).stats[0], 1.0);
    }

    void what_is_missing_is_named() {
        const auto fails = [](const nlohmann::json& truth, const nlohmann::json& segmentation) {
            return error_of([&] { ap50_of(truth, segmentation); });
        };
        QVERIFY(fails(one_truth({{"segmentation", nullptr}}), {}).find("gt.json: annotations[0]") != std::string::npos);
        QVERIFY(fails(one_truth(), nullptr).find("dt.json: detections[0]") != std::string::npos);
        QVERIFY(fails(one_truth(), {{"size", {8, 6}}, {"counts", {48}}}).find("6 by 8") != std::string::npos);
        auto no_size = one_truth();
        no_size["images"][0].erase("width");
        QVERIFY(fails(no_size, {}).find("\"width\"") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(MaskEvaluationTest)

}  // namespace destudio::mask_evaluation_test

#include "mask_evaluation_test.moc"
