// SPDX-License-Identifier: Apache-2.0
// Objects from text and pictures that they are pasted into.
#include "core/study/made_objects.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/study/gain_study.h"
#include "core/study/object_paste_source.h"
#include "core/training/sources/memory_image_source.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::made_objects_test {

namespace fs = std::filesystem;
using namespace study;

namespace {

constexpr int kSide = 64;

training::MemoryImageSource greys() {
    std::vector<training::TrainingImage> images(2);
    for (auto& image : images) {
        image.size = kSide;
        image.rgb.assign(static_cast<std::size_t>(kSide) * kSide * 3, 90);
        image.boxes = {{4, 4, 20, 20}};
        image.labels = {0};
    }
    return {{"cat", "dog", "bird"}, images};
}

/// A red disc's upper half: a mask that is no rectangle.
void write_object(const fs::path& folder, int label) {
    const auto name = (folder / ("object-000" + std::to_string(label) + "-0000")).string();
    cv::Mat picture(kSide, kSide, CV_8UC3, cv::Scalar(10, 10, 10));
    cv::Mat mask(kSide, kSide, CV_8UC3, cv::Scalar::all(0));
    picture(cv::Rect(8, 8, 32, 16)).setTo(cv::Scalar(250, 0, 0));
    mask(cv::Rect(8, 8, 32, 8)).setTo(cv::Scalar::all(255));
    mask(cv::Rect(16, 16, 16, 8)).setTo(cv::Scalar::all(255));
    save_png(name + ".png", picture);
    save_png(name + ".mask.png", mask);
    test::write_json_file(name + ".json", {{"rejected", ""}, {"box", {8, 8, 40, 24}}});
}

void write_rejected(const fs::path& folder, int label) {
    test::write_json_file(folder / ("object-000" + std::to_string(label) + "-0000.json"),
                          {{"rejected", "the adapter sees none there"}});
}

}  // namespace

class MadeObjectsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path root() const { return fs::path(m_folder.path().toStdString()); }
    GainOptions options(const std::string& out) const {
        GainOptions options;
        options.bundle = root() / "bundle";
        options.real = 2;
        options.objects = 1;
        options.sets = {GainSet::kReal, GainSet::kXPaste};
        options.seeds = {1};
        options.test_images = 2;
        options.out = root() / out;
        return options;
    }

private slots:
    void initTestCase() { test::write_tiny_bundle(root() / "bundle"); }

    void the_largest_part_is_the_object() {
        cv::Mat binary = cv::Mat::zeros(16, 16, CV_8UC1);
        binary(cv::Rect(0, 0, 3, 3)).setTo(255);
        binary(cv::Rect(6, 8, 8, 4)).setTo(255);
        const auto part = largest_part(binary, {64, 32});
        QVERIFY(part.has_value());
        QVERIFY(part->box == (Box{24, 16, 56, 24}));
        QCOMPARE(cv::countNonZero(part->mask), 32 * 8);
        QVERIFY(!largest_part(cv::Mat::zeros(8, 8, CV_8UC1), {64, 64}).has_value());
        QVERIFY(!largest_part(cv::Mat(8, 8, CV_8UC1, cv::Scalar(255)), {64, 64}).has_value());
        cv::Mat speck = cv::Mat::zeros(16, 16, CV_8UC1);
        speck.at<std::uint8_t>(3, 3) = 255;
        QVERIFY(!largest_part(speck, {64, 64}).has_value());
    }

    void objects_are_pasted_along_their_outline() {
        write_object(root() / "paste", 1);
        const MadeObject object{root() / "paste" / "object-0001-0000.png", 1, {8, 8, 40, 24}};
        auto image = greys().get(0, kSide);
        paste_object(object.load(), object.label, {0, 0, 32, 16}, image);
        const auto red_at = [&](int x, int y) { return image.rgb[static_cast<std::size_t>((y * kSide + x) * 3)]; };
        QCOMPARE(red_at(1, 1), std::uint8_t{250});
        QCOMPARE(red_at(1, 12), std::uint8_t{90});  // outside the mask
        QCOMPARE(red_at(14, 12), std::uint8_t{250});
        QCOMPARE(image.labels, (std::vector<int>{0, 1}));
        QVERIFY(image.boxes[1] == (Box{0, 0, 32, 16}));
        // Of the cat's box less than a third stays visible now.
        cv::Mat all(40, 40, CV_8UC3, cv::Scalar(1, 2, 3));
        paste_object({all, cv::Mat(40, 40, CV_8UC1, cv::Scalar(255))}, 2, {2, 2, 22, 18}, image);
        QCOMPARE(image.labels, (std::vector<int>{1, 2}));
    }

    void series_repeat_themselves() {
        write_object(root() / "series", 2);
        const auto base = greys();
        const ObjectPasteSource source(base, {{root() / "series" / "object-0002-0000.png", 2, {8, 8, 40, 24}}}, 3);
        QCOMPARE(source.count(), std::uint64_t{0});
        int pasted = 0;
        for (std::uint64_t i = 0; i < 12; ++i) {
            const auto image = source.get(i, kSide);
            QVERIFY(image.rgb == source.get(i, kSide).rgb);
            for (std::size_t box = 0; box < image.boxes.size(); ++box) {
                QVERIFY(clamped(image.boxes[box], {kSide, kSide}) == image.boxes[box]);
                pasted += image.labels[box] == 2 ? 1 : 0;
            }
        }
        QVERIFY(pasted > 6);
    }

    void drawn_objects_are_kept_and_drawn_once() {
        const auto asked = options("drawn");
        const std::vector<std::string> classes{"cat", "zeppelin"};
        const auto objects = MadeObjects(asked, classes).make({}, {});
        QVERIFY(objects.size() <= 1);
        const auto file = root() / "drawn" / "variants" / "object-0000-0000.json";
        const auto text = read_file(file);
        QVERIFY(nlohmann::json::parse(text).contains("rejected"));
        QVERIFY(!fs::exists(root() / "drawn" / "variants" / "object-0001-0000.json"));  // the adapter knows none
        const auto written = fs::last_write_time(file);
        QCOMPARE(MadeObjects(asked, classes).make({}, {}).size(), objects.size());
        QVERIFY(fs::last_write_time(file) == written);
    }

    void an_arm_learns_from_them() {
        const auto source = greys();
        const auto recipe =
            training::parse_detector_recipe({{"image_size", kSide},
                                             {"steps", 2},
                                             {"batch", 2},
                                             {"dtype", "float32"},
                                             {"model",
                                              {{"embed_dim", 16},
                                               {"group_norm_groups", 4},
                                               {"head_convs", 1},
                                               {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}}}},
                                            "tiny.json");
        auto asked = options("arm");
        for (int label = 0; label < 3; ++label) {
            label == 1 ? write_object(asked.variants_folder(), label) : write_rejected(asked.variants_folder(), label);
        }
        const auto report = study_gain(asked, recipe, {source, source}, {}, {});
        QCOMPARE(report.results[1].arm.name, std::string("real + x-paste"));
        QCOMPARE(report.results[1].images, std::uint64_t{0});
        QVERIFY(report.results[1].figures.at(0)[0] >= 0);
        QVERIFY(report.notes.at(0).find(" 1 objects") != std::string::npos);
        auto none = options("none");
        for (int label = 0; label < 3; ++label) {
            write_rejected(none.variants_folder(), label);
        }
        QVERIFY_EXCEPTION_THROWN(study_gain(none, recipe, {source, source}, {}, {}), UsageError);
    }
};

DESTUDIO_CORE_TEST(MadeObjectsTest)

}  // namespace destudio::made_objects_test

#include "made_objects_test.moc"
