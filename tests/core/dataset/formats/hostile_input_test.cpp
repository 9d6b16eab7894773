// SPDX-License-Identifier: Apache-2.0
// What datasets from elsewhere may hold, deliberately or by accident.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/operations/repair.h"
#include "core/dataset/text/json_text.h"
#include "core/image/image_io.h"
#include "tests/core/dataset/sample_dataset.h"
#include "tests/support/processor_time.h"
#include "tests/support/test_main.h"

namespace destudio::hostile_input_test {

namespace fs = std::filesystem;
using namespace destudio::dataset;
using namespace destudio::dataset::test;

class HostileInputTest : public QObject {
    Q_OBJECT

    fs::path root() const { return m_folder->path().toStdString(); }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void links_do_not_lead_out() {
        save_png(root() / "outside.png", cv::Mat(4, 4, CV_8UC3, cv::Scalar(0)));
        save_png(root() / "real" / "inside.png", cv::Mat(4, 4, CV_8UC3, cv::Scalar(0)));
        fs::create_symlink(root() / "outside.png", root() / "real" / "out.png");
        fs::create_symlink("inside.png", root() / "real" / "same.png");
        fs::create_directory_symlink(root(), root() / "real" / "up");
        fs::create_directory_symlink(root() / "real", root() / "linked");
        for (const char* folder : {"real", "linked"}) {  // the folder itself may be a link
            QCOMPARE(resolve_inside(root() / folder, "inside.png"), root() / folder / "inside.png");
            QCOMPARE(resolve_inside(root() / folder, "same.png"), root() / folder / "same.png");
            QVERIFY_EXCEPTION_THROWN(resolve_inside(root() / folder, "out.png"), FormatError);
            QVERIFY_EXCEPTION_THROWN(resolve_inside(root() / folder, "up/outside.png"), FormatError);
            QVERIFY_EXCEPTION_THROWN(resolve_inside(root() / folder, "../outside.png"), FormatError);
            QVERIFY_EXCEPTION_THROWN(resolve_inside(root() / folder, (root() / "outside.png").string()), FormatError);
            QVERIFY_EXCEPTION_THROWN(resolve_inside(root() / folder, "gone.png"), IoError);
        }
        Dataset dataset;
        dataset.classes = {"cat"};
        dataset.images = {{1, "out.png", {4, 4}, "", true, ""}};
        for (const auto& format : all_formats()) {
            const fs::path out = root() / ("out-" + format->name());
            QVERIFY_EXCEPTION_THROWN(format->write({dataset, ImageSource::folder(root() / "real"), out}), FormatError);
            QVERIFY2(!fs::exists(out), format->name().c_str());
        }
    }

    void a_gigabyte_of_nesting_is_refused_at_once() {
        const fs::path file = root() / "annotations.json";
        {
            std::ofstream out(file, std::ios::binary);
            const std::string piece(1 << 20, '[');
            for (int i = 0; i < 64; ++i) {
                out << piece;
            }
        }
        fs::resize_file(file, std::uintmax_t{1} << 30U);  // the rest is a hole
        const destudio::test::ProcessorClock processor;
        QVERIFY(error_of([&] { read_coco(file); }).find("nested") != std::string::npos);
        QVERIFY(error_of([&] { read_dataset_json(file); }).find("nested") != std::string::npos);
        QVERIFY2(processor.seconds() < 5, "it was read to its end");
        // Brackets in texts are no nesting, also across escapes.
        check_json_depth("[\"" + std::string(500, '[') + "\\\"" + std::string(500, '{') + "\"]", "x");
    }

