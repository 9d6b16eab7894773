// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/engine/generation/inspection.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <cstring>
#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/engine/generation/generator.h"
#include "core/engine/generation/missed_objects.h"
#include "tests/support/stopped.h"
#include "tests/support/test_main.h"

namespace destudio::inspection_test {

namespace fs = std::filesystem;

namespace {

bool same_bytes(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && a.isContinuous() && b.isContinuous() &&
           std::memcmp(a.data, b.data, a.total() * a.elemSize()) == 0;
}

cv::Mat picture(int width = 64, int height = 64) {
    cv::Mat image(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.at<cv::Vec3b>(y, x) = {static_cast<uchar>(x * 4), static_cast<uchar>(y * 4),
                                         static_cast<uchar>((x / 8 + y / 8) % 2 * 200)};
        }
    }
    return image;
}

InspectionRequest request() {
    InspectionRequest request;
    request.picture = picture();
    request.recipe.prompt = "A clipart, with cat, bird in the clipart.";
    request.recipe.seed = 5;
    request.recipe.steps = 6;
    request.classes = {"cat", "dog", "bird"};
    return request;
}

}  // namespace

class InspectionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle = fs::path(m_folder.path().toStdString()) / "tiny";

    Generator generator() const {
        GeneratorOptions options;
        options.precision = Precision::kFloat32;
        options.device = "cpu";
        return {m_bundle, options};
    }

