// SPDX-License-Identifier: Apache-2.0
// Datasets that other tools wrote and that are no part of the repository: skipped where they are missing.
#include <QTest>
#include <cmath>

#include "core/base/json.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/formats/voc/voc_format.h"
#include "core/dataset/io/dataset_io.h"
#include "tests/support/outside_data.h"
#include "tests/support/test_main.h"

namespace destudio::outside_datasets_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;

namespace {

fs::path coco_file() {
    return destudio::test::outside_data() / "data/tiny_coco/tiny_coco/annotations/instances_val2017.json";
}

}  // namespace

class OutsideDatasetsTest : public QObject {
    Q_OBJECT

private slots:
    void coco_annotations_are_read() {
        const fs::path file = coco_file();
        if (!fs::exists(file)) {
            QSKIP("the COCO sample (data/tiny_coco) lies outside the repository");
        }
        const ReadResult read = read_coco(file);
        QCOMPARE(read.dataset.classes.size(), std::size_t{80});
        QCOMPARE(read.dataset.class_ids.back(), std::int64_t{90});
        QCOMPARE(read.dataset.images.size(), std::size_t{50});
        QCOMPARE(read.issues.size(), std::size_t{0});
    }

    void coco_outlines_survive() {
        const fs::path file = coco_file();
        if (!fs::exists(file)) {
            QSKIP("the COCO sample (data/tiny_coco) lies outside the repository");
        }
        const auto expected = read_json(file);
        const auto found = parse_json(coco_json(read_coco(file).dataset), "copy");
        QCOMPARE(found["annotations"].size(), expected["annotations"].size());
        for (std::size_t i = 0; i < found["annotations"].size(); ++i) {
            QCOMPARE(found["annotations"][i]["segmentation"].dump(), expected["annotations"][i]["segmentation"].dump());
            QVERIFY(std::abs(found["annotations"][i]["area"].get<double>() -
                             expected["annotations"][i]["area"].get<double>()) < 0.01);
        }
        QCOMPARE(found["images"].dump(), expected["images"].dump());
        QCOMPARE(found["licenses"].dump(), expected["licenses"].dump());
        QCOMPARE(found["categories"].dump(), expected["categories"].dump());
    }

    void voc_annotations_are_read() {
        const fs::path root = destudio::test::outside_data() / "data/bccd/BCCD";
        if (!fs::exists(root)) {
            QSKIP("the VOC sample (data/bccd) lies outside the repository");
        }
        const ReadResult read = read_voc(root);
        QVERIFY((read.dataset.classes == std::vector<std::string>{"Platelets", "RBC", "WBC"}));
        QCOMPARE(read.dataset.images.size(), std::size_t{364});
    }

    void datasets_are_read_completely_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("images_in");
        QTest::addColumn<int>("images");
        QTest::addColumn<int>("boxes");
        const auto row = [](const char* path, const char* format, int images, int boxes, const char* images_in = "") {
            QTest::newRow(path) << QString::fromUtf8(format) << QString::fromUtf8(images_in) << images << boxes;
        };
        const std::string datumaro = "datumaro_assets/tests/assets/";
        row("tiny_coco/tiny_coco", "coco", 100, 852);
        row("fizyr_testdata/coco", "coco", 2, 23);
        row("review_odm/data/database/gts/coco_format_v1", "coco", 100, 273, "review_odm/data/database/images");
        row((datumaro + "coco_dataset/coco_instances").c_str(), "coco", 2, 3);
        row((datumaro + "coco_dataset/mmdet_coco").c_str(), "coco", 2, 3);
        row((datumaro + "coco_dataset/coco_roboflow").c_str(), "coco", 2, 3);
        row((datumaro + "roboflow_dataset/coco").c_str(), "coco", 3, 4);
        row("bccd/BCCD", "voc", 364, 4888);
        row("fizyr_testdata/pascal", "voc", 1, 2);
        row((datumaro + "roboflow_dataset/createml").c_str(), "createml", 3, 4);
        row((datumaro + "cvat_dataset/for_images/export_project").c_str(), "cvat", 6, 6);
        row((datumaro + "cvat_dataset/for_images/export_task").c_str(), "cvat", 2, 2);
        row((datumaro + "datumaro_dataset/legacy").c_str(), "datumaro", 4, 0);
        row("labelme_bbox/examples/bbox_detection/data_annotated", "labelme", 3, 9);
        row("coco128_lightly/object_detection", "yolo", 64, 460, "coco128_lightly/images");
        row("coco128_lightly/instance_segmentation", "yolo", -1, -1, "coco128_lightly/images");
    }

    void datasets_are_read_completely() {
        QFETCH(QString, format);
        QFETCH(QString, images_in);
        QFETCH(int, images);
        QFETCH(int, boxes);
        const fs::path data = destudio::test::outside_data() / "data";
        const fs::path path = data / QTest::currentDataTag();
        if (!fs::exists(path)) {
            QSKIP("this sample (of data/) lies outside the repository");
        }
        ReadOptions options;
        options.images = images_in.isEmpty() ? fs::path() : data / images_in.toStdString();
        QCOMPARE(recognise_format(path).name(), format.toStdString());
        const auto found = open_dataset(find_format(format.toStdString()), path, options);
        std::string told;
        std::size_t dropped = 0;
        for (const Issue& issue : found.issues) {
            told += issue.where + ": " + issue.what + "\n";
            dropped += issue.what.find("left out") != std::string::npos ? 1 : 0;
        }
        if (images >= 0) {
            QVERIFY2(static_cast<int>(found.dataset.images.size()) == images, told.c_str());
            QVERIFY2(static_cast<int>(found.dataset.annotations.size() + dropped) == boxes, told.c_str());
        } else {
            QVERIFY2(!found.dataset.annotations.empty(), told.c_str());
        }
    }
};

DESTUDIO_CORE_TEST(OutsideDatasetsTest)

}  // namespace destudio::outside_datasets_test

#include "outside_datasets_test.moc"
