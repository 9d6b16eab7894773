// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/voc_evaluation.h"

#include <QTest>
#include <cmath>
#include "tests/support/test_main.h"

namespace destudio::voc_evaluation_test {

using namespace destudio::evaluation;

class VocEvaluationTest : public QObject {
    Q_OBJECT

private slots:
    void overlap_counts_whole_pixels_and_must_exceed_the_threshold() {
        // Pixels 1..10 against 1..5: 5 of 10 columns, overlap exactly 0.5.
        const std::vector<VocObject> objects = {{1, 0, {1, 1, 10, 10}, false}};
        const std::vector<VocDetection> half = {{1, 0, {1, 1, 5, 10}, 0.9}};
        QCOMPARE(evaluate_voc_class(objects, half, 0, 0.5, VocMetric::kArea).ap, 0.0);
        QCOMPARE(evaluate_voc_class(objects, half, 0, 0.49, VocMetric::kArea).ap, 1.0);
    }

    void second_detection_of_one_object_is_wrong() {
        const std::vector<VocObject> objects = {{1, 0, {1, 1, 10, 10}, false}, {1, 0, {50, 50, 60, 60}, false}};
        const std::vector<VocDetection> twice = {{1, 0, {1, 1, 10, 10}, 0.9}, {1, 0, {1, 1, 10, 10}, 0.8}};
        const auto curve = evaluate_voc_class(objects, twice, 0, 0.5, VocMetric::kArea);
        QCOMPARE(curve.recall, (std::vector<double>{0.5, 0.5}));
        QCOMPARE(curve.precision, (std::vector<double>{1.0, 0.5}));
        QCOMPARE(curve.ap, 0.5);
        QVERIFY(std::abs(evaluate_voc_class(objects, twice, 0, 0.5, VocMetric::k11Point).ap - 6.0 / 11.0) < 1e-12);
    }

    void difficult_objects_are_neutral() {
        const std::vector<VocObject> objects = {{1, 0, {1, 1, 10, 10}, true}, {1, 0, {50, 50, 60, 60}, false}};
        const std::vector<VocDetection> both = {{1, 0, {1, 1, 10, 10}, 0.9}, {1, 0, {50, 50, 60, 60}, 0.8}};
        QCOMPARE(evaluate_voc_class(objects, both, 0, 0.5, VocMetric::kArea).ap, 1.0);
    }

    void class_without_objects() {
        const std::vector<VocDetection> detection = {{1, 0, {1, 1, 10, 10}, 0.9}};
        QVERIFY(std::isnan(evaluate_voc_class({}, detection, 0, 0.5, VocMetric::kArea).ap));
        QCOMPARE(evaluate_voc_class({}, detection, 0, 0.5, VocMetric::k11Point).ap, 0.0);
        QCOMPARE(evaluate_voc_class({}, {}, 0, 0.5, VocMetric::kArea).ap, 0.0);
    }

    void text_files_round() {
        const float box[4] = {19.26F, 29.0F, 50.04F, 90.0F};
        VocDetection detection;
        detection.score = 0.98765;
        detection = through_devkit_file(detection, box);
        QCOMPARE(devkit_line("030001", detection), std::string("030001 0.988 20.3 30.0 50.0 90.0"));
        QCOMPARE(detection.score, 0.988);
    }
};

DESTUDIO_TEST(VocEvaluationTest)

}  // namespace destudio::voc_evaluation_test

#include "voc_evaluation_test.moc"
