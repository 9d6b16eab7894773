// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_finder.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/text/percent_decoding.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::image_finder_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;

namespace {

/// A folder with pictures of 20 by 10 pixels.
class Pictures {
public:
    explicit Pictures(const std::vector<std::string>& names) {
        const cv::Mat pixels(10, 20, CV_8UC3, cv::Scalar(1, 2, 3));
        for (const std::string& name : names) {
            fs::create_directories((root() / name).parent_path());
            save_png(root() / "picture", pixels);
            fs::rename(root() / "picture", root() / name);
        }
    }
    fs::path root() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

std::string found(const Pictures& pictures, const std::string& named) {
    return ImageFinder(pictures.root()).locate(named).name;
}

ImageMatch match(const Pictures& pictures, const std::string& named) {
    return ImageFinder(pictures.root()).locate(named).match;
}

}  // namespace

class ImageFinderTest : public QObject {
    Q_OBJECT

private slots:
    void the_whole_path_counts() {
        const Pictures pictures({"cam1/0001.jpg", "cam2/0001.jpg", "cam2/0002.jpg", "a b.jpg"});
        QCOMPARE(found(pictures, "cam1/0001.jpg"), std::string("cam1/0001.jpg"));
        QCOMPARE(found(pictures, "./a b.jpg"), std::string("a b.jpg"));
        QCOMPARE(found(pictures, (pictures.root() / "cam2/0001.jpg").string()), std::string("cam2/0001.jpg"));
        QVERIFY(match(pictures, "cam1/0001.jpg") == ImageMatch::kWholePath);
    }

    void a_picture_of_another_folder_is_never_taken() {
        const Pictures pictures({"cam2/0001.jpg", "cam2/0002.jpg"});
        QCOMPARE(found(pictures, "cam1/0001.jpg"), std::string());
        QCOMPARE(found(pictures, "../cam1/0001.jpg"), std::string());
        QCOMPARE(found(pictures, "cam1\\0002.jpg"), std::string());
        QCOMPARE(found(pictures, "0003.jpg"), std::string());
    }

    void a_name_has_to_be_unique() {
        const Pictures pictures({"a/1.jpg", "b/1.jpg", "a/2.jpg"});
        QCOMPARE(found(pictures, "1.jpg"), std::string());
        QVERIFY(ImageFinder(pictures.root()).locate("1.jpg").doubt.find("b/1.jpg") != std::string::npos);
        QCOMPARE(found(pictures, "2.jpg"), std::string("a/2.jpg"));
        QVERIFY(match(pictures, "2.jpg") == ImageMatch::kName);
        QCOMPARE(found(pictures, "data/set/a/1.jpg"), std::string("a/1.jpg"));
    }

    void paths_of_other_systems() {
        const Pictures pictures({"sub/a.jpg", "b.jpg"});
        QCOMPARE(found(pictures, "sub\\a.jpg"), std::string("sub/a.jpg"));
        QVERIFY(match(pictures, "sub\\a.jpg") == ImageMatch::kSlashes);
        QCOMPARE(found(pictures, "C:\\Users\\me\\set\\b.jpg"), std::string("b.jpg"));
        QCOMPARE(found(pictures, "/data/set/b.jpg"), std::string("b.jpg"));
        QCOMPARE(found(pictures, "\n  sub/a.jpg "), std::string("sub/a.jpg"));
        QVERIFY(match(pictures, "/data/set/b.jpg") == ImageMatch::kName);
        QCOMPARE(found(pictures, "https://host/x/sub/a.jpg?token=1"), std::string("sub/a.jpg"));
    }

    void capital_letters_and_extensions() {
        const Pictures pictures({"IMG_1.JPG", "frame_000007.PNG", "v1.2.jpg", "x/c.png", "x/c.bmp"});
        QCOMPARE(found(pictures, "IMG_1.jpg"), std::string("IMG_1.JPG"));
        QVERIFY(match(pictures, "IMG_1.jpg") == ImageMatch::kLetters);
        QCOMPARE(found(pictures, "img_1.JPG"), std::string("IMG_1.JPG"));
        QCOMPARE(found(pictures, "frame_000007"), std::string("frame_000007.PNG"));
        QCOMPARE(found(pictures, "frame_000007.jpg"), std::string("frame_000007.PNG"));
        QVERIFY(match(pictures, "frame_000007") == ImageMatch::kExtension);
        QCOMPARE(found(pictures, "v1.2"), std::string("v1.2.jpg"));
        QCOMPARE(found(pictures, "x/c.jpg"), std::string());
        QCOMPARE(found(pictures, "x/c.png"), std::string("x/c.png"));
    }

