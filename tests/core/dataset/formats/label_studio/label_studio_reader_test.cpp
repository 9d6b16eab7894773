// SPDX-License-Identifier: Apache-2.0
// What Label Studio writes: JSON, JSON_MIN, old exports, several annotators, skipped tasks, pairs of results.
#include <QTest>

#include "core/base/error.h"
#include "core/dataset/images/image_source.h"
#include "tests/core/dataset/dataset_folder.h"
#include "tests/support/test_main.h"

namespace destudio::label_studio_reader_test {

using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

std::string result(const char* id, const char* type, const std::string& value, const char* more = "") {
    return std::string("{\"id\":\"") + id + "\",\"type\":\"" + type +
           "\",\"from_name\":\"c\",\"to_name\":\"image\",\"original_width\":100,\"original_height\":100,\"value\":{" +
           value + "}" + more + "}";
}

std::string rectangle(const char* id, const char* labels, const char* at = "10") {
    return result(id, "rectanglelabels",
                  std::string("\"x\":") + at + ",\"y\":" + at +
                      ",\"width\":20,\"height\":20,\"rotation\":0,\"rectanglelabels\":[" + labels + "]");
}

std::string annotation(const std::string& results, const char* more = "") {
    return "{\"result\":[" + results + "]" + more + "}";
}

std::string task(const std::string& annotations, const std::string& more = "",
                 const char* image = "/data/upload/1/1a2b3c4d-a.jpg", const char* key = "annotations") {
    return std::string("{\"id\":1,\"data\":{\"image\":\"") + image + "\"},\"" + key + "\":[" + annotations + "]" +
           more + "}";
}

}  // namespace

class LabelStudioReaderTest : public QObject {
    Q_OBJECT

    static ReadResult read(const std::string& tasks, const char* name = "tasks.json") {
        const DatasetFolder folder;
        for (const char* picture : {"a.jpg", "b.jpg", "my photo é.jpg", "a+b.jpg", "50%.jpg"}) {
            folder.picture(std::filesystem::path("images") / picture);
        }
        folder.put(name, "[" + tasks + "]");
        if (recognise_format(folder.root()).name() != "label_studio") {
            throw std::runtime_error("taken for another format");
        }
        return folder.read("label_studio");
    }
    static std::string boxes(const ReadResult& found) { return boxes_of(found, found.dataset.images.at(0)); }

private slots:
    void json_min_is_read() {
        const std::string min = R"("annotator":1,"annotation_id":1,"created_at":"2024","lead_time":5.1,"note":"dark")";
        const std::string region =
            R"({"x":10,"y":10,"width":20,"height":20,"rotation":0,"rectanglelabels":["cat"],"original_width":100,"original_height":100})";
        const auto found = read("{\"image\":\"/data/upload/1/1a2b3c4d-a.jpg\",\"id\":1,\"label\":[" + region + "]," +
                                    min + "},{\"image\":\"/data/upload/1/1a2b3c4d-a.jpg\",\"id\":1," + min +
                                    "},{\"image\":\"/data/upload/1/1a2b3c4d-b.jpg\",\"id\":2," + min + "}",
                                "project-1-min.json");
        QCOMPARE(found.dataset.images.size(), std::size_t{2});
        QCOMPARE(boxes(found), std::string("cat 10,10,30,30"));
        QVERIFY(tells(found, "1 task has several annotations"));
        QCOMPARE(found.dataset.images.at(0).attributes.value("note", ""), std::string("dark"));
        QVERIFY(found.dataset.images.at(1).confirmed);
    }

    void completions_of_old_versions_are_read() {
        const auto found = read(
            task(annotation(rectangle("r", "\"cat\"")), ",\"predictions\":[]", "/data/upload/a.jpg", "completions"));
        QCOMPARE(boxes(found), std::string("cat 10,10,30,30"));
        QVERIFY(found.dataset.images.at(0).confirmed);
        const auto skipped = read(task(annotation("", ",\"skipped\":true"), "", "/data/upload/a.jpg", "completions"));
        QVERIFY(!skipped.dataset.images.at(0).confirmed);
    }

    void ground_truth_counts_among_several_annotators() {
        const auto found =
            read(task(annotation("", ",\"ground_truth\":false") + "," +
                      annotation(rectangle("r", "\"cat\""), ",\"ground_truth\":true") + "," +
                      annotation(rectangle("r", "\"dog\""), ",\"ground_truth\":true,\"was_cancelled\":true")));
        QCOMPARE(boxes(found), std::string("cat 10,10,30,30"));
        QVERIFY(tells(found, "ground truth counts"));
        const auto first = read(task(annotation(rectangle("r", "\"dog\"")) + "," + annotation("")));
        QCOMPARE(boxes(first), std::string("dog 10,10,30,30"));
        QVERIFY(tells(first, "the first counts"));
        QVERIFY(tells(first, "1 further annotation"));
    }

    void skipped_tasks_are_not_looked_at() {
        const auto found = read(task(annotation(rectangle("r", "\"cat\""), ",\"was_cancelled\":true"),
                                     ",\"predictions\":[{\"result\":[" + rectangle("p", "\"dog\"") + "]}]"));
        QVERIFY(!found.dataset.images.at(0).confirmed);
        QVERIFY(found.dataset.annotations.empty());
        QVERIFY(tells(found, "1 task was skipped"));
        QVERIFY(tells(found, "1 result of skipped tasks"));
        QVERIFY(tells(found, "1 prediction"));
    }

