// SPDX-License-Identifier: Apache-2.0
// Where COCO files and their pictures lie when other tools wrote them.
#include "core/dataset/formats/coco/coco_layout.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>

#include "core/base/atomic_file.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/io/dataset_io.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::coco_layout_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using destudio::dataset::test::error_of;

class CocoLayoutTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }
    void picture(const fs::path& name, int width = 100, int height = 50) const {
        fs::create_directories((root() / name).parent_path());
        save_png(root() / "picture", cv::Mat(height, width, CV_8UC3, cv::Scalar(7)));
        fs::rename(root() / "picture", root() / name);
    }
    /// A file that names these pictures, with a box each.
    void annotations(const fs::path& file, const std::vector<std::string>& names,
                     const nlohmann::json& size = {{"width", 100}, {"height", 50}},
                     const nlohmann::json& box = {10, 10, 20, 20}) const {
        nlohmann::json json = {{"images", nlohmann::json::array()},
                               {"annotations", nlohmann::json::array()},
                               {"categories", {{{"id", 1}, {"name", "cat"}}}}};
        for (std::size_t i = 0; i < names.size(); ++i) {
            nlohmann::json image = size;
            image["id"] = i + 1;
            image["file_name"] = names[i];
            json["images"].push_back(image);
            json["annotations"].push_back(
                {{"id", i + 1}, {"image_id", i + 1}, {"category_id", 1}, {"bbox", box}, {"iscrowd", 0}});
        }
        write_file_atomically(root() / file, json.dump());
    }
    ReadResult read(const fs::path& below = {}) const { return open_dataset(find_format("coco"), root() / below); }
    /// The split of each picture, and whether it was found.
    std::map<std::string, std::string> splits() const {
        std::map<std::string, std::string> out;
        const auto result = read();
        for (const Image& image : result.dataset.images) {
            out[fs::path(image.file_name).filename().string()] =
                fs::is_regular_file(result.image_folder / image.file_name) ? image.split : "missing";
        }
        return out;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void files_of_splits_are_read_together_data() {
        QTest::addColumn<QStringList>("files");  // of train and val
        QTest::addColumn<QStringList>("pictures");
        const auto row = [](const char* name, const QStringList& files, const QStringList& pictures) {
            QTest::newRow(name) << files << pictures;
        };
        row("instances", {"annotations/instances_train2017.json", "annotations/instances_val2017.json"},
            {"train2017/t.png", "val2017/v.png"});
        row("keypoints", {"annotations/person_keypoints_train2017.json", "annotations/person_keypoints_val2017.json"},
            {"train2017/t.png", "val2017/v.png"});
        row("plain", {"annotations/train.json", "annotations/val.json"}, {"train/t.png", "val/v.png"});
        row("other words", {"Training.json", "Validation.json"}, {"images/training/t.png", "images/Validation/v.png"});
        row("one folder", {"annotations/instances_Train.json", "annotations/instances_Valid.json"},
            {"images/t.png", "images/v.png"});
        row("in the folders", {"train/annotations.json", "val/annotations.json"},
            {"train/images/t.png", "val/images/v.png"});
        row("labels", {"train/labels.json", "valid/labels.json"}, {"train/t.png", "valid/v.png"});
        row("deeper", {"Train/annotations/a.json", "Val/annotations/b.json"},
            {"Train/images/t.png", "Val/images/v.png"});
        row("roboflow", {"train/_annotations.coco.json", "valid/_annotations.coco.json"},
            {"train/t.png", "valid/v.png"});
    }
    void files_of_splits_are_read_together() {
        QFETCH(QStringList, files);
        QFETCH(QStringList, pictures);
        picture(pictures[0].toStdString());
        picture(pictures[1].toStdString());
        annotations(files[0].toStdString(), {"t.png"});
        annotations(files[1].toStdString(), {"v.png"});
        QCOMPARE(recognise_format(root()).name(), std::string("coco"));
        const std::map<std::string, std::string> wanted{{"t.png", "train"}, {"v.png", "val"}};
        QVERIFY(splits() == wanted);
        QCOMPARE(read().dataset.annotations.size(), std::size_t{2});
    }

    void files_that_nothing_tells_apart_are_named() {
        annotations("a.json", {"t.png"});
        annotations("b.json", {"v.png"});
        QCOMPARE(recognise_format(root()).name(), std::string("coco"));
        const std::string error = error_of([&] { read(); });
        QVERIFY(error.find("a.json, b.json") != std::string::npos);
        annotations("annotations/instances_train.json", {"t.png"});
        annotations("annotations/captions_train.json", {"t.png"});
        const auto result = read();
        QCOMPARE(result.dataset.images.size(), std::size_t{1});
        QVERIFY(result.issues.back().what.find("captions_train.json was passed over") != std::string::npos);
    }

    void the_folder_that_holds_most_pictures_counts() {
        for (const char* name : {"val/b.png", "val/c.png", "train/a.png"}) {
            picture(name);
        }
        annotations("annotations/instances_val.json", {"a.png", "b.png", "c.png"});
        const auto result = read("annotations/instances_val.json");
        QVERIFY(fs::equivalent(result.image_folder, root() / "val"));
        QCOMPARE(result.dataset.images[0].file_name, std::string("a.png"));
    }

    void names_of_other_systems_are_found_and_told() {
        picture("images/sub/a.png");
        picture("images/IMG_1.JPG");
        picture("images/other/c.png");
        annotations("annotations.json", {"sub\\a.png", "IMG_1.jpg", "cam/c.png"});
        const auto result = read();
        QCOMPARE(result.dataset.images[0].file_name, std::string("sub/a.png"));
        QCOMPARE(result.dataset.images[1].file_name, std::string("IMG_1.JPG"));
        QCOMPARE(result.dataset.images[2].file_name, std::string("cam/c.png"));  // other/c.png is another picture
        QCOMPARE(result.issues.size(), std::size_t{2});
    }

    void the_picture_tells_a_size_that_is_missing_or_does_not_fit() {
        picture("images/a.png");
        annotations("annotations.json", {"a.png"}, nlohmann::json::object(), {90, 10, 20, 20});
        auto result = read();
        QVERIFY(result.dataset.images[0].size == (Size{100, 50}));
        QVERIFY((result.dataset.annotations[0].box == Box{90, 10, 100, 30}));
        annotations("annotations.json", {"a.png"}, {{"width", "50"}, {"height", "100"}}, {60, 10, 20, 20});
        result = read();
        QVERIFY(result.dataset.images[0].size == (Size{100, 50}));
        QVERIFY((result.dataset.annotations[0].box == Box{60, 10, 80, 30}));
        QCOMPARE(result.issues.size(), std::size_t{1});
        QVERIFY(result.issues[0].what.find("say 50 by 100, but the picture has 100 by 50") != std::string::npos);
    }

    void boxes_as_fractions_are_told() {
        picture("images/a.png");
        annotations("annotations.json", {"a.png"}, {{"width", 100}, {"height", 50}}, {0.1, 0.2, 0.5, 0.5});
        const auto result = read();
        QCOMPARE(result.issues.size(), std::size_t{1});
        QVERIFY(result.issues[0].what.find("fractions") != std::string::npos);
        QVERIFY(result.issues[0].severity == Severity::kError);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(CocoLayoutTest)

}  // namespace destudio::coco_layout_test

#include "coco_layout_test.moc"