    void encodings_are_told_apart() {
        const std::string json =
            "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":4,\"height\":4}],\"annotations\":[],"
            "\"categories\":[{\"id\":1,\"name\":\"K";
        const std::string end = "\",\"supercategory\":\"\"}]}";
        const fs::path file = root() / "annotations.json";
        write_file_atomically(file, "\xEF\xBB\xBF" + json + "ä" + end);
        QCOMPARE(read_coco(file).dataset.classes[0], std::string("Kä"));
        const auto& coco = find_format("coco");
        const auto issues = check_dataset(coco, file).issues;
        QVERIFY(std::any_of(issues.begin(), issues.end(),
                            [](const Issue& i) { return i.what.find("byte-order mark") != std::string::npos; }));
        write_file_atomically(file, json + "\xE4" + end);  // Latin-1
        QVERIFY_EXCEPTION_THROWN(read_coco(file), FormatError);
        write_file_atomically(file, std::string("\xFF\xFE{\0", 4));
        QVERIFY(error_of([&] { read_coco(file); }).find("UTF-16") != std::string::npos);
        write_file_atomically(root() / "a.txt", "one\ntw\xE4");
        QVERIFY(error_of([&] { read_utf8_file(root() / "a.txt"); }).find("line 2") != std::string::npos);
        for (const char* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
            QCOMPARE(find_not_utf8(bad), std::size_t{0});
        }
        QCOMPARE(find_not_utf8("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x90\x88"), std::string_view::npos);
    }

    void a_file_that_changes_is_noticed() {
        const fs::path file = root() / "growing.json";
        write_file_atomically(file, std::string_view("{\"a\": 1}"));
        const auto change = [&](std::string_view) { std::ofstream(file, std::ios::app) << " "; };
        QVERIFY(error_of([&] { read_padded_text(file, 1000, change); }).find("changed") != std::string::npos);
        const auto cut = [&](std::string_view) { fs::resize_file(file, 2); };
        QVERIFY(error_of([&] { read_padded_text(file, 1000, cut); }).find("changed") != std::string::npos);
        QVERIFY_EXCEPTION_THROWN(read_padded_text(file, 1), IoError);
        QVERIFY_EXCEPTION_THROWN(read_padded_text(root()), IoError);
        QVERIFY_EXCEPTION_THROWN(read_padded_text("/dev/zero"), IoError);
    }

    void entity_bombs_stay_small() {
        std::string bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">";
        for (char c = 'b'; c < 'k'; ++c) {
            bomb += std::string("<!ENTITY ") + c + " \"";
            for (int i = 0; i < 10; ++i) {
                bomb += std::string("&") + static_cast<char>(c - 1) + ";";
            }
            bomb += "\">";
        }
        bomb += "]><annotations><image name=\"&j;.png\" width=\"4\" height=\"4\"/></annotations>";
        write_file_atomically(root() / "annotations.xml", bomb);
        const auto read = find_format("cvat").read(root(), {});
        QVERIFY(read.dataset.images.at(0).file_name.size() < 100);
        QCOMPARE(read.issues.size(), std::size_t{2});
        QCOMPARE(read.issues[0].where, std::string("annotations.xml:1"));
        QVERIFY(read.issues[0].what.find("entities") != std::string::npos);
    }

    void says_why_a_file_tells_nothing_of_its_format() {
        const auto message = [this](const std::string& text) -> std::string {
            write_file_atomically(root() / "annotations.json", text);
            for (const fs::path& path : {root(), root() / "annotations.json"}) {
                try {
                    recognise_format(path);
                } catch (const FormatError& error) {
                    if (path != root()) {
                        return error.what();
                    }
                }
            }
            return "";
        };
        QVERIFY(message(std::string("\xFF\xFE{\0}\0", 6)).find("UTF-16") != std::string::npos);
        QVERIFY(message(std::string(100000, '[')).find("nested") != std::string::npos);
        QVERIFY(message("").find("is empty") != std::string::npos);
        QVERIFY(message("{}").find("none of the dataset formats") != std::string::npos);
    }

    void broken_boxes_do_not_get_in_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("between");
        QTest::addColumn<QString>("after");
        QTest::newRow("labelme") << "labelme"
                                 << "a.json"
                                 << R"({"imagePath":"a.png","imageWidth":100,"imageHeight":50,"shapes":[)"
                                 << R"({"label":"cat","shape_type":"rectangle","points":[[%1,%2],[%3,%4]]})"
                                 << "]}";
        QTest::newRow("cvat") << "cvat"
                              << "annotations.xml"
                              << "<annotations><image name=\"a.png\" width=\"100\" height=\"50\">"
                              << R"(<box label="cat" xtl="%1" ytl="%2" xbr="%3" ybr="%4"/>)"
                              << "</image></annotations>";
    }

