// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_format.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/dataset/formats/yolo/yolo_yaml.h"
#include "core/dataset/io/export_check.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::yolo_format_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

class YoloFormatTest : public QObject {
    Q_OBJECT

private slots:
    void writes_five_columns_and_no_path() {
        QTemporaryDir folder;
        const fs::path out = fs::path(folder.path().toStdString()) / "out";
        write_yolo(sample_dataset(), painted(), out);
        QCOMPARE(check_export(find_format("yolo"), out).size(), std::size_t{0});
        QCOMPARE(
            read_file(out / "data.yaml"),
            std::string("train: train.txt\nval: val.txt\nnames:\n  0: cat\n  1: 'Straßenbahn \"1\"'\n  2: 'no'\n"));
        // The ignored region is not there; an image without boxes has an empty file.
        QCOMPARE(read_file(out / "labels" / "a" / "Größe 1.txt"), std::string("0 0.5 0.5 1 1\n"));
        QCOMPARE(read_file(out / "labels" / "b.txt"), std::string());
        QCOMPARE(read_file(out / "val.txt"), std::string("./images/b.png\n"));
        QVERIFY(fs::exists(out / "images" / "b.png"));
    }

    void round_trips() {
        QTemporaryDir folder;
        const fs::path out = fs::path(folder.path().toStdString()) / "out";
        write_yolo(sample_dataset(), painted(), out);
        for (const fs::path& entrance : {out, out / "data.yaml"}) {
            const ReadResult read = read_yolo(entrance);
            QCOMPARE(read.issues.size(), std::size_t{0});
            QVERIFY(read.dataset.classes == sample_dataset().classes);
            QCOMPARE(read.dataset.images.size(), std::size_t{3});
            QCOMPARE(read.dataset.annotations.size(), std::size_t{2});
            QVERIFY(iou(read.dataset.annotations[0].box, Box{0, 0, 60, 40}) > 0.999);
            QCOMPARE(read.dataset.images[2].split, std::string("val"));
            QVERIFY(fs::exists(read.image_folder / read.dataset.images[0].file_name));
        }
    }

    void without_splits_the_folder_is_named() {
        QTemporaryDir folder;
        const fs::path out = fs::path(folder.path().toStdString()) / "out";
        Dataset dataset = sample_dataset();
        for (Image& image : dataset.images) {
            image.split.clear();
        }
        write_yolo(dataset, painted(), out);
        QVERIFY(read_file(out / "data.yaml").starts_with("train: images\nval: images\nnames:"));
        QCOMPARE(read_yolo(out).dataset.images.size(), std::size_t{3});
        QVERIFY(read_yolo(out).dataset.images[0].split.empty());
        write_yolo(dataset, painted(), out);  // over itself is fine
        save_png(out / "images" / "stranger.png", cv::Mat(4, 4, CV_8UC3, cv::Scalar(0)));
        QVERIFY(error_of([&] { write_yolo(dataset, painted(), out); }).find("stranger.png") != std::string::npos);
    }

