// SPDX-License-Identifier: Apache-2.0
// Outlines through every format that holds them, and from each to each.
#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/io/export_check.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/outline_shape.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::outline_round_trips_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

constexpr Size kSize{60, 40};

const std::vector<std::string>& formats_with_outlines() {
    static const std::vector<std::string> kNames{"coco", "cvat", "datumaro", "labelme", "yolo"};
    return kNames;
}

// A rectangle of pixels without a corner and with a hole in its middle.
MaskRuns mask_with_hole() {
    std::vector<std::uint8_t> pixels(60 * 40, 0);
    for (std::size_t y = 20; y < 35; ++y) {
        for (std::size_t x = 30; x < 50; ++x) {
            const bool corner = y < 23 && x < 34;
            pixels[y * 60 + x] = corner || (y >= 25 && y < 30 && x >= 38 && x < 44) ? 0 : 1;
        }
    }
    return runs_of_pixels(pixels, kSize);
}

Annotation object(int class_index, const RawJson& outline, const Box& box) {
    Annotation annotation;
    annotation.image_id = 1;
    annotation.class_index = class_index;
    annotation.box = box;
    annotation.outline = outline;
    return annotation;
}

// A triangle, five corners, two parts, run lengths with a hole, and a box alone.
Dataset with_outlines() {
    Dataset dataset;
    dataset.classes = {"cat", "dog"};
    dataset.images = {{1, "a.png", kSize, "", true, ""}};
    const Outline triangle{{{2, 3}, {20.5, 3}, {9, 18.25}}};
    const Outline five{{{30, 2}, {44, 2}, {48, 9}, {40, 15}, {30, 10}}};
    const Outline parts{{{1, 22}, {8, 22}, {8, 30}, {1, 30}}, {{14, 24}, {20, 24}, {20, 38}}};
    for (const Outline& outline : {triangle, five, parts}) {
        dataset.annotations.push_back(object(outline == five ? 1 : 0, outline_json(outline), bounds_of(outline)));
    }
    dataset.annotations.push_back(object(1, outline_json(mask_with_hole()), {30, 20, 50, 35}));
    dataset.annotations.push_back(object(0, {}, {50, 1, 59, 12}));
    return dataset;
}

// How alike the outlines are; exactly the same where `exact`.
void compare_outlines(const Dataset& before, const Dataset& after, double least, const std::string& what) {
    QVERIFY2(after.annotations.size() == before.annotations.size(), what.c_str());
    for (std::size_t i = 0; i < before.annotations.size(); ++i) {
        const Annotation& a = before.annotations[i];
        const Annotation& b = after.annotations[i];
        const std::string row = what + ", row " + std::to_string(i) + ": " + std::string(b.outline.view());
        QVERIFY2(before.classes[std::size_t(a.class_index)] == after.classes[std::size_t(b.class_index)], row.c_str());
        QVERIFY2(a.outline.empty() == b.outline.empty(), row.c_str());
        QVERIFY2(iou(a.box, b.box) > 0.9, row.c_str());  // that of a mask is in whole pixels
        if (!a.outline.empty()) {
            const auto mask = mask_of(a, kSize);
            const auto found = mask_of(b, kSize);
            QVERIFY2(mask && found && mask_iou(*mask, *found, false) >= least, row.c_str());
        }
    }
}

}  // namespace

