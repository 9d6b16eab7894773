// SPDX-License-Identifier: Apache-2.0
// What labelme and its kin write: the order of keys, groups, flags, pictures inside the file.
#include <QByteArray>
#include <QTest>

#include "core/base/error.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/export_check.h"
#include "tests/core/dataset/dataset_folder.h"
#include "tests/support/test_main.h"

namespace destudio::labelme_reader_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

std::string shape(const char* points, const char* more = "\"group_id\":null", const char* type = "polygon",
                  const char* label = "cow") {
    return std::string("{\"label\":\"") + label + "\",\"points\":" + points + "," + more + ",\"shape_type\":\"" + type +
           "\"}";
}

std::string file(const std::string& shapes, const std::string& more = "", const char* picture = "a.png") {
    return "{\"version\":\"5.4.1\"," + more + "\"shapes\":[" + shapes + "],\"imagePath\":\"" + picture +
           "\",\"imageHeight\":100,\"imageWidth\":100}";
}

std::string embedded_picture() {
    const auto png = encode_png(cv::Mat(100, 100, CV_8UC3, cv::Scalar(1, 2, 3)));
    return QByteArray(reinterpret_cast<const char*>(png.data()), static_cast<qsizetype>(png.size()))
        .toBase64()
        .toStdString();
}

}  // namespace