    void broken_boxes_do_not_get_in() {
        QFETCH(QString, format);
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, between);
        QFETCH(QString, after);
        save_png(root() / "a.png", cv::Mat(50, 100, CV_8UC3, cv::Scalar(0)));
        const auto read = [&](const char* x1, const char* y1, const char* x2, const char* y2) {
            const QString text = before + between.arg(x1, y1, x2, y2) + after;
            write_file_atomically(root() / file.toStdString(), text.toStdString());
            return find_format(format.toStdString()).read(root(), {});
        };
        QCOMPARE(read("1", "2", "30", "40").dataset.annotations.size(), std::size_t{1});
        QCOMPARE(read("1", "2", "30", "40").issues.size(), std::size_t{0});
        QVERIFY((read("-5", "2", "300", "40").dataset.annotations.at(0).box == Box{0, 2, 100, 40}));
        QCOMPARE(read("-5", "2", "300", "40").issues.size(), std::size_t{1});
        for (const auto& bad :
             {read("NaN", "2", "30", "40"), read("200", "2", "300", "40"), read("3", "2", "3", "40")}) {
            QCOMPARE(bad.dataset.annotations.size(), std::size_t{0});
            QCOMPARE(bad.issues.size(), std::size_t{1});
        }
    }

    void every_reader_survives_rubbish() {
        const std::string pieces[] = {"",
                                      "[]",
                                      "{}",
                                      "[1,2,\"x\"]",
                                      "null",
                                      "<annotations/>",
                                      "<annotation/>",
                                      "{\"items\":5,\"shapes\":5,\"images\":5}",
                                      "[{\"data\":7,\"image\":[]}]",
                                      "{\"shapes\":[7,{\"label\":\"a\",\"points\":[[],[1],[1,2,3]]}]}",
                                      "\xFF\xFF",
                                      "[{\"image\":\"../../etc/passwd\",\"annotations\":[{\"label\":\"a\"}]}]",
                                      "{\"images\":[{\"id\":1,\"file_name\":\"/etc/passwd\"}],\"categories\":[]}"};
        for (const std::string& piece : pieces) {
            for (const char* name :
                 {"annotations.json", "tasks.json", "x.createml.json", "annotations.xml", "data.yaml"}) {
                write_file_atomically(root() / name, piece);
                for (const auto& format : all_formats()) {
                    try {
                        const auto read = format->read(root() / name, {});
                        for (const Image& image : read.dataset.images) {
                            QVERIFY2(is_relative_path(image.file_name), format->name().c_str());
                        }
                    } catch (const Error& error) {
                        QVERIFY(std::string(error.what()).size() > 10);
                    }
                }
            }
        }
    }

    void repairs_a_copy() {
        find_format("coco").write({sample_dataset(), painted(), root() / "in"});
        auto json = read_dataset_json(root() / "in" / "annotations.json");
        json["annotations"][0]["id"] = 0;
        json["annotations"][1]["bbox"] = {20, 10, 50, 5};
        json["annotations"][2]["area"] = -1;
        json["images"][0]["width"] = 61;
        json.erase("licenses");
        write_file_atomically(root() / "in" / "annotations.json", json.dump());
        const std::string before = read_file(root() / "in" / "annotations.json");
        const auto& coco = find_format("coco");
        const auto result = check_dataset(coco, root() / "in");
        QVERIFY(result.issues.size() >= 6);
        write_repaired(coco, result.read, root() / "out");
        QVERIFY(check_export(coco, root() / "out").empty());
        QCOMPARE(read_file(root() / "in" / "annotations.json"), before);
        QCOMPARE(coco.read(root() / "out", {}).dataset.annotations.size(), std::size_t{2 + 1});
        QVERIFY_EXCEPTION_THROWN(write_repaired(coco, result.read, root() / "in"), UsageError);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_CORE_TEST(HostileInputTest)

}  // namespace destudio::hostile_input_test

#include "hostile_input_test.moc"
