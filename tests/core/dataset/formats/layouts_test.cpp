// SPDX-License-Identifier: Apache-2.0
// How datasets lie in folders when other tools wrote them, and what other tools put beside boxes.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/operations/repair.h"
#include "core/dataset/text/json_head.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::layouts_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

class LayoutsTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }
    void picture(const fs::path& name) const { save_png(root() / name, cv::Mat(50, 100, CV_8UC3, cv::Scalar(7))); }
    void put(const fs::path& name, std::string_view text) const { write_file_atomically(root() / name, text); }
    ReadResult read(const char* format, const fs::path& below = {}) const {
        return open_dataset(find_format(format), root() / below);
    }

    static constexpr const char* kVoc =
        "<annotation><folder/><filename>a.png</filename><size><width>100</width><height>50</height></size>"
        "<object><name>cat</name><bndbox><xmin>11</xmin><ymin>6</ymin><xmax>40</xmax><ymax>25</ymax></bndbox></object>"
        "</annotation>";

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void voc_files_beside_their_pictures() {
        picture("a.png");
        put("a.xml", kVoc);
        QCOMPARE(recognise_format(root()).name(), std::string("voc"));
        QCOMPARE(recognise_format(root() / "a.xml").name(), std::string("voc"));
        for (const char* below : {"", "a.xml"}) {
            const auto one = read("voc", below);
            QCOMPARE(one.issues.size(), std::size_t{0});
            QVERIFY((one.dataset.annotations.at(0).box == Box{10, 5, 40, 25}));
            QVERIFY(fs::equivalent(one.image_folder, root()));
        }
        const auto& voc = find_format("voc");
        const auto checked = check_dataset(voc, root());
        QVERIFY(!checked.issues.empty());
        write_repaired(voc, checked.read, root() / "out");
        QVERIFY(check_export(voc, root() / "out").empty());
    }

    void one_folder_for_each_split() {
        for (const char* split : {"train", "valid"}) {
            picture(fs::path("voc") / split / "a.png");
            put(fs::path("voc") / split / "a.xml", kVoc);
            picture(fs::path("createml") / split / "a.png");
            put(fs::path("createml") / split / "_annotations.createml.json",
                R"([{"image":"a.png","annotations":[{"label":"cat","coordinates":{"x":25,"y":15,"width":30,"height":20}}]}])");
        }
        for (const char* format : {"voc", "createml"}) {
            QCOMPARE(recognise_format(root() / format).name(), std::string(format));
            const auto both = read(format, format);
            QCOMPARE(both.issues.size(), std::size_t{0});
            QCOMPARE(both.dataset.images.size(), std::size_t{2});
            QCOMPARE(both.dataset.images[0].file_name, std::string("train/a.png"));
            QVERIFY(fs::equivalent(both.image_folder, root() / format));
            QCOMPARE(both.dataset.images[1].split, std::string("val"));
            QVERIFY((both.dataset.annotations.at(1).box == Box{10, 5, 40, 25}));
            find_format("coco").write({both.dataset, ImageSource::folder(both.image_folder), root() / "out" / format});
            QVERIFY(check_export(find_format("coco"), root() / "out" / format).empty());
        }
    }

    void voc_lists_that_contradict_each_other_are_told() {
        find_format("voc").write({sample_dataset(), painted(), root()});
        const fs::path lists = fs::path("VOCdevkit/VOC2012/ImageSets/Main");
        const auto issues = [&] { return check_dataset(find_format("voc"), root()).issues; };
        const auto tells = [&](const char* part) {
            const auto found = issues();
            return std::any_of(found.begin(), found.end(),
                               [&](const Issue& i) { return i.what.find(part) != std::string::npos; });
        };
        QVERIFY(issues().empty());
        put(lists / "val.txt", "b\nGr____e_1\n../../secret\nb\n");
        QVERIFY(tells("is in train and in val"));
        QVERIFY(tells("no annotation file for"));
        QVERIFY(tells("twice"));
        put(lists / "val.txt", "");
        put(lists / "trainval.txt", "");
        QVERIFY(tells("No list in ImageSets/Main names it"));
    }

    void a_yolo_set_whose_pictures_are_elsewhere() {
        picture("pictures/train/a.png");
        put("set/labels/train/a.txt", "0 0.25 0.3 0.3 0.4\n");
        put("set/data.yaml", "path: .\ntrain: images/train\nval: images/val\nnames: [cat]\nnc: 1\n");
        const auto& yolo = find_format("yolo");
        QVERIFY_EXCEPTION_THROWN(open_dataset(yolo, root() / "set"), IoError);
        const auto one = open_dataset(yolo, root() / "set", {root() / "pictures", {}});
        QCOMPARE(one.dataset.images.at(0).file_name, std::string("train/a.png"));
        QCOMPARE(one.dataset.annotations.size(), std::size_t{1});
    }

    void what_ultralytics_drops_is_told() {
        picture("images/a.png");
        const auto tells = [&](std::string_view labels, const char* part, std::string_view more = {}) {
            put("data.yaml", "train: images\nval: images\nnames: [cat]\n" + std::string(more));
            put("labels/a.txt", labels);
            const auto checked = check_dataset(find_format("yolo"), root());
            return std::any_of(checked.issues.begin(), checked.issues.end(),
                               [&](const Issue& i) { return i.what.find(part) != std::string::npos; });
        };
        const std::string_view box = "0 0.25 0.3 0.3 0.4\n";
        QVERIFY(!tells(box, ""));
        QVERIFY(tells("0 0.25 0.3 0.3 0.4 0.9\n", "sixth column"));
        QVERIFY(tells("0 0.25 0.3 0.3 0.4\n0 0.1 0.1 0.2 0.1 0.2 0.2\n", "mixed"));
        QVERIFY(tells("0 0.25 0.3 0.3 0.4\n0 0.25 0.3 0.3 0.4\n", "twice"));
        QVERIFY(tells("0 0.25 0.3 1.3 0.4\n", "reject"));
        QVERIFY(tells("1 0.25 0.3 0.3 0.4\n", "no class 1"));
        QVERIFY(tells("0.5 0.25 0.3 0.3 0.4\n", "no class 0.5"));
        QVERIFY(tells(box, "refuses", "nc: 2\n"));
        put("labels/b.txt", box);
        QVERIFY(tells(box, "no picture for these labels"));
        QCOMPARE(recognise_format(root()).name(), std::string("yolo"));
    }

    void other_shapes_become_the_boxes_around_them() {
        picture("images/a.png");
        put("annotations.xml",
            "<annotations><image name=\"a.png\" width=\"100\" height=\"50\">"
            "<polygon label=\"cat\" points=\"10,5;40,10;20,25\"/>"
            "<ellipse label=\"cat\" cx=\"25\" cy=\"15\" rx=\"15\" ry=\"10\"/>"
            "<mask label=\"cat\" left=\"10\" top=\"5\" width=\"30\" height=\"20\" rle=\"\"/>"
            "<points label=\"cat\" points=\"1,2\"/><polyline label=\"cat\" points=\"1,2;3,4\"/>"
            "<polygon label=\"cat\" points=\"10,5;x,10\"/></image></annotations>");
        const auto cvat = read("cvat");
        QCOMPARE(cvat.dataset.annotations.size(), std::size_t{3});
        for (const Annotation& annotation : cvat.dataset.annotations) {
            QVERIFY((annotation.box == Box{10, 5, 40, 25}));
        }
        QCOMPARE(cvat.issues.size(), std::size_t{1});
        QCOMPARE(cvat.not_kept.size(), std::size_t{2});

        fs::remove_all(root() / "annotations.xml");
        picture("images/default/a.png");
        put("annotations/default.json",
            R"({"categories":{"label":{"labels":[{"name":"cat"}]}},"items":[{"id":"a","image":{"path":"a.png","size":[50,100]},)"
            R"("annotations":[{"type":"polygon","label_id":0,"group":0,"points":[10,5,40,10,20,25]},)"
            R"({"type":"polygon","label_id":0,"group":2,"points":[1,1,5,1,5,5]},)"
            R"({"type":"bbox","label_id":0,"group":2,"bbox":[1,1,4,4]},{"type":"points","label_id":0}]}]})");
        const auto datumaro = read("datumaro");
        QCOMPARE(datumaro.dataset.annotations.size(), std::size_t{2});
        QVERIFY((datumaro.dataset.annotations[0].box == Box{10, 5, 40, 25}));
        QVERIFY(!datumaro.dataset.annotations[0].outline.empty() && !datumaro.dataset.annotations[1].outline.empty());
        QCOMPARE(datumaro.not_kept.size(), std::size_t{1});  // the points
    }

    void formats_are_told_apart_by_their_first_bytes() {
        const auto head = parse_json_head(" {\"a\":{\"b\":1,\"c\":[{\"d\":2}]},\"e\\\"f\":[1],\"g\" : \"x{\",\"h\":tr");
        QVERIFY(head.is_object());
        QCOMPARE(head.keys.size(), std::size_t{4});
        QCOMPARE(head.value_of("a"), '{');
        QCOMPARE(head.value_of("g"), '"');
        QCOMPARE(head.value_of("h"), 't');
        QVERIFY(!head.has("b") && !head.has("d"));
        const auto list = parse_json_head("[{\"image\":\"x\",\"annotations\":[{\"label\":1}]},{\"data\":2}]");
        QVERIFY(list.is_list() && list.has("image") && !list.has("label") && !list.has("data"));
        for (const char* text : {"", "7", "\"a\"", "{", "[", "[[{\"a\":1}]]", "{\"a", "{\"a\\", "}}"}) {
            QVERIFY2(parse_json_head(text).keys.empty(), text);
        }
        // An export of Label Studio has a name of its own.
        picture("a.png");
        put("project-1-at-2024.json", R"([{"id":1,"annotations":[],"data":{"image":"/data/upload/a.png"}}])");
        QCOMPARE(recognise_format(root()).name(), std::string("label_studio"));
        QCOMPARE(read("label_studio").dataset.images.at(0).file_name, std::string("a.png"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(LayoutsTest)

}  // namespace destudio::layouts_test

#include "layouts_test.moc"
