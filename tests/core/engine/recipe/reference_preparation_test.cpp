// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/reference_preparation.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/engine/recipe/variant_name.h"
#include "tests/support/test_main.h"

namespace destudio::reference_preparation_test {

class ReferencePreparationTest : public QObject {
    Q_OBJECT

private slots:
    void native_plan_is_the_largest_centred_part() {
        QVERIFY(plan_native({640, 480}, {512, 512}) == (ReferencePlan{{80, 0, 560, 480}, {512, 512}}));
        QVERIFY(plan_native({480, 641}, {512, 512}) == (ReferencePlan{{0, 80, 480, 560}, {512, 512}}));
        QVERIFY(plan_native({256, 256}, {256, 256}) == (ReferencePlan{{0, 0, 256, 256}, {256, 256}}));
        QVERIFY(plan_native({1000, 1000}, {512, 256}) == (ReferencePlan{{0, 250, 1000, 750}, {512, 256}}));
        QVERIFY(plan_native({1, 30000}, {512, 512}) == (ReferencePlan{{0, 14999, 1, 15000}, {512, 512}}));
        QVERIFY_THROWS_EXCEPTION(UsageError, plan_native({0, 5}, {512, 512}));
    }

    void paper_plan_keeps_the_aspect_ratio() {
        // 640 x 480 becomes 683 x 512, which fits 768 x 768; sizes are rounded down to multiples of 8.
        const auto plan = plan_paper({640, 480}, 8, 1);
        QVERIFY(plan.size == (Size{680, 512}));
        QVERIFY(std::abs(plan.crop.width() / plan.crop.height() - 680.0 / 512.0) < 0.01);
        // 2000 x 1000 becomes 1024 x 512, of which a part of 768 x 512 is used.
        const auto wide = plan_paper({2000, 1000}, 8, 1);
        QVERIFY(wide.size == (Size{768, 512}));
        QCOMPARE(wide.crop.width(), 1500.0);
        // Longer than 2:1: the longer side is the one that is 1024.
        QVERIFY(plan_paper({4096, 1024}, 8, 1).size == (Size{768, 256}));
        QVERIFY(plan_paper({2000, 1000}, 8, 1) == wide);
        bool differs = false;
        for (std::uint64_t seed = 2; seed < 10; ++seed) {
            const auto other = plan_paper({2000, 1000}, 8, seed);
            differs = differs || !(other == wide);
            QVERIFY(other.crop.x1 >= 0 && other.crop.x2 <= 2000 && other.crop.y2 <= 1000);
        }
        QVERIFY(differs);
    }

    void pixels_and_boxes_move_together() {
        cv::Mat image(100, 200, CV_8UC3, cv::Scalar(0, 0, 0));
        image(cv::Rect(100, 40, 40, 20)).setTo(cv::Scalar(255, 0, 0));
        const auto plan = plan_native({200, 100}, {64, 64});
        const cv::Mat prepared = prepare_reference(image, plan);
        QCOMPARE(prepared.cols, 64);
        QCOMPARE(prepared.rows, 64);
        const auto box = box_in_variant({100, 40, 140, 60}, plan);
        QVERIFY(box.has_value());
        QCOMPARE(box->x1, 32.0);
        QCOMPARE(box->y2, 38.4);
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x) {
                const bool inside = x + 0.5 > box->x1 && x + 0.5 < box->x2 && y + 0.5 > box->y1 && y + 0.5 < box->y2;
                const int red = prepared.at<cv::Vec3b>(y, x)[0];
                const bool edge = std::abs(x + 0.5 - box->x1) < 1 || std::abs(x + 0.5 - box->x2) < 1 ||
                                  std::abs(y + 0.5 - box->y1) < 1 || std::abs(y + 0.5 - box->y2) < 1;
                QVERIFY(edge || (red > 128) == inside);
            }
        }
    }

    void boxes_outside_the_crop_vanish() {
        const ReferencePlan plan{{50, 0, 150, 100}, {100, 100}};
        QVERIFY(!box_in_variant({0, 0, 50, 50}, plan));
        QVERIFY(!box_in_variant({0, 0, 60, 50}, plan));
        QVERIFY(box_in_variant({0, 0, 100, 50}, plan) == (Box{0, 0, 50, 50}));
        QVERIFY(box_in_variant({0, 0, 60, 50}, plan, 0.1) == (Box{0, 0, 10, 50}));
    }

    void a_crop_outside_the_image_is_refused() {
        const cv::Mat image(100, 100, CV_8UC3, cv::Scalar(0, 0, 0));
        QVERIFY_THROWS_EXCEPTION(UsageError, prepare_reference(image, {{50, 50, 150, 150}, {64, 64}}));
        QVERIFY_THROWS_EXCEPTION(UsageError, prepare_reference(image, {{}, {64, 64}}));
    }

    void prompts_follow_the_paper() {
        QCOMPARE(generic_prompt("clipart", {"cat", "dog", "cat"}),
                 std::string("A clipart, with cat, dog in the clipart."));
        QCOMPARE(generic_prompt("photo", {}), std::string("A photo."));
        QCOMPARE(default_prompt("A cat on a sofa.", "photo", {"cat"}), std::string("A cat on a sofa."));
        QCOMPARE(default_prompt(" \n", "", {"cat"}), std::string("A photo, with cat in the photo."));
        QVERIFY(prompt_preset_for("clipart").positive.empty());
        const auto& photo = prompt_preset_for("photo");
        QVERIFY(photo.positive.starts_with("elegant, meticulous"));
        QVERIFY(photo.negative.ends_with("distorted hands"));
        QCOMPARE(with_suffix("A cat.", "highly detailed"), std::string("A cat, highly detailed"));
        QCOMPARE(with_suffix("A dirt road. ", "elegant"), std::string("A dirt road, elegant"));
        QCOMPARE(with_suffix("A dirt road, \n", "elegant"), std::string("A dirt road, elegant"));
        QCOMPARE(with_suffix(" . ", "elegant"), std::string("elegant"));
        QCOMPARE(with_suffix("A cat", ""), std::string("A cat"));
        QCOMPARE(default_prompt(" A dirt road. \n", "photo", {"cat"}), std::string("A dirt road."));
        const PromptWishes domain{"", "", "auto", "clipart"};
        const Prompts changed = make_prompts(domain, "photo", "A man on a horse.", {"person", "horse", "person"});
        QCOMPARE(changed.positive, std::string("A clipart, with person, horse in the clipart."));
        QVERIFY(changed.negative.empty());
        QCOMPARE(with_suffix("", "x"), std::string("x"));
    }

    void names_are_plain_and_unique() {
        VariantNamer namer;
        QCOMPARE(namer.name("street_01", 0.6, 7), std::string("street_01_r060_s7"));
        QCOMPARE(namer.name("street_01", 0.6, 7), std::string("street_01_r060_s7_2"));
        QCOMPARE(namer.name("a b.c", 1.0, 18446744073709551615ULL), std::string("a_b_c_r100_s18446744073709551615"));
        QCOMPARE(namer.name("x", 0.333, 0), std::string("x_r33p3_s0"));
        QCOMPARE(namer.name("", 0.29, 0), std::string("image_r029_s0"));
    }
};

DESTUDIO_CORE_TEST(ReferencePreparationTest)

}  // namespace destudio::reference_preparation_test

#include "reference_preparation_test.moc"