private slots:
    void initTestCase() {
        at::set_num_threads(1);  // the model is too small to share
        test::write_tiny_bundle(m_bundle);
    }

    void shows_features_attention_and_boxes() {
        Generator model = generator();
        const Inspection seen = model.inspect(request());
        QVERIFY(seen.size == (Size{64, 64}));
        QCOMPARE(seen.features.size(), std::size_t{4});
        for (std::size_t i = 0; i < 4; ++i) {
            const FeatureView& view = seen.features[i];
            QCOMPARE(view.divisor, 1 << i);
            QCOMPARE(view.rgb.cols, 16 >> i);
            QCOMPARE(view.rgb.type(), CV_8UC3);
            QVERIFY(view.explained[0] >= view.explained[1] && view.explained[1] >= view.explained[2]);
            QVERIFY(view.explained[0] > 0 && view.explained[0] + view.explained[1] + view.explained[2] < 1.0001);
        }
        QCOMPARE(seen.attention.size(), std::size_t{3});
        QVERIFY(seen.attention[1].maps.empty());  // no dog in the prompt
        for (const std::size_t named : {0, 2}) {
            const ClassAttention& attention = seen.attention[named];
            QCOMPARE(attention.maps.size(), std::size_t{5});
            QCOMPARE(attention.maps[0].divisor, 0);
            QCOMPARE(attention.maps[0].values.cols, 16);
            QCOMPARE(attention.maps[0].binary.cols, 64);
            QVERIFY(attention.contrast >= 1);
            for (const Box& box : attention.maps[0].boxes) {
                QVERIFY(!box.empty() && clamped(box, seen.size) == box);
            }
        }
        QVERIFY(!same_bytes(seen.attention[0].maps[0].values, seen.attention[2].maps[0].values));
        QVERIFY(!seen.detections.empty());
        QCOMPARE(seen.classes, (std::vector<std::string>{"cat", "dog", "bird"}));
        QVERIFY(!seen.bundle_hash.empty());
    }

    void equal_requests_give_equal_answers() {
        Generator model = generator();
        const Inspection first = model.inspect(request());
        const Inspection second = model.inspect(request());
        QVERIFY(same_bytes(first.features[1].rgb, second.features[1].rgb));
        QVERIFY(same_bytes(first.attention[0].maps[0].values, second.attention[0].maps[0].values));
    }

    void a_look_leaves_generation_as_it_was() {
        Generator model = generator();
        GenerationRequest work;
        work.reference = picture();
        work.recipe.prompt = request().recipe.prompt;
        work.recipe.steps = 4;
        work.rungs = {{0.5, 1}, {1.0, 2}};
        const auto alone = model.generate(work);
        int looks = 0;
        const auto looked_at = model.generate(work, {}, [&](const GenerationStep&) {
            QVERIFY(!model.inspect(request()).features.empty());
            ++looks;
        });
        QCOMPARE(looks, 6);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(same_bytes(alone[i].image, looked_at[i].image));
            QCOMPARE(alone[i].detections.size(), looked_at[i].detections.size());
        }
    }

    void other_shapes_and_label_steps_work() {
        Generator model = generator();
        auto wide = request();
        wide.picture = picture(96, 72);
        wide.recipe.label_step = LabelStep::kT1;
        wide.recipe.sampler = Sampler::kEuler;
        wide.attention_steps = 1;
        const Inspection seen = model.inspect(wide);
        QCOMPARE(seen.features[0].rgb.cols, 24);
        QCOMPARE(seen.features[3].rgb.rows, 3);
        QVERIFY(!seen.detections.empty());
    }

    void refuses_what_makes_no_sense_and_stops() {
        Generator model = generator();
        auto odd = request();
        odd.picture = picture(63, 64);
        QVERIFY_THROWS_EXCEPTION(UsageError, model.inspect(odd));
        odd = request();
        odd.picture = cv::Mat();
        QVERIFY_THROWS_EXCEPTION(UsageError, model.inspect(odd));
        odd = request();
        odd.recipe.steps = 0;
        QVERIFY_THROWS_EXCEPTION(UsageError, model.inspect(odd));
        QVERIFY_THROWS_EXCEPTION(CancelledError, model.inspect(request(), test::stopped()));
    }

    void finds_objects_without_a_box() {
        Inspection seen;
        seen.size = {200, 100};
        ClassAttention cat;
        cat.class_name = "cat";
        cat.maps.emplace_back();
        cat.maps[0].values = cv::Mat(20, 40, CV_32FC1, cv::Scalar(0.01));
        cat.maps[0].values(cv::Rect(4, 4, 8, 8)) = 0.2;
        cat.maps[0].values(cv::Rect(26, 8, 8, 8)) = 0.15;
        seen.attention = {cat, {"dog", {}, 0}};
        const Box first{20, 20, 60, 60};
        const Box second{130, 40, 170, 80};
        const auto all = find_missed_objects(seen, {});
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].class_name, std::string("cat"));
        QVERIFY(iou(all[0].box, first) > 0.75 && iou(all[1].box, second) > 0.75);
        QVERIFY(all[0].strength > all[1].strength);
        QCOMPARE(find_missed_objects(seen, {{"cat", first}}).size(), std::size_t{1});
        // Called a dog, it has a box, too; a dog elsewhere explains nothing.
        QCOMPARE(find_missed_objects(seen, {{"cat", first}, {"dog", second}}).size(), std::size_t{0});
        QCOMPARE(find_missed_objects(seen, {{"dog", {0, 80, 10, 90}}}).size(), std::size_t{2});
        // On a sofa, a place with that much attention is a cat still, but comes after one that stands free.
        const auto behind = find_missed_objects(seen, {{"sofa", {0, 0, 100, 100}}});
        QCOMPARE(behind.size(), std::size_t{2});
        QVERIFY(iou(behind[0].box, second) > 0.75);
        // With little attention it is the sofa itself.
        seen.attention[0].maps[0].values = cv::Mat(20, 40, CV_32FC1, cv::Scalar(0.1));
        seen.attention[0].maps[0].values(cv::Rect(4, 4, 8, 8)) = 0.2;
        QCOMPARE(find_missed_objects(seen, {}).size(), std::size_t{1});
        QCOMPARE(find_missed_objects(seen, {{"sofa", {0, 0, 100, 100}}}).size(), std::size_t{0});
    }
};

DESTUDIO_CORE_TEST(InspectionTest)

}  // namespace destudio::inspection_test

#include "inspection_test.moc"
