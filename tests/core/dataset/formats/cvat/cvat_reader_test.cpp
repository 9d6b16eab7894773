// SPDX-License-Identifier: Apache-2.0
// What CVAT writes: projects of several tasks and videos, subsets, tags, tracks, groups.
#include <QTest>

#include "core/base/error.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/export_check.h"
#include "tests/core/dataset/dataset_folder.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"

namespace destudio::cvat_reader_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

std::string box(const char* label, int at, const char* frame = "") {
    const std::string start = std::to_string(at);
    const std::string end = std::to_string(at + 20);
    return std::string("<box ") + frame + " label=\"" + label + "\" occluded=\"0\" xtl=\"" + start + "\" ytl=\"" +
           start + "\" xbr=\"" + end + "\" ybr=\"" + end + "\">";
}

std::string track(const char* task, const char* label, int at, const char* frame = "0") {
    return std::string("<track id=\"4\" label=\"") + label + "\" task_id=\"" + task + "\">" +
           box("", at, (std::string("frame=\"") + frame + "\" outside=\"0\" keyframe=\"1\"").c_str()) +
           "</box></track>";
}

constexpr const char* kTwoVideos =
    "<meta><project><id>1</id><tasks>"
    "<task><id>1</id><name>first</name><subset>Train</subset><original_size><width>100</width><height>100</height>"
    "</original_size><source>first.mp4</source></task>"
    "<task><id>2</id><name>second</name><subset>Test</subset><original_size><width>200</width><height>200</height>"
    "</original_size><source>second.mp4</source></task></tasks>"
    "<labels><label><name>cat</name></label><label><name>\n  dog\n</name></label></labels></project></meta>";

}  // namespace

class CvatReaderTest : public QObject {
    Q_OBJECT

    static ReadResult read(const DatasetFolder& folder, const std::string& body) {
        folder.put("annotations.xml", "<annotations><version>1.1</version>" + body + "</annotations>");
        return folder.read("cvat");
    }

private slots:
    void frames_of_two_videos_never_share_a_picture() {
        const std::string tracks = track("1", "cat", 10) + track("2", "dog", 150);
        const DatasetFolder one_frame;
        one_frame.picture("images/frame_000000.PNG", 100, 100);
        const auto by_size = read(one_frame, kTwoVideos + tracks);
        QCOMPARE(by_size.dataset.images.size(), std::size_t{2});
        const Image& first = image_named(by_size, "frame_000000.PNG");
        QCOMPARE(boxes_of(by_size, first), std::string("cat 10,10,30,30"));
        QCOMPARE(first.split, std::string("train"));
        const Image& second = image_named(by_size, "second/frame_000000");
        QCOMPARE(boxes_of(by_size, second), std::string("dog 150,150,170,170"));
        QCOMPARE(second.split, std::string("test"));
        QVERIFY(tells(by_size, "picture of second is missing"));
        QCOMPARE(by_size.dataset.classes, (std::vector<std::string>{"cat", "dog"}));

        // Neither of the two has this size, so the picture is nobody's.
        const DatasetFolder other;
        other.picture("images/frame_000000.png", 50, 50);
        const auto nobody = read(other, kTwoVideos + tracks);
        QVERIFY(tells(nobody, "whose it is cannot be told"));
        for (const Image& image : nobody.dataset.images) {
            QVERIFY(image.file_name != "frame_000000.png");
        }

        // Folders of the tasks' names say it all.
        const DatasetFolder folders;
        folders.picture("images/first/frame_000000.jpg", 100, 100);
        folders.picture("images/second/frame_000000.jpg", 200, 200);
        const auto all = read(folders, kTwoVideos + tracks);
        QCOMPARE(all.issues.size(), std::size_t{0});
        QCOMPARE(boxes_of(all, image_named(all, "first/frame_000000.jpg")), std::string("cat 10,10,30,30"));
        QCOMPARE(boxes_of(all, image_named(all, "second/frame_000000.jpg")), std::string("dog 150,150,170,170"));
    }

    void images_of_two_tasks_with_one_name_never_share_a_picture() {
        const DatasetFolder folder;
        folder.picture("images/0001.jpg", 100, 100);
        const auto image = [](const char* task, const std::string& inside) {
            return std::string("<image id=\"0\" name=\"0001.jpg\" task_id=\"") + task +
                   "\" width=\"100\" height=\"100\">" + inside + "</image>";
        };
        const auto same_size =
            read(folder, image("7", box("cat", 10) + "</box>") + image("8", box("dog", 50) + "</box>"));
        QCOMPARE(same_size.dataset.images.size(), std::size_t{2});
        for (const Image& one : same_size.dataset.images) {
            QVERIFY(one.file_name != "0001.jpg");
        }
        QVERIFY(tells(same_size, "task 7, task 8"));
        // One task may list a picture twice; that is told elsewhere.
        const auto twice = read(folder, image("7", box("cat", 10) + "</box>") + image("7", ""));
        QCOMPARE(twice.dataset.images.at(0).file_name, std::string("0001.jpg"));
    }

