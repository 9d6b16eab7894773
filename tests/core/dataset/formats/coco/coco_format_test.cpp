// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_format.h"

#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/dataset/io/export_check.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::coco_format_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

std::string document(const std::string& images, const std::string& annotations,
                     const std::string& categories = R"([{"id":5,"name":"cat"}])") {
    return R"({"images":)" + images + R"(,"annotations":)" + annotations + R"(,"categories":)" + categories + "}";
}

// With " for '.
std::string quoted(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::string kImage = R"([{"id":1,"file_name":"a.png","width":100,"height":50}])";

}  // namespace

class CocoFormatTest : public QObject {
    Q_OBJECT

private slots:
    void writes_what_loaders_require() {
        const std::string text = coco_json(sample_dataset());
        QVERIFY(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
        const auto json = parse_json(text, "export");
        for (const char* key : {"info", "licenses", "images", "annotations", "categories"}) {
            QVERIFY2(json.contains(key), key);
        }
        QCOMPARE(json["images"].size(), std::size_t{3});  // the empty one is listed
        QCOMPARE(json["categories"][0]["id"].get<int>(), 1);
        QCOMPARE(json["categories"][0]["supercategory"].get<std::string>(), std::string("object"));
        const auto& second = json["annotations"][1];
        QCOMPARE(second["id"].get<int>(), 2);
        QCOMPARE(second["iscrowd"].get<int>(), 1);
        QVERIFY(text.find("[10.1235,5.5,10.8642,24.75]") != std::string::npos || second["bbox"][0] == 10.1235 ||
                second["bbox"][0] == 10.1234);
        QVERIFY(std::abs(second["area"].get<double>() - 10.8642 * 24.75) < 1e-2);
        QVERIFY(!second.contains("ignore"));
        QCOMPARE(json["annotations"][0]["score"].get<double>(), 0.875);
        QCOMPARE(json["annotations"][0]["attributes"]["state"].get<std::string>(), std::string("edited"));
        QVERIFY(text.find("0000000001") == std::string::npos);  // no digits from binary rounding
    }

    void keeps_sparse_category_ids() {
        Dataset dataset = sample_dataset();
        dataset.class_ids = {3, 90, 17};
        const auto json = parse_json(coco_json(dataset), "export");
        QCOMPARE(json["categories"][1]["id"].get<int>(), 90);
        QCOMPARE(json["annotations"][1]["category_id"].get<int>(), 90);
        dataset.class_ids = {0, 1, 2};  // 0 means "no match" to pycocotools
        QCOMPARE(parse_json(coco_json(dataset), "export")["categories"][0]["id"].get<int>(), 1);
        QVERIFY_EXCEPTION_THROWN(coco_json(dataset, {.category_ids = {1, 1, 2}}), UsageError);
    }

    void round_trips() {
        QTemporaryDir folder;
        const fs::path out = fs::path(folder.path().toStdString()) / "exp\u00f6rt";
        CocoWriteOptions options;
        options.write_captions = true;
        write_coco(sample_dataset(), painted(), out, options);
        QCOMPARE(check_export(find_format("coco"), out).size(), std::size_t{0});
        const ReadResult read = read_coco(out / "annotations.json");
        QCOMPARE(read.issues.size(), std::size_t{0});
        const Dataset expected = sample_dataset();
        QVERIFY(read.dataset.classes == expected.classes);
        QCOMPARE(read.dataset.images.size(), std::size_t{3});
        QCOMPARE(read.dataset.images[0].caption, expected.images[0].caption);
        QVERIFY(read.dataset.images[1].confirmed && !read.dataset.images[2].confirmed);
        QCOMPARE(read.dataset.images[1].split, std::string("val"));
        for (std::size_t i = 0; i < 3; ++i) {
            const Annotation& a = read.dataset.annotations[i];
            const Annotation& b = expected.annotations[i];
            QVERIFY(iou(a.box, b.box) > 0.999);
            QCOMPARE(a.class_index, b.class_index);
            QCOMPARE(a.ignore, b.ignore);
            QVERIFY(a.score == b.score && a.attributes == b.attributes);
        }
        QCOMPARE(load_image(out / "images" / "a" / "Größe 1.png").cols, 60);
        QVERIFY(fs::exists(out / "images" / "b.png"));
        const auto captions = read_json(out / "captions.json");
        QCOMPARE(captions["annotations"][0]["caption"].get<std::string>(), expected.images[0].caption);
        // Again over the old export: the result is the same and nothing is left beside it.
        const auto entries = count_entries(out);
        write_coco(sample_dataset(), painted(), out, options);
        QCOMPARE(count_entries(out), entries);
    }

    void captions_are_trimmed_and_all_of_them_kept() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        write_file_atomically(root / "captions.json", R"({"images": [{"id": 1, "file_name": "x.png", "width": 8,
            "height": 6}], "annotations": [{"id": 1, "image_id": 1, "caption": "A dirt road. \n"},
            {"id": 2, "image_id": 1, "caption": "A road"}, {"id": 3, "image_id": 1, "caption": " A road "},
            {"id": 4, "image_id": 1, "caption": "  "}, {"id": 5, "image_id": 1, "caption": "Mud."}]})");
        const auto read = read_coco(root / "captions.json");
        const Image& image = read.dataset.images.at(0);
        QCOMPARE(image.caption, std::string("A dirt road."));
        QVERIFY((image.more_captions == std::vector<std::string>{"A road", "Mud."}));
        QVERIFY(read.not_kept.empty());
        write_file_atomically(root / "again.json", coco_captions_json(read.dataset));
        const auto again = read_coco(root / "again.json");
        QVERIFY(again.dataset.images.at(0).more_captions == image.more_captions);
        bool told = false;
        for (const Issue& issue : losses(read.dataset, find_format("image_folder"))) {
            told = told || issue.what.starts_with("2 further captions are left out");
        }
        QVERIFY(told);
    }

    void copies_upright_files_byte_for_byte() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        Dataset dataset;
        dataset.classes = {"cat"};
        dataset.images = {{1, "x.png", {8, 6}, "", true, ""}, {2, "y.jpg", {8, 6}, "", true, ""}};
        save_png(root / "in" / "x.png", cv::Mat(6, 8, CV_8UC3, cv::Scalar(1, 2, 3)), {{kRecipeKeyword, "{}"}});
        save_jpeg(root / "in" / "y.jpg", cv::Mat(6, 8, CV_8UC3, cv::Scalar(1, 2, 3)));
        write_coco(dataset, ImageSource::folder(root / "in"), root / "out");
        QVERIFY(read_file(root / "in" / "x.png") == read_file(root / "out" / "images" / "x.png"));
        QVERIFY(read_file(root / "in" / "y.jpg") == read_file(root / "out" / "images" / "y.jpg"));
        dataset.images[0].size = {9, 6};
        QVERIFY(error_of([&] {
                    write_coco(dataset, ImageSource::folder(root / "in"), root / "out2");
                }).find("8 by 6") != std::string::npos);
        QVERIFY(!fs::exists(root / "out2"));
    }

    void leaves_nothing_half_written() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        std::stop_source stop;
        ImageSource source = painted();
        source.pixels = [&](const Image& image) {
            if (image.id == 2) {
                stop.request_stop();
            }
            return painted().pixels(image);
        };
        QVERIFY_EXCEPTION_THROWN(write_coco(sample_dataset(), source, root / "out", {}, stop.get_token()),
                                 CancelledError);
        source.pixels = [](const Image&) -> cv::Mat { throw IoError("gone"); };
        QVERIFY_EXCEPTION_THROWN(write_coco(sample_dataset(), source, root / "out"), IoError);
        QCOMPARE(count_entries(root), std::size_t{0});
        write_file_atomically(root / "file", std::string_view("x"));
        QVERIFY_EXCEPTION_THROWN(write_coco(sample_dataset(), painted(), root / "file"), IoError);
        QVERIFY_EXCEPTION_THROWN(write_coco(sample_dataset(), painted(), root / "file" / "below"), IoError);
        QCOMPARE(count_entries(root), std::size_t{1});
    }

    void reports_boxes_that_make_no_sense() {
        const auto read = read_coco(fs::path(DESTUDIO_TEST_DATA_DIR) / "dataset" / "coco_broken_boxes.json");
        QCOMPARE(read.dataset.annotations.size(), std::size_t{2});
        QVERIFY((read.dataset.annotations[1].box == Box{90, 40, 100, 50}));
        QCOMPARE(read.issues.size(), std::size_t{9});
        QCOMPARE(read.dataset.images[0].caption, std::string("NaN \" and so on"));
    }

    void refuses_files_that_make_no_sense_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* name, const std::string& text, const char* part) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(part);
        };
        row("empty", "", "not valid JSON");
        row("cut", document(kImage, "[]").substr(0, 40), "not valid JSON");
        row("list", "[1,2]", "no COCO dataset");
        row("no images", R"({"annotations":[],"categories":[]})", "images");
        row("twin images", document(R"([{"id":1,"file_name":"a"},{"id":1,"file_name":"b"}])", "[]"), "twice");
        row("twin categories", document(kImage, "[]", R"([{"id":1,"name":"a"},{"id":1,"name":"b"}])"), "twice");
        row("twin keys", R"({"images":[],"images":[],"categories":[]})", "twice");
        row("text id", document(R"([{"id":"x","file_name":"a"}])", "[]"), "whole number");
        row("half an id", document(R"([{"id":1.5,"file_name":"a"}])", "[]"), "whole number");
        row("deep", std::string(5000, '['), "nested");
    }

    void refuses_files_that_make_no_sense() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, part);
        const std::string error = error_of([&] { parse_coco(text.toStdString(), "test.json"); });
        QVERIFY2(error.find("test.json") != std::string::npos && error.find(part.toStdString()) != std::string::npos,
                 error.c_str());
    }

    void one_odd_file_name_does_not_refuse_the_rest() {
        for (const std::string path :
             {"../a.png", "/etc/a.png", "a/../../b.png", "a\\\\b.png", "", "c:/a.png", "a//b.png"}) {
            const std::string images = quoted("[{'id':1,'file_name':'" + path + "','width':9,'height':9}," +
                                              "{'id':2,'file_name':'ok.png','width':9,'height':9}]");
            const std::string box = "{'id':1,'image_id':2,'category_id':5,'bbox':[1,1,4,4],'area':16,'iscrowd':0}";
            const auto read = parse_coco(document(images, quoted("[" + box + "]")), "test.json");
            QCOMPARE(read.dataset.images.size(), std::size_t{2});
            QVERIFY2(is_relative_path(read.dataset.images[0].file_name), path.c_str());
            QCOMPARE(read.dataset.images[1].file_name, std::string("ok.png"));
            QCOMPARE(read.dataset.annotations.size(), std::size_t{1});
            QCOMPARE(read.issues.size(), std::size_t{1});
            QVERIFY(read.issues[0].where.find("image id 1") != std::string::npos);
            QVERIFY(read.issues[0].what.find("relative path") != std::string::npos);
        }
    }

    void ids_are_whole_numbers_however_they_are_written() {
        const std::string box =
            "{'id':'7','image_id':'1','category_id':5.0,'bbox':[1,2,3,4],'area':12.0,'iscrowd':0.0}";
        const auto read = parse_coco(document(quoted("[{'id':1.0,'file_name':'a.png','width':'100','height':50.0}]"),
                                              quoted("[" + box + "]"), quoted("[{'id':5.0,'name':'cat'}]")),
                                     "test.json");
        QCOMPARE(read.issues.size(), std::size_t{0});
        QVERIFY(read.dataset.images[0].size == (Size{100, 50}));
        QCOMPARE(read.dataset.annotations.size(), std::size_t{1});
        QVERIFY(!read.dataset.annotations[0].ignore);
        QCOMPARE(read.dataset.class_ids, (std::vector<std::int64_t>{5}));
    }

    void an_outline_without_a_box_has_the_box_around_it() {
        const std::string of = "'image_id':1,'category_id':5,";
        const std::string entries[] = {
            "{'id':1," + of + "'segmentation':[[10,10,30,10,30,30,10,30]]}",
            "{'id':2," + of + "'segmentation':[[30,40,35,40,35,45,30,45]],'bbox':[]}",
            "{'id':3," + of +
                "'iscrowd':1,'bbox':null,'segmentation':{'size':[100,100],'counts':[1010,20,80,20,8870]}}",
            "{'id':4," + of + "'segmentation':[],'bbox':[]}"};
        const std::string list = "[" + entries[0] + "," + entries[1] + "," + entries[2] + "," + entries[3] + "]";
        const auto read = parse_coco(
            document(quoted("[{'id':1,'file_name':'a.png','width':100,'height':100}]"), quoted(list)), "test.json");
        QCOMPARE(read.dataset.annotations.size(), std::size_t{3});
        QVERIFY((read.dataset.annotations[0].box == Box{10, 10, 30, 30}));
        QVERIFY((read.dataset.annotations[1].box == Box{30, 40, 35, 45}));
        QVERIFY((read.dataset.annotations[2].box == Box{10, 10, 12, 30}));
        QVERIFY(read.dataset.annotations[2].ignore);
        QCOMPARE(read.issues.size(), std::size_t{2});
        QVERIFY(read.issues[0].what.find("neither bbox nor segmentation") != std::string::npos);
        QVERIFY(read.issues[1].what.find("3 annotations have a segmentation but no bbox") != std::string::npos);
    }

    void attributes_that_are_no_object_are_kept() {
        const std::string box =
            "[{'id':1,'image_id':1,'category_id':5,'bbox':[1,2,3,4],'area':12,'iscrowd':0,'attributes':['x']}]";
        const auto read = parse_coco(document(kImage, quoted(box)), "test.json");
        QCOMPARE(read.dataset.annotations[0].extra, quoted("'attributes':['x']"));
    }

    void the_sample_project_is_sound() {
        const fs::path sample = fs::path(DESTUDIO_SOURCE_DIR) / "resources" / "sample";
        QCOMPARE(check_export(find_format("coco"), sample).size(), std::size_t{0});
        const ReadResult read = read_coco(sample / "annotations.json");
        QCOMPARE(read.dataset.images.size(), std::size_t{40});
        std::set<int> classes;
        for (const Annotation& annotation : read.dataset.annotations) {
            classes.insert(annotation.class_index);
        }
        QCOMPARE(classes.size(), std::size_t{20});
    }
};

DESTUDIO_CORE_TEST(CocoFormatTest)

}  // namespace destudio::coco_format_test

#include "coco_format_test.moc"
