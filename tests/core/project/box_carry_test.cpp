// SPDX-License-Identifier: Apache-2.0
#include "core/project/box_carry.h"

#include <QtTest/QtTest>
#include <opencv2/imgproc.hpp>

#include "core/image/image_io.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::box_carry_test {

using destudio::test::ProjectFixture;

namespace {

constexpr RowId kCat = 1;
constexpr RowId kDog = 2;
const PictureFrame kFrame{{0, 0, 64, 64}, {64, 64}};

/// A striped disc on a plain ground.
cv::Mat scene(cv::Point centre, const cv::Scalar& color = {220, 60, 40}) {
    cv::Mat image(64, 64, CV_8UC3, cv::Scalar(90, 140, 200));
    cv::circle(image, centre, 10, color, cv::FILLED);
    cv::line(image, {centre.x - 8, centre.y}, {centre.x + 8, centre.y}, {0, 0, 0}, 2);
    return image;
}

StoredAnnotation detected(RowId class_id, const Box& box, RowId detection_id) {
    StoredAnnotation annotation;
    annotation.class_id = class_id;
    annotation.box = box;
    annotation.detection_id = detection_id;
    annotation.score = 0.8;
    return annotation;
}

const CarriedBox kCarried{kCat, {10, 10, 30, 30}, false};
const cv::Mat kPicture = scene({20, 20});
const cv::Mat kOther = scene({48, 48}, {20, 200, 60});

CarryPlan plan(const cv::Mat& to, std::vector<StoredAnnotation> boxes = {},
               std::vector<StoredDetection> detections = {}, std::vector<GhostBox> ghosts = {}) {
    return plan_carry({kCarried}, kFrame, kPicture, kFrame, to, boxes, ghosts, detections);
}

}  // namespace

class BoxCarryTest : public QObject {
    Q_OBJECT

private slots:
    void the_picture_agrees() {
        const auto result = plan(kPicture);
        QVERIFY(result.outcomes == std::vector{CarryOutcome::kPictureAgrees});
        QVERIFY(result.boxes_changed && !result.ghosts_changed);
        QCOMPARE(result.boxes.size(), std::size_t{1});
        QVERIFY(result.boxes[0].box == kCarried.box);
        QCOMPARE(result.boxes[0].class_id, kCat);
        QVERIFY(result.boxes[0].origin == AnnotationOrigin::kDrawn);
    }

    void nothing_agrees_so_a_ghost_is_left() {
        const auto result = plan(kOther, {}, {{5, 0, kDog, {10, 10, 30, 30}, 0.9}});  // another class
        QVERIFY(result.outcomes == std::vector{CarryOutcome::kGhost});
        QVERIFY(!result.boxes_changed && result.boxes.empty());
        QCOMPARE(result.ghosts.size(), std::size_t{1});
        QVERIFY(result.ghosts[0].box == kCarried.box);
        // Carried again, it is still one ghost.
        QCOMPARE(plan(kOther, {}, {}, result.ghosts).ghosts.size(), std::size_t{1});
        // And when the picture agrees later, the ghost goes.
        QVERIFY(plan(kPicture, {}, {}, result.ghosts).ghosts.empty());
    }

    void a_raw_detection_agrees_even_below_the_threshold() {
        const auto result = plan(kOther, {}, {{5, 0, kCat, {11, 11, 31, 31}, 0.06}});
        QVERIFY(result.outcomes == std::vector{CarryOutcome::kDetectionAgrees});
        QCOMPARE(result.boxes.size(), std::size_t{1});
        QVERIFY(result.boxes[0].box == kCarried.box);
        QCOMPARE(result.boxes[0].detection_id, RowId{5});
        QVERIFY(result.boxes[0].origin == AnnotationOrigin::kEdited);
    }

    void the_box_of_the_same_object_is_set_right() {
        const auto result = plan(kPicture, {detected(kDog, {8, 8, 32, 32}, 3), detected(kDog, {40, 40, 60, 60}, 4)});
        QVERIFY(result.outcomes == std::vector{CarryOutcome::kPictureAgrees});
        QCOMPARE(result.boxes.size(), std::size_t{2});
        QCOMPARE(result.boxes[0].class_id, kCat);
        QVERIFY(result.boxes[0].box == kCarried.box);
        QCOMPARE(result.boxes[0].detection_id, RowId{3});
        QVERIFY(result.boxes[1] == detected(kDog, {40, 40, 60, 60}, 4));
    }

    void what_a_person_made_stays_unless_the_picture_agrees() {
        StoredAnnotation own = detected(kCat, {9, 9, 31, 31}, 0);
        own.origin = AnnotationOrigin::kDrawn;
        const auto kept = plan(kOther, {own}, {{5, 0, kCat, {11, 11, 31, 31}, 0.5}});
        QVERIFY(kept.outcomes == std::vector{CarryOutcome::kAlreadyThere});
        QVERIFY(!kept.boxes_changed && kept.ghosts.empty());
        QVERIFY(plan(kPicture, {own}).boxes[0].box == kCarried.box);
    }

    void what_is_there_already_is_left_alone() {
        const auto result = plan(kPicture, {detected(kCat, kCarried.box, 3)});
        QVERIFY(result.outcomes == std::vector{CarryOutcome::kAlreadyThere});
        QVERIFY(!result.boxes_changed);
    }

    void crops_move_the_box() {
        const PictureFrame whole{{0, 0, 640, 480}, {640, 480}};
        const PictureFrame crop{{80, 0, 560, 480}, {64, 64}};
        const auto inside = box_between({80, 0, 320, 240}, whole, crop, 0.25);
        QVERIFY(inside && *inside == (Box{0, 0, 32, 32}));
        QVERIFY(box_between(*inside, crop, whole, 0.25) == (Box{80, 0, 320, 240}));
        QVERIFY(!box_between({0, 0, 90, 90}, whole, crop, 0.25));  // a ninth of it is in the crop
        const auto outside = plan_carry({{kCat, {0, 0, 70, 70}}}, whole, {}, crop, {}, {}, {}, {});
        QVERIFY(outside.outcomes == std::vector{CarryOutcome::kOutside});
    }

    void a_whole_ladder() {
        ProjectFixture f;
        const RowId reference = f.add_reference();
        const auto add = [&](double ratio, const cv::Mat& picture) {
            Variant variant = ProjectFixture::variant(ratio);
            variant.image = picture;
            variant.detections.clear();
            return f.project->variants().add(reference, variant, {"cat", "dog"}).id;
        };
        const RowId source = add(0.3, kPicture);
        const RowId same = add(0.5, kPicture);
        const RowId other = add(0.9, kOther);
        const RowId accepted = add(0.7, kPicture);
        const RowId lost = add(0.8, kPicture);
        f.project->variants().set_state(accepted, VariantState::kAccepted);
        std::filesystem::remove(f.project->variants().get(lost).image);
        const RowId cat = f.project->classes().find_or_add("cat");
        const auto answer =
            plan_carries(*Project::open_for_reading(f.file), reference, source, {{cat, {10, 10, 30, 30}}}, 0.3);
        QCOMPARE(answer.plans.size(), std::size_t{2});
        QCOMPARE(answer.decided, 1);
        QCOMPARE(answer.unreadable, 1);
        for (const CarryPlan& each : answer.plans) {
            QCOMPARE(each.boxes_changed, each.variant_id == same);
            QCOMPARE(each.ghosts.size(), std::size_t{each.variant_id == other ? 1U : 0U});
        }
    }
};

DESTUDIO_TEST(BoxCarryTest)

}  // namespace destudio::box_carry_test

#include "box_carry_test.moc"