    void subsets_are_splits_and_folders() {
        const DatasetFolder folder;
        folder.picture("images/Train/a.jpg");
        folder.picture("images/Validation/a.jpg");
        folder.picture("images/night/a.jpg");
        const auto image = [](const char* subset) {
            return std::string("<image name=\"a.jpg\" subset=\"") + subset + "\" width=\"100\" height=\"100\"></image>";
        };
        const auto found = read(folder, image("Train") + image("Validation") + image("night"));
        QCOMPARE(image_named(found, "Train/a.jpg").split, std::string("train"));
        QCOMPARE(image_named(found, "Validation/a.jpg").split, std::string("val"));
        QVERIFY(image_named(found, "night/a.jpg").split.empty());
        QVERIFY(tells(found, "night"));
        // A task that is called like the folder of another subset.
        const auto task = [&](const char* subset) {
            return std::string("<image name=\"a.jpg\" task_id=\"39\" subset=\"") + subset + "\"></image>";
        };
        const auto named = read(folder,
                                "<meta><project><tasks><task><id>39</id><name>Train</name><subset>Train</subset>"
                                "</task></tasks></project></meta>" +
                                    task("Train") + task("Validation"));
        QCOMPARE(image_named(named, "Train/a.jpg").split, std::string("train"));
        QCOMPARE(image_named(named, "Validation/a.jpg").split, std::string("val"));
        folder.put("annotations.xml",
                   "<annotations>" + image("Train") + image("Validation") + image("night") + "</annotations>");
        const auto back = folder.root() / "back";
        find_format("cvat").write({found.dataset, ImageSource::of(found), back});
        const auto again = open_dataset(find_format("cvat"), back);
        QCOMPARE(again.dataset.images.at(2).attributes.value("subset", ""), std::string("night"));
    }

    void names_without_an_extension_and_frames_of_any_are_found_without_a_word() {
        const DatasetFolder folder;
        folder.picture("images/frame_000007.PNG");
        const auto image = read(
            folder, "<image name=\"frame_000007\" width=\"100\" height=\"100\">" + box("cat", 10) + "</box></image>");
        QCOMPARE(image.issues.size(), std::size_t{0});
        QCOMPARE(image.dataset.images.at(0).file_name, std::string("frame_000007.PNG"));
        folder.picture("images/frame_000001.jpg");
        const auto video = read(folder,
                                "<meta><job><id>1</id></job><original_size><width>100</width><height>100</height>"
                                "</original_size></meta>" +
                                    track("1", "cat", 10, "1"));
        QCOMPARE(video.issues.size(), std::size_t{0});
        QCOMPARE(video.dataset.images.at(0).file_name, std::string("frame_000001.jpg"));
        QCOMPARE(video.dataset.annotations.at(0).attributes.value("track_id", 0), 4);
    }

    void tags_and_groups_are_kept_and_told() {
        const DatasetFolder folder;
        folder.picture("images/a.jpg");
        const auto found = read(folder,
                                "<image name=\"a.jpg\" width=\"100\" height=\"100\"><tag label=\"night\"/>"
                                "<box label=\"cat\" group_id=\"3\" xtl=\"1\" ytl=\"1\" xbr=\"9\" ybr=\"9\">"
                                "<attribute name=\"torn\">\n  left ear\n</attribute></box></image>");
        QVERIFY(tells(found, "night"));
        QCOMPARE(found.dataset.images.at(0).attributes["tags"], nlohmann::json({"night"}));
        QCOMPARE(found.dataset.annotations.at(0).attributes, nlohmann::json({{"group_id", 3}, {"torn", "left ear"}}));
        const auto lost = losses(found.dataset, find_format("yolo"));
        QVERIFY(std::any_of(lost.begin(), lost.end(),
                            [](const Issue& issue) { return issue.what.find("\"tags\"") != std::string::npos; }));
        QVERIFY(losses(found.dataset, find_format("cvat")).empty());
        const auto back = folder.root() / "back";
        find_format("cvat").write({found.dataset, ImageSource::of(found), back});
        const auto again = open_dataset(find_format("cvat"), back);
        QCOMPARE(again.dataset.images.at(0).attributes, found.dataset.images.at(0).attributes);
        QCOMPARE(again.dataset.annotations.at(0).attributes, found.dataset.annotations.at(0).attributes);
    }

    void names_that_xml_cannot_hold_come_back_or_are_refused() {
        const DatasetFolder folder;
        folder.picture("images/f:1 #%\"<i>'.png");
        Dataset dataset;
        dataset.classes = {"<b>&\"", " lead", "a,b;c|d", "x: y", " ", "two\nlines"};
        dataset.images = {{1, "f:1 #%\"<i>'.png", {100, 100}, "", true, ""}};
        for (int i = 0; i < 6; ++i) {
            dataset.annotations.push_back({1, i, {1, 1, 9, 9}, false, {}, nlohmann::json::object()});
        }
        dataset.annotations[0].attributes["note"] = "bell \a, line\n";
        const auto images = ImageSource::folder(folder.root() / "images");
        find_format("cvat").write({dataset, images, folder.root() / "out"});
        const auto back = open_dataset(find_format("cvat"), folder.root() / "out");
        QCOMPARE(back.dataset.classes, dataset.classes);
        QCOMPARE(back.dataset.images.at(0).file_name, dataset.images[0].file_name);
        QCOMPARE(back.dataset.annotations.at(0).attributes, dataset.annotations[0].attributes);
        for (const char* name : {"bell\a", "end\n", "return\rhere"}) {
            dataset.classes[0] = name;
            QVERIFY_EXCEPTION_THROWN(find_format("cvat").write({dataset, images, folder.root() / "bad"}), UsageError);
            QVERIFY(!std::filesystem::exists(folder.root() / "bad"));
        }
    }
};

DESTUDIO_CORE_TEST(CvatReaderTest)

}  // namespace destudio::cvat_reader_test

#include "cvat_reader_test.moc"
