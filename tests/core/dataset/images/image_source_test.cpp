// SPDX-License-Identifier: Apache-2.0
// Pictures that are linked instead of copied.
#include "core/dataset/images/image_source.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::image_source_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;

class ImageSourceTest : public QObject {
    Q_OBJECT

private slots:
    void pictures_are_linked_where_the_disk_can_and_the_rest_is_counted_as_copied() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const cv::Mat pixels(6, 8, CV_8UC3, cv::Scalar(1, 2, 3));
        save_png(root / "in" / "x.png", pixels);
        fs::create_symlink(root / "in" / "x.png", root / "in" / "link.png");
        save_png(root / "in" / "y.bmp", pixels);  // a PNG under another name is still handed on
        ImageSource source = ImageSource::folder(root / "in");
        source.links = std::make_shared<LinkCounts>();
        for (const char* name : {"x.png", "link.png", "y.bmp"}) {
            const Image image{1, name, {8, 6}, "", true, ""};
            const std::string extension = place_image(source, image, root / "out" / "deep" / fs::path(name).stem());
            QCOMPARE(extension, std::string(".png"));
        }
        QCOMPARE(source.links->clones + source.links->links, std::size_t{3});
        QCOMPARE(source.links->copies, std::size_t{0});
        QVERIFY(read_file(root / "out" / "deep" / "link.png") == read_file(root / "in" / "x.png"));
        QVERIFY(!fs::is_symlink(root / "out" / "deep" / "link.png"));
        // What is there already is replaced, and a place that cannot be linked is copied to.
        source.links = std::make_shared<LinkCounts>();
        place_image(source, {1, "x.png", {8, 6}, "", true, ""}, root / "out" / "deep" / "x");
        QCOMPARE(source.links->copies, std::size_t{1});
        QVERIFY(read_file(root / "out" / "deep" / "x.png") == read_file(root / "in" / "x.png"));
    }
};

DESTUDIO_CORE_TEST(ImageSourceTest)

}  // namespace destudio::image_source_test

#include "image_source_test.moc"
