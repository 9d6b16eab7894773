// SPDX-License-Identifier: Apache-2.0
#include "core/base/mask_runs.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/test_main.h"

namespace destudio::mask_runs_test {

namespace {

// Rows of '#' and '.'.
MaskRuns drawn(const std::vector<std::string>& rows) {
    std::vector<std::uint8_t> pixels;
    for (const std::string& row : rows) {
        for (const char c : row) {
            pixels.push_back(c == '#' ? 1 : 0);
        }
    }
    return runs_of_pixels(pixels, {static_cast<int>(rows[0].size()), static_cast<int>(rows.size())});
}

}  // namespace

class MaskRunsTest : public QObject {
    Q_OBJECT

private slots:
    void runs_go_down_the_columns() {
        const MaskRuns mask = drawn({"..#.", ".##.", "...."});
        QCOMPARE(mask.counts, (std::vector<std::uint32_t>{4, 1, 1, 2, 4}));
        QCOMPARE(area_of(mask), std::uint64_t{3});
        QCOMPARE(bounds_of(mask), (Box{1, 0, 3, 2}));
        QVERIFY(runs_of_pixels(pixels_of(mask), mask.size) == mask);
        QCOMPARE(drawn({"#.", ".."}).counts, (std::vector<std::uint32_t>{0, 1, 3}));
    }

    void a_ring_fills_the_pixels_within() {
        const MaskRuns square = fill_ring({{1, 1}, {4, 1}, {4, 3}, {1, 3}}, {6, 5});
        QVERIFY(square == drawn({"......", ".###..", ".###..", "......", "......"}));
        // Parts outside the picture are cut off, whatever the direction.
        QVERIFY(fill_ring({{-3, 9}, {2, 9}, {2, -3}, {-3, -3}}, {4, 3}) == drawn({"##..", "##..", "##.."}));
        QCOMPARE(area_of(fill_ring({}, {4, 3})), std::uint64_t{0});
        QCOMPARE(area_of(fill_ring({{1e300, 1}, {-1e300, 1}, {NAN, 2}}, {4, 3})) <= 12, true);
        QVERIFY_EXCEPTION_THROWN(fill_ring({{0, 0}, {1, 0}, {1, 1}}, {0, 3}), UsageError);
    }

    void overlap_is_that_of_the_pixels() {
        const MaskRuns left = drawn({"##..", "##.."});
        const MaskRuns middle = drawn({".##.", ".##."});
        QCOMPARE(mask_iou(left, middle, false), 2.0 / 6.0);
        QCOMPARE(mask_iou(left, middle, true), 2.0 / 4.0);
        QCOMPARE(mask_iou(left, drawn({"...#", "...#"}), false), 0.0);
        QCOMPARE(mask_iou(left, drawn({"##", "##"}), false), -1.0);
        QVERIFY(united(left, middle) == drawn({"###.", "###."}));
        QVERIFY_EXCEPTION_THROWN(united(left, drawn({"#"})), UsageError);
    }

    void edges_go_around_each_part_and_not_around_holes() {
        const MaskRuns ring = drawn({"####.", "#..#.", "####.", "....#"});
        const Outline edges = outline_of(ring);
        QCOMPARE(edges.size(), std::size_t{2});
        QCOMPARE(edges[0], (Ring{{4, 0}, {4, 3}, {0, 3}, {0, 0}}));
        QCOMPARE(edges[1], (Ring{{5, 3}, {5, 4}, {4, 4}, {4, 3}}));
        QVERIFY(fill_outline(edges, ring.size) == drawn({"####.", "####.", "####.", "....#"}));
    }

    void text_and_masks_of_any_shape_come_back() {
        Random random(4);
        for (int round = 0; round < 60; ++round) {
            const Size size{static_cast<int>(random.integer(1, 40)), static_cast<int>(random.integer(1, 40))};
            std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.width) *
                                             static_cast<std::size_t>(size.height));
            bool inside = false;
            for (auto& pixel : pixels) {
                inside = random.chance(0.1) ? !inside : inside;
                pixel = inside ? 1 : 0;
            }
            const MaskRuns mask = runs_of_pixels(pixels, size);
            QVERIFY(runs_of_text(compressed_counts(mask), size) == mask);
            // The lines around fill what is inside and the holes, nothing else.
            const MaskRuns filled = fill_outline(outline_of(mask), size);
            QVERIFY(united(filled, mask) == filled);
            QCOMPARE(bounds_of(filled), bounds_of(mask));
        }
    }

    void json_is_taken_as_pycocotools_does() {
        using nlohmann::json;
        const Size size{4, 3};
        QCOMPARE(area_of(mask_of_json(json::parse("[[0,0,2,0,2,3,0,3]]"), size).value()), std::uint64_t{6});
        QCOMPARE(area_of(mask_of_json(json::parse("[[1,1,2,1]]"), size).value()), std::uint64_t{2});
        QCOMPARE(mask_of_json(json::parse(R"({"size":[3,4],"counts":[2,4,6]})"), size)->counts,
                 (std::vector<std::uint32_t>{2, 4, 6}));
        for (const char* bad : {R"({"size":[4,3],"counts":[2,4,6]})", R"({"size":[3,4],"counts":[2,4,7]})",
                                R"({"size":[3,4],"counts":[2,-4,6]})", R"({"size":[3,4],"counts":"\u00ff"})",
                                R"({"size":[3,4]})", "[[1,2,3]]", "[[1,2,3,\"x\"]]", "[1,2,3,4]", "7", "null"}) {
            QVERIFY2(!mask_of_json(json::parse(bad), size), bad);
        }
        QVERIFY(!mask_of_json(json::parse("[[0,0,2,0,2,3]]"), {}));
    }
};

DESTUDIO_TEST(MaskRunsTest)

}  // namespace destudio::mask_runs_test

#include "mask_runs_test.moc"