    void a_split_that_is_not_there_is_reported() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::create_directories(root / "train" / "images");
        save_png(root / "train" / "images" / "a.png", cv::Mat(4, 4, CV_8UC3, cv::Scalar(0)));
        write_file_atomically(root / "data.yaml",
                              "train: ../train/images\nval: ../valid/images\ntest: gone.txt\nnames: [cat]\n");
        const ReadResult read = read_yolo(root);
        QCOMPARE(read.dataset.images.size(), std::size_t{1});
        QCOMPARE(read.dataset.images[0].split, std::string("train"));
        QCOMPARE(read.issues.size(), std::size_t{3});  // that there are no labels besides
        QCOMPARE(read.issues[0].where, std::string("data.yaml"));
        QCOMPARE(read.issues[0].what, std::string("val names ../valid/images, which does not exist."));
        QVERIFY(read.issues[0].severity == Severity::kError && !read.issues[0].fix.empty());
        QCOMPARE(read.issues[1].what, std::string("test names gone.txt, which does not exist."));
        // Without any split there is nothing to read.
        write_file_atomically(root / "data.yaml", "train: nowhere\nval: ../valid/images\nnames: [cat]\n");
        QVERIFY(error_of([&] { read_yolo(root); }).find("names nowhere, which does not exist") != std::string::npos);
    }

    void reads_the_yaml_that_people_write() {
        const auto names = [](const std::string& text) { return parse_yolo_yaml(text, "data.yaml").names; };
        const std::vector<std::string> expected{"cat", "traffic light", "it's"};
        QVERIFY(names("names: [cat, 'traffic light', \"it's\"]\nnc: 3 # three\n") == expected);
        QVERIFY(names("# head\nnames:\n  0: cat\n  1: traffic light\n  2: 'it''s'\n") == expected);
        QVERIFY(names("names:\n- cat\n- traffic light   # lamps\n- it's\n") == expected);
        QVERIFY(names("names: {0: cat, 2: \"it's\", 1: traffic light}\r\n") == expected);
        QVERIFY(names("names: [cat,\n  'traffic light',\n  \"it's\"]\n") == expected);
        const YoloYaml yaml =
            parse_yolo_yaml("path: .\ntrain:\n  - images/a\n  - images/b\nval: images/c\ntest:\n", "y");
        QCOMPARE(yaml.paths.at("train").size(), std::size_t{2});
        QVERIFY(!yaml.paths.contains("test"));
        QVERIFY_EXCEPTION_THROWN(names("names: [cat"), FormatError);
        const YoloYaml gaps = parse_yolo_yaml("names:\n  90: cat\n  2: dog\n", "y");
        QVERIFY((gaps.names == std::vector<std::string>{"dog", "cat"}));
        QVERIFY((gaps.numbers == std::vector<std::int64_t>{2, 90}));
        QVERIFY(parse_yolo_yaml("names:\n  1: cat\n  0: dog\n", "y").numbers.empty());
        QVERIFY_EXCEPTION_THROWN(names("just words\n"), FormatError);
        for (const std::string text :
             {"no",     "1",     "",           "a: b", "#x",   "~",    "it's", "cat",      "Zürich", " cat ",
              "a, b",   "a/b|c", "\"q\"",      "'",    "\\",   "a\nb", "\t",   "\x01\x7F", "\u0085", "\u2028x",
              "\uFEFF", "- a",   "[a]",        "{a}",  "&a",   "*a",   "!a",   "%a",       "@a",     ".inf",
              "null",   "None",  "\U0001F6B2", "x: y", "a #b", "? a",  "|",    ">"}) {
            QVERIFY2(names("names:\n  0: " + yaml_scalar(text) + "\n") == std::vector<std::string>{text}, text.c_str());
        }
    }

    void reports_labels_that_make_no_sense() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        save_png(root / "images" / "a.png", cv::Mat(50, 100, CV_8UC3, cv::Scalar(0)));
        save_png(root / "images" / "unlabelled.png", cv::Mat(50, 100, CV_8UC3, cv::Scalar(0)));
        write_file_atomically(root / "data.yaml", std::string_view("train: ../images\nval: images\nnames: [cat]\n"));
        write_file_atomically(
            root / "labels" / "a.txt",
            std::string_view("0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.2 0.75\n0 0.1 0.1 0.3 0.1 0.3 0.5 0.1 0.5\n"
                             "1 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2\nx y z\n0 1.5 0.5 0.2 0.2\n0 nan 0.5 0.2 0.2\n"
                             "0 0.5 0.5 0 0\n\n"));
        const ReadResult read = read_yolo(root);
        QCOMPARE(read.dataset.annotations.size(), std::size_t{3});
        QCOMPARE(read.dataset.annotations[1].score.value_or(0), 0.75);
        QVERIFY(iou(read.dataset.annotations[2].box, Box{10, 5, 30, 25}) > 0.999);
        QCOMPARE(read.issues.size(),
                 std::size_t{11});  // the score and the outline, that they are kept, and the mixture
        QVERIFY(read.dataset.images[0].confirmed);
        QVERIFY(!read.dataset.images[1].confirmed);
        write_file_atomically(root / "data.yaml", std::string_view("train: /etc\nval: /etc\nnames: [cat]\n"));
        QVERIFY(error_of([&] { read_yolo(root); }).find("outside") != std::string::npos);
        write_file_atomically(root / "data.yaml", std::string_view("train: none\nnames: [cat]\n"));
        QVERIFY_EXCEPTION_THROWN(read_yolo(root), IoError);
        QVERIFY_EXCEPTION_THROWN(read_yolo(root / "images"), IoError);
    }
};

DESTUDIO_CORE_TEST(YoloFormatTest)

}  // namespace destudio::yolo_format_test

#include "yolo_format_test.moc"