    void addresses() {
        const Pictures pictures({"my photo é.jpg", "a+b.jpg", "50%.jpg", "1a2b3c4e-cat.jpg"});
        QCOMPARE(found(pictures, "/data/upload/1/1a2b3c4d-my%20photo%20%C3%A9.jpg"), std::string("my photo é.jpg"));
        QCOMPARE(found(pictures, "/data/local-files/?d=images/a%2Bb.jpg"), std::string("a+b.jpg"));
        QCOMPARE(found(pictures, "/data/local-files/?d=images%2F50%25.jpg"), std::string("50%.jpg"));
        QCOMPARE(found(pictures, "50%.jpg"), std::string("50%.jpg"));
        QCOMPARE(found(pictures, "s3://bucket/1a2b3c4e-cat.jpg"), std::string("1a2b3c4e-cat.jpg"));
        QCOMPARE(percent_decoded("100%"), std::string("100%"));
        QCOMPARE(percent_decoded("%zz%00%41+"), std::string("%zz%00A+"));
    }

    void links_out_of_the_folder_are_not_pictures_of_it() {
        const Pictures outside({"secret.jpg"});
        const Pictures pictures({"a.jpg"});
        fs::create_symlink(outside.root() / "secret.jpg", pictures.root() / "b.jpg");
        QVERIFY(!ImageFinder(pictures.root()).has("b.jpg"));
        QVERIFY(!ImageFinder(pictures.root()).has("../" + outside.root().filename().string() + "/secret.jpg"));
    }

    void what_was_chosen_is_told() {
        const Pictures pictures({"IMG_1.JPG"});
        const ImageFinder finder(pictures.root());
        ReadResult result;
        Image image;
        image.size = {10, 20};
        settle_image(image, {"IMG_1.jpg"}, finder, "a.xml", result);
        QCOMPARE(image.file_name, std::string("IMG_1.JPG"));
        QVERIFY(image.size == (Size{20, 10}));
        QCOMPARE(result.issues.size(), std::size_t{2});
        QVERIFY(result.issues[0].what.find("IMG_1.JPG was taken") != std::string::npos);
        QVERIFY(result.issues[1].what.find("say 10 by 20, but the picture has 20 by 10 pixels") != std::string::npos);
        settle_image(image, {"sub/IMG_2.jpg"}, finder, "b.xml", result);
        QCOMPARE(image.file_name, std::string("sub/IMG_2.jpg"));
        QVERIFY(result.issues.back().what.find("missing") != std::string::npos);
    }

    void one_picture_is_not_given_to_two_names() {
        const Pictures pictures({"0001.jpg", "b.jpg"});
        const ImageFinder finder(pictures.root());
        ReadResult result;
        for (const char* named : {"cam1/0001.jpg", "cam2/0001.jpg", "b.jpg", "B.JPG"}) {
            Image image;
            image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
            settle_image(image, {named}, finder, named, result);
            result.dataset.images.push_back(image);
        }
        result.issues.clear();
        settle_claims(result);
        QCOMPARE(result.dataset.images[0].file_name, std::string("cam1/0001.jpg"));
        QCOMPARE(result.dataset.images[1].file_name, std::string("cam2/0001.jpg"));
        QCOMPARE(result.dataset.images[2].file_name, std::string("b.jpg"));
        QCOMPARE(result.dataset.images[3].file_name, std::string("B.JPG"));
        QCOMPARE(result.issues.size(), std::size_t{3});
    }
};

DESTUDIO_CORE_TEST(ImageFinderTest)

}  // namespace destudio::image_finder_test

#include "image_finder_test.moc"