class LabelmeReaderTest : public QObject {
    Q_OBJECT

private slots:
    void keys_behind_a_large_picture_are_seen() {
        const DatasetFolder folder;
        folder.picture("a.png");
        const std::string rubbish(300'000, 'A');
        folder.put("a.json", "{\"flags\":{},\"imageData\":\"" + rubbish +
                                 "\",\"imageHeight\":100,\"imagePath\":\"a.png\",\"imageWidth\":100,\"shapes\":[" +
                                 shape("[[10,10],[50,60]]", "\"group_id\":null", "rectangle") + "]}");
        QCOMPARE(recognise_format(folder.root()).name(), std::string("labelme"));
        const auto found = folder.read("labelme");
        QCOMPARE(found.issues.size(), std::size_t{0});
        QCOMPARE(boxes_of(found, found.dataset.images.at(0)), std::string("cow 10,10,50,60"));
    }

    void other_json_files_in_front_do_not_hide_it() {
        const DatasetFolder folder;
        folder.put("0-notes.json", "{\"by\":\"me\"}");
        for (const char* name : {"a", "b", "c"}) {
            folder.picture(std::string(name) + ".png");
            folder.put(std::string(name) + ".json", file("", "", (std::string(name) + ".png").c_str()));
        }
        QCOMPARE(recognise_format(folder.root()).name(), std::string("labelme"));
        folder.put("._a.json", "rubbish");
        folder.put("__MACOSX/._b.json", "rubbish");
        const auto found = folder.read("labelme");
        QCOMPARE(found.dataset.images.size(), std::size_t{3});
        QVERIFY(tells(found, "0-notes.json"));
        QVERIFY(!tells(found, "._"));
    }

    void parts_of_one_group_are_one_object() {
        const DatasetFolder folder;
        folder.picture("a.png");
        folder.put("a.json", file(shape("[[10,10],[30,10],[30,40],[10,40]]", "\"group_id\":1") + "," +
                                  shape("[[60,10],[90,10],[90,40],[60,40]]", "\"group_id\":1") + "," +
                                  shape("[[10,60],[30,60],[30,90],[10,90]]") + "," +
                                  shape("[[1,1],[5,1],[5,5]]", "\"group_id\":1", "polygon", "calf")));
        const auto found = folder.read("labelme");
        QCOMPARE(boxes_of(found, found.dataset.images.at(0)),
                 std::string("cow 10,10,90,40; cow 10,60,30,90; calf 1,1,5,5"));
        QVERIFY(tells(found, "2 shapes share a label and a group_id"));
    }

    void flags_groups_and_descriptions_come_back() {
        const DatasetFolder folder;
        folder.picture("a.png");
        folder.put(
            "a.json",
            file(shape("[[10,10],[30,40]]",
                       "\"group_id\":7,\"description\":\"left ear torn\",\"flags\":{\"occluded\":true},\"kie\":[1]",
                       "rectangle") +
                     "," + shape("[[5,5]]", "\"group_id\":null", "point"),
                 "\"flags\":{\"cloudy\":true,\"night\":false},\"chatHistory\":[1],"));
        const auto found = folder.read("labelme");
        const nlohmann::json marks = {
            {"group_id", 7}, {"description", "left ear torn"}, {"flags", {{"occluded", true}}}};
        QCOMPARE(found.dataset.annotations.at(0).attributes, marks);
        QVERIFY(tells(found, "\"kie\""));
        QVERIFY(tells(found, "\"chatHistory\""));
        QVERIFY(tells(found, "1 points and lines"));
        const auto lost = losses(found.dataset, find_format("yolo"));
        for (const char* key : {"description", "group_id", "flags"}) {
            QVERIFY(std::any_of(lost.begin(), lost.end(), [&](const Issue& issue) {
                return issue.what.find("\"" + std::string(key) + "\"") != std::string::npos;
            }));
        }
        find_format("labelme").write({found.dataset, ImageSource::of(found), folder.root() / "out"});
        const auto text = read_file(folder.root() / "out" / "a.json");
        const auto written = nlohmann::json::parse(text);
        QCOMPARE(written["shapes"][0]["flags"], marks["flags"]);
        QCOMPARE(written["flags"], nlohmann::json({{"confirmed", true}, {"cloudy", true}, {"night", false}}));
        const auto back = open_dataset(find_format("labelme"), folder.root() / "out");
        QCOMPARE(back.dataset.annotations.at(0).attributes, marks);
        QCOMPARE(back.dataset.images.at(0).attributes, found.dataset.images.at(0).attributes);
    }

    void a_picture_inside_the_file_is_used_where_there_is_no_other() {
        const DatasetFolder folder;
        const std::string box = shape("[[10,10],[30,40]]", "\"group_id\":null", "rectangle");
        const std::string data = "\"imageData\":\"" + embedded_picture() + "\",";
        folder.put("one/a.json", file(box, data));
        folder.put("two/a.json", file("", data));
        folder.picture("two/a.png");
        const auto found = folder.read("labelme");
        QCOMPARE(found.embedded.size(), std::size_t{1});
        QVERIFY(tells(found, "imageData"));
        QCOMPARE(boxes_of(found, image_named(found, "one/a.png")), std::string("cow 10,10,30,40"));
        QCOMPARE(found.dataset.images.size(), std::size_t{2});
        QCOMPARE(check_dataset(find_format("labelme"), folder.root()).issues.size(), found.issues.size());
        find_format("coco").write({found.dataset, ImageSource::of(found), folder.root() / "out"});
        QVERIFY(check_export(find_format("coco"), folder.root() / "out").empty());
        const auto pixels = load_image(folder.root() / "out" / "images" / "one" / "a.png");
        QCOMPARE(pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(1, 2, 3));
    }

    void a_broken_picture_inside_the_file_is_told() {
        const DatasetFolder folder;
        folder.put("a.json", file("", "\"imageData\":\"%%%\","));
        folder.put("b.json", file("", "\"imageData\":\"QUJD\",", "b.png"));
        const auto found = folder.read("labelme");
        QVERIFY(found.embedded.empty());
        QVERIFY(tells(found, "base64"));
        QVERIFY(tells(found, "not an image"));
        QCOMPARE(found.dataset.images.size(), std::size_t{2});
    }

    void a_picture_of_another_folder_is_not_taken() {
        const DatasetFolder folder;
        folder.picture("set2/a.png");
        folder.put("set1/a.json", file(shape("[[10,10],[30,40]]", "\"group_id\":null", "rectangle")));
        folder.put("set2/a.json", file(""));
        const auto found = folder.read("labelme");
        QVERIFY(boxes_of(found, image_named(found, "set2/a.png")).empty());
        QVERIFY(tells(found, "missing"));
        // Both files renamed together still belong together.
        const DatasetFolder renamed;
        renamed.picture("new.png");
        renamed.put("new.json", file(shape("[[10,10],[30,40]]", "\"group_id\":null", "rectangle"), "", "old.png"));
        const auto one = renamed.read("labelme");
        QCOMPARE(one.dataset.images.size(), std::size_t{1});
        QCOMPARE(boxes_of(one, image_named(one, "new.png")), std::string("cow 10,10,30,40"));
        QVERIFY(!one.issues.empty());
    }

    void classes_that_a_list_of_lines_cannot_hold_are_refused() {
        const DatasetFolder folder;
        Dataset dataset;
        dataset.classes = {"two\nlines"};
        QVERIFY_EXCEPTION_THROWN(find_format("labelme").write({dataset, {}, folder.root() / "out"}), UsageError);
        QVERIFY(!std::filesystem::exists(folder.root() / "out"));
        dataset.classes = {" lead", "a,b", "# c", "x: y"};
        find_format("labelme").write({dataset, {}, folder.root() / "out"});
    }
};

DESTUDIO_CORE_TEST(LabelmeReaderTest)

}  // namespace destudio::labelme_reader_test

#include "labelme_reader_test.moc"
