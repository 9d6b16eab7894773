// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/score_study.h"

#include <QTest>

#include "core/evaluation/label_audit.h"
#include "tests/support/test_main.h"

namespace destudio::score_study_test {

using namespace destudio::evaluation;

namespace {

/// Classes 0 and 1 on pictures 1 and 2; every object is 10 x 10.
struct Scene {
    CocoGroundTruths truths;
    std::vector<CocoResult> results;

    Scene() {
        truths.image_ids = {1, 2};
        truths.categories = {{0, "cat"}, {1, "dog"}};
    }
    void truth(std::int64_t image, std::int64_t category, double x, bool crowd = false) {
        CocoGroundTruth entry;
        entry.id = static_cast<std::int64_t>(truths.annotations.size()) + 1;
        entry.image_id = image;
        entry.category_id = category;
        entry.box = {x, 0, 10, 10};
        entry.area = 100;
        entry.crowd = crowd;
        truths.annotations.push_back(entry);
    }
    void result(std::int64_t image, std::int64_t category, double x, double score) {
        results.push_back({image, category, {x, 0, 10, 10}, score});
    }
};

}  // namespace

class ScoreStudyTest : public QObject {
    Q_OBJECT

private slots:
    void detections_are_judged() {
        Scene scene;
        scene.truth(1, 0, 0);
        scene.truth(1, 0, 100);
        scene.truth(2, 0, 0, true);
        scene.result(1, 0, 1, 0.9);    // right
        scene.result(1, 0, 50, 0.8);   // wrong
        scene.result(1, 0, 101, 0.6);  // right
        scene.result(2, 0, 0, 0.7);    // in a region to ignore
        const auto classes = judge_detections(scene.truths, scene.results);
        QCOMPARE(classes.size(), std::size_t{2});
        QCOMPARE(classes[0].objects, std::int64_t{2});
        QCOMPARE(classes[0].detections.size(), std::size_t{3});
        QCOMPARE(classes[1].objects, std::int64_t{0});
        const auto curve = precision_recall_curve(classes[0]);
        QCOMPARE(curve.size(), std::size_t{3});
        QCOMPARE(curve[0].precision, 1.0);
        QCOMPARE(curve[0].recall, 0.5);
        QCOMPARE(curve[2].precision, 2.0 / 3);
        QCOMPARE(curve[2].recall, 1.0);
        QCOMPARE(at_threshold(classes[0], 0.7).precision, 0.5);
        // F1 is 2/3 with one detection, 0.5 with two and 0.8 with all three.
        QCOMPARE(best_threshold(classes[0])->threshold, 0.6);
        QCOMPARE(best_threshold(classes[0])->f1, 0.8);
        QVERIFY(!best_threshold(classes[1]));
    }

    void histogram_and_pool() {
        ClassScores a;
        a.objects = 1;
        a.detections = {{1.0, true}, {0.5, false}};
        ClassScores b;
        b.objects = 2;
        b.detections = {{0.72, true}};
        const auto all = pooled({a, b});
        QCOMPARE(all.objects, std::int64_t{3});
        QCOMPARE(all.detections[1].score, 0.72);
        const auto bins = score_histogram(all, 10);
        QCOMPARE(bins[9].correct, std::int64_t{1});
        QCOMPARE(bins[7].correct, std::int64_t{1});
        QCOMPARE(bins[5].wrong, std::int64_t{1});
    }

    void likely_mistakes_are_told_apart() {
        Scene scene;
        for (int i = 0; i < 10; ++i) {  // a detector that is good at both classes
            scene.truth(1, i % 2, 1000 + 50 * i);
            scene.result(1, i % 2, 1000 + 50 * i, 0.95);
        }
        scene.result(2, 0, 0, 0.9);  // nothing is labelled here
        scene.truth(2, 1, 100);      // labelled dog, found as cat
        scene.result(2, 0, 100, 0.9);
        scene.truth(2, 0, 204);  // the box is off
        scene.result(2, 0, 200, 0.9);
        scene.truth(2, 1, 300);  // nothing is there
        scene.truth(2, 0, 400, true);
        scene.result(2, 0, 400, 0.9);  // explained by a region to ignore
        const auto suspects = audit_labels(scene.truths, scene.results);
        QCOMPARE(suspects.size(), std::size_t{4});
        const auto of = [&suspects](LabelIssue what) {
            return *std::find_if(suspects.begin(), suspects.end(),
                                 [what](const auto& suspect) { return suspect.suspect == what; });
        };
        QCOMPARE(of(LabelIssue::kMissingBox).detection.x, 0.0);
        QCOMPARE(of(LabelIssue::kMissingBox).labelled, std::int64_t{-1});
        QCOMPARE(of(LabelIssue::kOtherClass).labelled, std::int64_t{1});
        QCOMPARE(of(LabelIssue::kOtherClass).found, std::int64_t{0});
        QCOMPARE(of(LabelIssue::kLooseBox).truth.x, 204.0);
        QCOMPARE(of(LabelIssue::kNothingThere).truth.x, 300.0);
        QVERIFY(std::is_sorted(suspects.begin(), suspects.end(),
                               [](const auto& a, const auto& b) { return a.confidence > b.confidence; }));
    }

    void a_bad_detector_accuses_nobody() {
        Scene scene;
        for (int i = 0; i < 10; ++i) {
            scene.truth(1, 0, 50 * i);
            scene.result(1, 0, 50 * i + 25, 0.9);
        }
        QVERIFY(audit_labels(scene.truths, scene.results).empty());
    }
};

DESTUDIO_TEST(ScoreStudyTest)

}  // namespace destudio::score_study_test

#include "score_study_test.moc"