    void predictions_count_where_nobody_has_annotated() {
        const auto found = read(task(
            "", ",\"drafts\":[{}],\"predictions\":[{\"result\":[" + rectangle("p", "\"dog\"") + "]},{\"result\":[]}]"));
        QCOMPARE(boxes(found), std::string("dog 10,10,30,30"));
        QVERIFY(!found.dataset.images.at(0).confirmed);
        QVERIFY(tells(found, "1 draft"));
        QVERIFY(tells(found, "1 prediction was"));
    }

    void rectangles_and_their_labels_are_put_together() {
        const std::string place = "\"x\":10,\"y\":10,\"width\":20,\"height\":20,\"rotation\":0";
        const std::string pair =
            result("q", "rectangle", place) + "," + result("q", "labels", place + ",\"labels\":[\"cat\"]");
        QCOMPARE(boxes(read(task(annotation(pair)))), std::string("cat 10,10,30,30"));
        const std::string turned =
            result("q", "labels", place + ",\"labels\":[\"cat\"]") + "," + result("q", "rectangle", place);
        QCOMPARE(boxes(read(task(annotation(turned)))), std::string("cat 10,10,30,30"));
        const auto answered =
            read(task(annotation(pair + "," + result("q", "choices", place + ",\"choices\":[\"occluded\"]") + "," +
                                 result("i", "choices", "\"choices\":[\"night\",\"rain\"]") + "," +
                                 "{\"type\":\"relation\",\"from_id\":\"q\"}")));
        QCOMPARE(boxes(answered), std::string("cat 10,10,30,30"));
        QCOMPARE(answered.dataset.annotations.at(0).attributes, nlohmann::json({{"c", "occluded"}}));
        QCOMPARE(answered.dataset.images.at(0).attributes, nlohmann::json({{"c", {"night", "rain"}}}));
        QVERIFY(tells(answered, "1 relation"));
        QVERIFY(!tells(answered, "no box"));
    }

    void other_shapes_and_several_labels_are_told() {
        const auto found = read(task(annotation(
            rectangle("r", "\"cat\",\"black\"") + "," +
            result("e", "ellipselabels",
                   "\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":5,\"rotation\":90,\"ellipselabels\":[\"dog\"]") +
            "," + result("p", "polygonlabels", "\"points\":[[1,1],[9,1],[9,9]],\"polygonlabels\":[\"dog\"]") + "," +
            result("k", "keypointlabels", "\"x\":1,\"y\":1,\"width\":1,\"keypointlabels\":[\"eye\"]") + "," +
            result("b", "brushlabels", "\"format\":\"rle\",\"rle\":[1],\"brushlabels\":[\"dog\"]") + "," +
            result("n", "rectangle", "\"x\":1,\"y\":1,\"width\":5,\"height\":5") + "," + rectangle("m", ""))));
        QCOMPARE(boxes(found), std::string("cat 10,10,30,30; dog 45,40,55,60; dog 1,1,9,9"));
        QCOMPARE(found.dataset.annotations.at(0).attributes["labels"], nlohmann::json({"cat", "black"}));
        QVERIFY(tells(found, "several labels"));
        QVERIFY(tells(found, "2 results that are no boxes"));
        QVERIFY(tells(found, "has no label"));
    }

    void addresses_are_decoded() {
        for (const auto& [address, name] :
             {std::pair{"/data/upload/1/1a2b3c4d-my%20photo%20%C3%A9.jpg", "my photo é.jpg"},
              {"/data/local-files/?d=images/a%2Bb.jpg", "a+b.jpg"},
              {"/data/local-files/?d=images%2F50%25.jpg", "50%.jpg"},
              {"https://host/x/a.jpg?token=1", "a.jpg"},
              {"s3://bucket/b.jpg", "b.jpg"}}) {
            const auto found = read(task("", "", address));
            QCOMPARE(found.dataset.images.at(0).file_name, std::string(name));
        }
        const auto other = read(
            "{\"id\":1,\"data\":{\"n\":\"x\",\"photo\":\"/data/upload/1/1a2b3c4d-b.jpg?v=2\"},\"annotations\":[]}");
        QCOMPARE(other.dataset.images.at(0).file_name, std::string("b.jpg"));
    }

    void names_come_back_through_addresses() {
        const DatasetFolder folder;
        Dataset dataset;
        dataset.classes = {"<b>&\"", "a,b", "x: y", "two\nlines"};
        std::int64_t id = 0;
        for (const char* name : {"b%20x.png", "a#1.png", "e?x=1.png", "50%.png", "a+b.png", "f:1.png", "é 😀.png"}) {
            folder.picture(std::filesystem::path("in") / name);
            dataset.images.push_back({++id, name, {100, 100}, "", true, ""});
            dataset.annotations.push_back(
                {id, static_cast<int>(id) % 4, {1, 1, 9, 9}, false, {}, nlohmann::json::object()});
        }
        const auto images = ImageSource::folder(folder.root() / "in");
        find_format("label_studio").write({dataset, images, folder.root() / "out"});
        const auto back = open_dataset(find_format("label_studio"), folder.root() / "out");
        QCOMPARE(back.issues.size(), std::size_t{0});
        for (std::size_t i = 0; i < dataset.images.size(); ++i) {
            QCOMPARE(back.dataset.images.at(i).file_name, dataset.images[i].file_name);
        }
        dataset.classes[0] = "bell\a";
        QVERIFY_EXCEPTION_THROWN(find_format("label_studio").write({dataset, images, folder.root() / "bad"}),
                                 UsageError);
    }
};

DESTUDIO_CORE_TEST(LabelStudioReaderTest)

}  // namespace destudio::label_studio_reader_test

#include "label_studio_reader_test.moc"
