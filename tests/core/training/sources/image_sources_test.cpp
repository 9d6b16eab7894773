// SPDX-License-Identifier: Apache-2.0
#include "core/training/sources/copy_paste_source.h"

#include <QTest>

#include "core/base/error.h"
#include "core/training/sources/memory_image_source.h"
#include "core/training/sources/relabelled_source.h"
#include "tests/support/test_main.h"

namespace destudio::image_sources_test {

using namespace destudio::training;

namespace {

/// A picture of one color with these boxes.
TrainingImage plain(std::uint8_t color, std::vector<Box> boxes, std::vector<int> labels) {
    return {16, std::vector<std::uint8_t>(16 * 16 * 3, color), std::move(boxes), std::move(labels)};
}

std::uint8_t red(const TrainingImage& image, std::size_t x, std::size_t y) {
    return image.rgb[(y * 16 + x) * 3];
}

}  // namespace

class ImageSourcesTest : public QObject {
    Q_OBJECT

private slots:
    void pixels_and_box_arrive() {
        auto from = plain(10, {{2, 2, 6, 4}}, {7});
        from.rgb[(2 * 16 + 2) * 3] = 99;  // upper left pixel of the box
        auto onto = plain(200, {{12, 12, 16, 16}}, {3});
        paste_box(from, 0, {8, 0, 12, 2}, false, onto);
        QCOMPARE(red(onto, 8, 0), std::uint8_t{99});
        QCOMPARE(red(onto, 11, 1), std::uint8_t{10});
        QCOMPARE(red(onto, 12, 1), std::uint8_t{200});
        QCOMPARE(red(onto, 7, 0), std::uint8_t{200});
        QCOMPARE(onto.labels, (std::vector<int>{3, 7}));
        QVERIFY((onto.boxes[1] == Box{8, 0, 12, 2}));
    }

    void mirrored_and_scaled() {
        auto from = plain(10, {{0, 0, 2, 2}}, {1});
        from.rgb[0] = 99;
        auto onto = plain(200, {}, {});
        paste_box(from, 0, {4, 4, 8, 8}, true, onto);
        QCOMPARE(red(onto, 7, 4), std::uint8_t{99});
        QCOMPARE(red(onto, 6, 5), std::uint8_t{99});
        QCOMPARE(red(onto, 5, 4), std::uint8_t{10});
        QCOMPARE(red(onto, 6, 6), std::uint8_t{10});
    }

    void covered_boxes_are_dropped() {
        const auto from = plain(10, {{0, 0, 8, 8}}, {1});
        auto onto = plain(200, {{0, 0, 10, 8}, {0, 0, 16, 16}}, {2, 3});
        paste_box(from, 0, {0, 0, 8, 8}, false, onto);
        QCOMPARE(onto.labels, (std::vector<int>{3, 1}));
    }

    void labels_follow_another_class_list() {
        const MemoryImageSource base({"cat", "cow", "dog"},
                                     {plain(1, {{0, 0, 4, 4}, {1, 1, 5, 5}, {2, 2, 6, 6}}, {2, 1, 0})});
        const RelabelledSource source(base, {"dog", "bird", "cat"});
        const auto image = source.get(0, 16);
        QCOMPARE(image.labels, (std::vector<int>{0, 2}));
        QVERIFY((image.boxes[1] == Box{2, 2, 6, 6}));
        QCOMPARE(source.count(), std::uint64_t{1});
        QCOMPARE(source.classes().size(), std::size_t{3});
    }

    void the_series_is_reproducible_and_sound() {
        std::vector<TrainingImage> images;
        for (int i = 0; i < 5; ++i) {
            images.push_back(plain(static_cast<std::uint8_t>(i), {{2.5, 2.5, 12.5, 9.5}, {10, 10, 15, 15}}, {i, 5}));
        }
        const MemoryImageSource base({"a", "b", "c", "d", "e", "f"}, images);
        const CopyPasteSource source(base, 3);
        QCOMPARE(source.count(), std::uint64_t{0});
        int pasted = 0;
        for (std::uint64_t i = 0; i < 200; ++i) {
            const auto image = source.get(i, 16);
            QVERIFY(image.rgb == source.get(i, 16).rgb);
            QCOMPARE(image.boxes.size(), image.labels.size());
            for (const Box& box : image.boxes) {
                QVERIFY(box == clamped(box, {16, 16}) && !box.empty());
            }
            pasted += image.boxes.size() > 2 ? 1 : 0;
        }
        QVERIFY(pasted > 50);
        QVERIFY_EXCEPTION_THROWN(base.get(5, 16), UsageError);
        QVERIFY_EXCEPTION_THROWN(base.get(0, 32), UsageError);
    }
};

DESTUDIO_TEST(ImageSourcesTest)

}  // namespace destudio::image_sources_test

#include "image_sources_test.moc"
