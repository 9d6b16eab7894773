// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/coco_evaluation.h"

#include <QTest>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/evaluation/coco_json.h"
#include "core/evaluation/coco_matching.h"
#include "tests/support/test_main.h"

namespace destudio::coco_evaluation_test {

using namespace destudio::evaluation;

namespace {

const std::filesystem::path& recordings() {
    static const auto path = std::filesystem::path(DESTUDIO_TEST_DATA_DIR) / "detection" / "D_coco_eval";
    return path;
}

CocoGroundTruths one_image_one_box() {
    CocoGroundTruths truths;
    truths.image_ids = {1};
    truths.categories = {{7, "cat"}};
    truths.annotations = {{1, 1, 7, {10, 10, 40, 40}, 1600, false, false}};
    return truths;
}

}  // namespace

class CocoEvaluationTest : public QObject {
    Q_OBJECT

private slots:
    void thresholds_are_numpys() {
        const auto json = read_json(recordings() / "parameters.json");
        const auto expected = json.at("iou_thresholds").get<std::vector<double>>();
        QVERIFY(std::equal(expected.begin(), expected.end(), coco_iou_thresholds().begin()));
    }

    void equals_pycocotools_data() {
        QTest::addColumn<QString>("folder");
        for (const auto& entry : std::filesystem::directory_iterator(recordings())) {
            if (entry.is_directory()) {
                const auto name = entry.path().filename().string();
                QTest::newRow(name.c_str()) << QString::fromStdString(entry.path().string());
            }
        }
    }

    void equals_pycocotools() {
        QFETCH(QString, folder);
        const std::filesystem::path path = folder.toStdString();
        const auto figures = evaluate_coco(read_ground_truths(path / "gt.json"), read_results(path / "dt.json"));
        const auto expected = read_json(path / "expected.json");
        for (std::size_t i = 0; i < figures.stats.size(); ++i) {
            QVERIFY2(std::abs(figures.stats[i] - expected.at("stats").at(i).get<double>()) < 1e-9,
                     expected.at("stat_names").at(i).get<std::string>().c_str());
        }
        for (const auto& category : figures.per_category) {
            const auto& own = expected.at("per_category").at(std::to_string(category.category_id));
            QVERIFY(std::abs(category.ap - own.at("AP").get<double>()) < 1e-9);
            QVERIFY(std::abs(category.ap50 - own.at("AP50").get<double>()) < 1e-9);
            QVERIFY(std::abs(category.ar100 - own.at("AR100").get<double>()) < 1e-9);
        }
    }

    void perfect_detection_scores_one() {
        const auto figures = evaluate_coco(one_image_one_box(), {{1, 7, {10, 10, 40, 40}, 0.9}});
        QCOMPARE(figures.stats[0], 1.0);
        QCOMPARE(figures.stats[3], -1.0);  // no small object
        QCOMPARE(figures.per_category.at(0).ap50, 1.0);
    }

    void unknown_images_and_categories_do_not_count() {
        const auto figures = evaluate_coco(
            one_image_one_box(),
            {{1, 7, {10, 10, 40, 40}, 0.5}, {2, 7, {10, 10, 40, 40}, 0.9}, {1, 8, {10, 10, 40, 40}, 0.9}});
        QCOMPARE(figures.stats[0], 1.0);
    }

    void nothing_to_evaluate() {
        const auto figures = evaluate_coco({}, {});
        QCOMPARE(figures.stats[0], -1.0);
        QVERIFY(figures.per_category.empty());
    }

    void is_fast() {
        Random random(3);
        CocoGroundTruths truths;
        std::vector<CocoResult> results;
        for (std::int64_t c = 0; c < 80; ++c) {
            truths.categories.push_back({c, "class"});
        }
        for (std::int64_t image = 0; image < 5000; ++image) {
            truths.image_ids.push_back(image);
            for (int i = 0; i < 7; ++i) {
                const CocoBox box{random.uniform(0, 500), random.uniform(0, 500), random.uniform(5, 150),
                                  random.uniform(5, 150)};
                truths.annotations.push_back({static_cast<std::int64_t>(truths.annotations.size()) + 1, image,
                                              random.integer(0, 79), box, box.width * box.height, false, false});
            }
            for (int i = 0; i < 20; ++i) {
                const auto& near = truths.annotations[truths.annotations.size() - 1 - static_cast<std::size_t>(i % 7)];
                CocoBox box = near.box;
                box.x += random.uniform(-20, 20);
                results.push_back({image, near.category_id, box, random.uniform()});
            }
        }
        QCOMPARE(results.size(), std::size_t{100000});
        const std::clock_t begin = std::clock();
        const auto figures = evaluate_coco(truths, results);
        const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo("100,000 detections on 5,000 images: %.2f s", seconds);
        QVERIFY(figures.stats[0] > 0);
        QVERIFY2(seconds < 3.0, "slower than 3 s on one core");
    }
};

DESTUDIO_TEST(CocoEvaluationTest)

}  // namespace destudio::coco_evaluation_test

#include "coco_evaluation_test.moc"
