// SPDX-License-Identifier: Apache-2.0
// Collections of pictures that are no part of the repository: skipped where they are missing.
#include <QTest>
#include <algorithm>
#include <fstream>
#include <opencv2/core.hpp>
#include <vector>

#include "core/base/error.h"
#include "core/image/image_io.h"
#include "tests/support/error_of.h"
#include "tests/support/outside_data.h"
#include "tests/support/test_main.h"

namespace destudio::outside_images_test {

namespace fs = std::filesystem;

class OutsideImagesTest : public QObject {
    Q_OBJECT

private slots:
    void treats_real_files_as_expected() {
        const fs::path root = test::outside_data() / "data" / "edge_images";
        std::ifstream table(root / "EXPECTED.tsv");
        if (!table) {
            QSKIP("the collection of odd images (data/edge_images) lies outside the repository");
        }
        // Formats that Pillow reads and we refuse; and one whose only fault is a huge text.
        const std::vector<std::string> differently{"bc5s.dds", "duplicate_number_of_loops.gif", "hopper.gif",
                                                   "png_decompression_dos.png"};
        std::string line;
        std::getline(table, line);
        while (std::getline(table, line)) {
            std::vector<std::string> columns(1);
            for (const char c : line) {
                c == '\t' ? columns.emplace_back() : (columns.back() += c, columns.back());
            }
            const std::string name = fs::path(columns[0]).filename();
            const bool expected =
                (columns[6] == "ok") != (std::find(differently.begin(), differently.end(), name) != differently.end());
            const std::string error = test::error_of([&] { load_image(root / columns[0]); });
            QVERIFY2(error.empty() == expected, (columns[0] + ": " + error).c_str());
        }
    }

    void oriented_photos_look_alike() {
        const fs::path root = test::outside_data() / "data" / "exif_orientation";
        if (!fs::exists(root / "Landscape_1.jpg")) {
            QSKIP("the collection of oriented photos (data/exif_orientation) lies outside the repository");
        }
        const cv::Mat reference = load_thumbnail(root / "Landscape_1.jpg", 200);
        for (int i = 2; i <= 8; ++i) {
            const auto path = root / ("Landscape_" + std::to_string(i) + ".jpg");
            const cv::Mat other = load_thumbnail(path, 200);
            QCOMPARE(other.size(), reference.size());
            QVERIFY(cv::norm(reference, other, cv::NORM_L1) / double(reference.total() * 3) < 12);
            QCOMPARE(load_image(path).cols, peek_image_size(path).width);
        }
    }
};

DESTUDIO_CORE_TEST(OutsideImagesTest)

}  // namespace destudio::outside_images_test

#include "outside_images_test.moc"