class OutlineRoundTripsTest : public QObject {
    Q_OBJECT

private slots:
    void outlines_survive_from_each_to_each_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        for (const std::string& from : formats_with_outlines()) {
            for (const std::string& to : formats_with_outlines()) {
                QTest::newRow((from + "-" + to).c_str()) << QString::fromStdString(from) << QString::fromStdString(to);
            }
        }
    }

    void outlines_survive_from_each_to_each() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const DatasetFormat& a = find_format(from.toStdString());
        const DatasetFormat& b = find_format(to.toStdString());
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        a.write({with_outlines(), painted(), root / "first"});
        const ReadResult first = a.read(root / "first", {});
        const auto issues = check_export(a, root / "first");
        QVERIFY2(issues.empty(), issues.empty() ? "" : (issues[0].where + ": " + issues[0].what).c_str());
        // What closes a hole or joins two parts by a line changes pixels of its own.
        const bool exact = a.capabilities().run_lengths && b.capabilities().run_lengths;
        compare_outlines(with_outlines(), first.dataset, a.capabilities().run_lengths ? 0.999 : 0.85, a.name());
        b.write({first.dataset, ImageSource::folder(first.image_folder), root / "second"});
        const ReadResult second = b.read(root / "second", {});
        compare_outlines(with_outlines(), second.dataset, exact ? 0.999 : 0.85, a.name() + " to " + b.name());
        compare_outlines(first.dataset, second.dataset, exact ? 0.999 : 0.85, "again, " + a.name() + " to " + b.name());
    }

    void what_a_format_changes_is_told() {
        const auto told = [](const char* format, const char* text) {
            const auto lost = losses(with_outlines(), find_format(format));
            return std::any_of(lost.begin(), lost.end(),
                               [&](const Issue& issue) { return issue.what.find(text) != std::string::npos; });
        };
        QVERIFY(losses(with_outlines(), find_format("coco")).empty());
        QVERIFY(losses(with_outlines(), find_format("datumaro")).empty());
        QVERIFY(told("yolo", "1 outline in run lengths is written as polygons"));
        QVERIFY(told("yolo", "1 outline of several parts is joined into one line"));
        QVERIFY(told("labelme", "1 outline in run lengths is written as polygons"));
        QVERIFY(!told("labelme", "parts"));
        QVERIFY(told("cvat", "1 box becomes the one around the outline"));  // of several parts, so a mask
        QVERIFY(told("voc", "4 outlines (segmentation) are left out"));
        Dataset edited = with_outlines();
        edited.annotations[0].box = {2, 3, 26, 18.25};
        const auto lost = losses(edited, find_format("labelme"));
        QVERIFY(std::any_of(lost.begin(), lost.end(), [](const Issue& issue) {
            return issue.what.find("1 box becomes the one around the outline") != std::string::npos;
        }));
    }

    void rings_of_odd_outlines() {
        Annotation annotation;
        QVERIFY(rings_of(annotation).empty() && !has_runs(annotation) && !mask_of(annotation, kSize));
        annotation.outline = RawJson("[[1,2,3,4],[1,1,5,1,5,5]]");  // a ring of two corners is none
        QCOMPARE(rings_of(annotation).size(), std::size_t{1});
        annotation.outline = RawJson(R"({"size":[3],"counts":[1]})");
        QVERIFY(rings_of(annotation).empty());
        // A picture of some gigabytes is not drawn because a file says so.
        annotation.outline = RawJson(R"({"size":[60000,60000],"counts":[3000000000,600000000]})");
        QVERIFY(rings_of(annotation).empty() && !mask_of(annotation, {60000, 60000}));
        annotation.outline = RawJson("[[1,");
        QVERIFY(rings_of(annotation).empty());
        QVERIFY(outline_json(Outline{{{1, 1}, {2, 2}}}).empty());
        QVERIFY(is_upright_box({{1, 1}, {1, 5}, {4, 5}, {4, 1}}));
        QVERIFY(!is_upright_box({{1, 2}, {1, 5}, {4, 5}, {4, 1}}));
        QCOMPARE(joined_ring({{{0, 0}, {1, 0}, {1, 1}}, {{3, 0}, {4, 0}, {4, 1}}}),
                 (Ring{{0, 0}, {1, 0}, {3, 0}, {4, 0}, {4, 1}, {3, 0}, {1, 0}, {1, 1}}));
    }
};

DESTUDIO_CORE_TEST(OutlineRoundTripsTest)

}  // namespace destudio::outline_round_trips_test

#include "outline_round_trips_test.moc"
