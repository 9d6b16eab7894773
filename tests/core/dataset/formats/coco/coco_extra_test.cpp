// SPDX-License-Identifier: Apache-2.0
// What a COCO file holds beyond boxes travels to the next COCO file: outlines, areas, licences and whatever else.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/model/combine.h"
#include "core/dataset/model/outline.h"
#include "core/dataset/operations/repair.h"
#include "core/dataset/operations/split.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/test_main.h"

namespace destudio::coco_extra_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

namespace {

// Two pictures of 4 by 3 pixels; a crowd in run lengths, one in compressed ones, a polygon.
const std::string& file_text() {
    static const std::string text = read_file(fs::path(DESTUDIO_TEST_DATA_DIR) / "dataset" / "coco_extra.json");
    return text;
}

std::string outline_in(const std::string& json, Size size = {4, 3}) {
    const PaddedText text(json);
    return OutlineCheck().fault(text.view(), size);
}

}  // namespace

class CocoExtraTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }

    // `json` as read from a copy must say the same as the file about everything but ids of annotations.
    static void compare(const nlohmann::json& found) {
        const auto expected = parse_json(file_text(), "test");
        QCOMPARE(found["licenses"].dump(), expected["licenses"].dump());
        QCOMPARE(found["info"]["year"].get<int>(), 2017);
        QCOMPARE(found["categories"].dump(), expected["categories"].dump());
        QCOMPARE(found["images"].dump(), expected["images"].dump());
        QCOMPARE(found["annotations"].size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            for (const char* key : {"segmentation", "iscrowd", "category_id", "image_id", "keypoints"}) {
                QCOMPARE(found["annotations"][i].value(key, nlohmann::json()).dump(),
                         expected["annotations"][i].value(key, nlohmann::json()).dump());
            }
            QCOMPARE(found["annotations"][i]["area"].get<double>(), expected["annotations"][i]["area"].get<double>());
        }
    }

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const char* name : {"a.png", "b.png"}) {
            save_png(root() / "in" / "images" / name, cv::Mat(3, 4, CV_8UC3, cv::Scalar(9)));
        }
        write_file_atomically(root() / "in" / "annotations.json", file_text());
    }

    void everything_survives_a_round_trip() {
        const auto read = read_coco(root() / "in" / "annotations.json");
        QCOMPARE(read.issues.size(), std::size_t{0});
        QCOMPARE(read.not_kept.size(), std::size_t{0});
        const std::string text = coco_json(read.dataset);
        QVERIFY(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
        compare(parse_json(text, "copy"));
        QCOMPARE(coco_json(parse_coco(text, "copy").dataset), text);
    }

    void a_repair_keeps_everything() {
        const auto& coco = find_format("coco");
        auto json = parse_json(file_text(), "test");
        json["images"][0]["width"] = 5;  // which the outlines do not fit
        write_file_atomically(root() / "in" / "annotations.json", json.dump());
        auto checked = check_dataset(coco, root() / "in");
        QVERIFY(std::any_of(checked.issues.begin(), checked.issues.end(),
                            [](const Issue& i) { return i.what.find("outline is for 4 by 3") != std::string::npos; }));
        write_file_atomically(root() / "in" / "annotations.json", file_text());
        checked = check_dataset(coco, root() / "in");
        QCOMPARE(write_repaired(coco, checked.read, root() / "out").size(), std::size_t{0});
        compare(read_json(root() / "out" / "annotations.json"));
        QVERIFY(check_export(coco, root() / "out").empty());
    }

    void run_lengths_go_with_a_corrected_size() {
        const auto& coco = find_format("coco");
        save_png(root() / "in" / "images" / "b.png", cv::Mat(4, 4, CV_8UC3, cv::Scalar(9)));
        const auto read = coco.read(root() / "in", {});
        const auto changes = write_repaired(coco, read, root() / "out");
        QCOMPARE(changes.size(), std::size_t{2});
        QVERIFY(changes[0].what.find("say 4 by 3, but the picture has 4 by 4") != std::string::npos);
        QVERIFY(changes[1].what.find("4 by 3") != std::string::npos);
        const auto json = read_json(root() / "out" / "annotations.json");
        QVERIFY(json["annotations"][1].contains("segmentation"));
        QVERIFY(!json["annotations"][2].contains("segmentation"));
        QCOMPARE(json["annotations"][2]["area"].get<double>(), 4.0);
    }

    void parts_and_merges_keep_everything() {
        auto read = read_coco(root() / "in" / "annotations.json");
        read.dataset.images[0].split = "train";
        const auto part = parse_json(coco_json(part_of(read.dataset, "train")), "part");
        QCOMPARE(part["annotations"][0]["segmentation"].dump(),
                 parse_json(file_text(), "")["annotations"][0]["segmentation"].dump());
        QCOMPARE(part["licenses"].size(), std::size_t{1});

        auto other = read.dataset;
        other.licenses = {{{"id", 3}, {"name", "Other"}, {"url", "http://example.org/other"}}};
        Dataset all;
        append(all, read.dataset);
        append(all, other, "other/");
        const auto json = parse_json(coco_json(all), "merged");
        QCOMPARE(json["licenses"].size(), std::size_t{2});
        QCOMPARE(json["images"][0]["id"].get<int>(), 7);  // free ids stay
        QVERIFY(json["images"][2]["id"].get<int>() != 7);
        QCOMPARE(json["images"][0]["license"].get<int>(), 3);
        QCOMPARE(json["images"][2]["license"].get<int>(), 4);
        QCOMPARE(json["annotations"].size(), std::size_t{6});
        QCOMPARE(json["annotations"][4]["segmentation"].dump(), json["annotations"][1]["segmentation"].dump());
        QCOMPARE(json["categories"][0]["keypoints"].size(), std::size_t{1});
    }

    void other_formats_say_what_they_lose() {
        const auto read = read_coco(root() / "in" / "annotations.json");
        const auto lost = losses(read.dataset, find_format("createml"));
        const auto tells = [&](const char* part) {
            return std::any_of(lost.begin(), lost.end(),
                               [&](const Issue& i) { return i.what.find(part) != std::string::npos; });
        };
        QVERIFY(tells("3 outlines (segmentation) are left out"));
        QVERIFY(tells("3 entries lose"));
        QVERIFY(tells("image attribute \"recipe\" is left out"));
        QVERIFY(losses(read.dataset, find_format("coco")).empty());
    }

    void a_score_of_a_small_object_counts_by_its_outline() {
        auto read = read_coco(root() / "in" / "annotations.json");
        QCOMPARE(read.dataset.annotations[0].area, 3.0);
        QVERIFY(read.dataset.annotations[0].box.area() > 5);
    }

    void outlines_are_checked() {
        QCOMPARE(outline_in("[[0,0,1,0,1,1]]"), std::string());
        QCOMPARE(outline_in(R"({"size":[3,4],"counts":[12]})"), std::string());
        QCOMPARE(outline_in(R"({"size":[3,4],"counts":"129"})"), std::string());
        for (const char* bad :
             {"[[0,0,1,0]]", "[[0,0,1,0,1]]", "[0,0,1,0,1,1]", "[[0,0,1,0,\"1\",1]]", "[[0,0,NaN,0,1,1]]", "7", "\"a\"",
              R"({"size":[3,4],"counts":[11]})", R"({"size":[4,3],"counts":[12]})",
              R"({"size":[3,4],"counts":[-1,13]})", R"({"size":[3,4],"counts":"zzzzzzzzzzzzzzzzzzzz"})",
              R"({"size":[3,4]})", R"({"counts":[12]})", R"({"size":[3,4],"counts":"1"})"}) {
            QVERIFY2(!outline_in(bad).empty(), bad);
        }
        // A broken outline is told and left out, its box stays.
        std::string json = file_text();
        json.replace(json.find("3.5, 2.5"), 8, "NaN, 2.5");
        const auto read = parse_coco(json, "x.json");
        QCOMPARE(read.dataset.annotations.size(), std::size_t{3});
        QVERIFY(read.dataset.annotations[0].outline.empty());
        QCOMPARE(read.issues.size(), std::size_t{1});
        QVERIFY(read.issues[0].where.find("id 11") != std::string::npos);
    }

    void broken_members_are_not_handed_on() {
        std::string json = file_text();
        json.replace(json.find("\"num_keypoints\": 1"), 18, "\"num_keypoints\": NaN");
        const auto read = parse_coco(json, "x.json");
        const auto copy = parse_json(coco_json(read.dataset), "copy");
        QVERIFY(!copy["annotations"][0].contains("num_keypoints"));
        QVERIFY(copy["annotations"][0].contains("keypoints"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(CocoExtraTest)

}  // namespace destudio::coco_extra_test

#include "coco_extra_test.moc"
