// SPDX-License-Identifier: Apache-2.0
// That a model made a picture is said by every picture that leaves the command line, and stays with it.
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/imgcodecs.hpp>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/engine/recipe/file_hash.h"
#include "core/image/byte_source.h"
#include "core/image/source_mark.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::source_mark_commands_test {

namespace fs = std::filesystem;
using destudio::test::run_cli;

class SourceMarkCommandsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    fs::path path(const QString& name) const { return in(name).toStdString(); }
    test::ProcessResult generate(const QString& out, const QStringList& more = {}) const {
        return run_cli(QStringList{"--progress", "none", "generate", "--bundle", in("bundle"), "--reference",
                                   in("scene.png"), "--ratios", "0.5,1", "--steps", "4", "--threshold", "0.01", "--out",
                                   in(out)}
                       << more);
    }
    std::string type_in(const QString& file) const { return read_source_mark(path(file)).type; }

private slots:
    void initTestCase() {
        qputenv("OMP_NUM_THREADS", "1");
        test::write_tiny_bundle(path("bundle"));
        cv::Mat scene(64, 64, CV_8UC3, cv::Scalar(90, 60, 30));
        scene(cv::Rect(10, 10, 30, 20)).setTo(cv::Scalar(200, 30, 60));
        save_png(path("scene.png"), scene);
        const auto made = generate("made");
        QVERIFY2(made.status == 0, qPrintable(made.err));
    }

    void generate_marks_pictures_and_entries() {
        QCOMPARE(type_in("made/images/scene_r050_s1.png"), std::string(kCompositeSource));
        QCOMPARE(type_in("made/images/scene_r100_s1.png"), std::string(kGeneratedSource));
        QCOMPARE(type_in("made/contact-sheet.png"), std::string(kCompositeSource));
        const auto image = read_json(path("made/annotations.json")).at("images").at(0);
        QCOMPARE(image.at("synthetic"), nlohmann::json(true));
        QCOMPARE(image.at("reference"), nlohmann::json("scene.png"));
        QCOMPARE(image.at("reference_hash").get<std::string>(), file_sha256(path("scene.png")));
        const auto recipe = read_source_mark(path("made/images/scene_r050_s1.png")).recipe;
        QCOMPARE(image.at("recipe_hash").get<std::string>(), sha256_hex(recipe));
    }

    void generate_writes_no_mark_where_none_is_wanted() {
        const auto made = generate("unmarked", {"--no-mark"});
        QVERIFY2(made.status == 0, qPrintable(made.err));
        QCOMPARE(type_in("unmarked/images/scene_r050_s1.png"), std::string());
        QCOMPARE(type_in("unmarked/contact-sheet.png"), std::string());
        QVERIFY(!read_source_mark(path("unmarked/images/scene_r050_s1.png")).recipe.empty());
    }

    void every_format_keeps_the_mark_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("picture");
        QTest::newRow("coco") << "coco"
                              << "images/scene_r050_s1.png";
        QTest::newRow("voc") << "voc"
                             << "VOCdevkit/VOC2012/JPEGImages/scene_r050_s1.jpg";
        QTest::newRow("yolo") << "yolo"
                              << "images/scene_r050_s1.png";
    }
    void every_format_keeps_the_mark() {
        QFETCH(QString, format);
        QFETCH(QString, picture);
        const auto before = read_source_mark(path("made/images/scene_r050_s1.png"));
        const auto done = run_cli({"convert", "--in", in("made"), "--to", format, "--out", in("to-" + format)});
        QVERIFY2(done.status == 0, qPrintable(done.err));
        QVERIFY(read_source_mark(path("to-" + format + "/" + picture)) == before);
        const auto back =
            run_cli({"convert", "--in", in("to-" + format), "--to", "coco", "--out", in("back-" + format)});
        QVERIFY2(back.status == 0, qPrintable(back.err));
        const QString again = "back-" + format + "/images/scene_r050_s1" + (format == "voc" ? ".jpg" : ".png");
        QVERIFY(read_source_mark(path(again)) == before);
        const auto plain =
            run_cli({"convert", "--in", in("made"), "--to", format, "--no-mark", "--out", in("no-" + format)});
        QVERIFY2(plain.status == 0, qPrintable(plain.err));
        QCOMPARE(type_in("no-" + format + "/" + picture), std::string());
        QCOMPARE(read_source_mark(path("no-" + format + "/" + picture)).recipe, before.recipe);
    }

    void a_marked_webp_that_becomes_a_png_stays_marked() {
        std::vector<unsigned char> bytes;
        cv::imencode(".webp", cv::Mat(40, 50, CV_8UC3, cv::Scalar(9, 99, 200)), bytes);
        write_file_atomically(path("web/images/a.webp"),
                              with_source_type(std::string(bytes.begin(), bytes.end()), kGeneratedSource));
        write_file_atomically(path("web/annotations.json"),
                              R"({"info":{},"licenses":[],"images":[{"id":1,"file_name":"a.webp","width":50,)"
                              R"("height":40}],"annotations":[],"categories":[{"id":1,"name":"cat"}]})");
        const auto done = run_cli({"convert", "--in", in("web"), "--to", "yolo", "--out", in("web-yolo")});
        QVERIFY2(done.status == 0, qPrintable(done.err));
        QCOMPARE(type_in("web-yolo/images/a.png"), std::string(kGeneratedSource));
    }

    void split_and_merge_and_report_keep_it() {
        const auto split = run_cli({"split", "--in", in("made"), "--out", in("parts"), "--shares", "1,0,0"});
        QVERIFY2(split.status == 0, qPrintable(split.err));
        QCOMPARE(type_in("parts/images/scene_r100_s1.png"), std::string(kGeneratedSource));
        const auto merge =
            run_cli({"merge", "--in", in("made"), "--in", in("to-yolo"), "--to", "voc", "--out", in("together")});
        QVERIFY2(merge.status == 0, qPrintable(merge.err));
        for (const auto& entry : fs::directory_iterator(path("together/VOCdevkit/VOC2012/JPEGImages"))) {
            QVERIFY(!read_source_mark(entry.path()).type.empty());
        }
        const auto report = run_cli({"report", "--in", in("made"), "--out", in("report.html")});
        QVERIFY2(report.status == 0, qPrintable(report.err));
        const std::string page = read_file(path("report.html"));
        const auto at = page.find("data:image/jpeg;base64,") + 23;
        const auto jpeg =
            QByteArray::fromBase64(QByteArray::fromStdString(page.substr(at, page.find('"', at) - at))).toStdString();
        QVERIFY(!read_source_mark(image::MemorySource(jpeg)).type.empty());
    }

    void a_picture_is_made_again_from_a_jpeg_that_carries_its_recipe() {
        const auto again =
            run_cli({"--progress", "none", "rerun", "--bundle", in("bundle"), "--recipe",
                     in("made/images/scene_r050_s1.png"), "--reference", in("scene.png"), "--out", in("again")});
        QVERIFY2(again.status == 0, qPrintable(again.out + again.err));
        QCOMPARE(type_in("again/rerun.png"), std::string(kCompositeSource));
        const auto unmarked =
            run_cli({"--progress", "none", "rerun", "--bundle", in("bundle"), "--recipe",
                     in("unmarked/images/scene_r050_s1.png"), "--reference", in("scene.png"), "--out", in("again2")});
        QVERIFY2(unmarked.status == 0, qPrintable(unmarked.out + unmarked.err));
        const auto jpeg = run_cli({"--progress", "none", "rerun", "--bundle", in("bundle"), "--recipe",
                                   in("to-voc/VOCdevkit/VOC2012/JPEGImages/scene_r050_s1.jpg"), "--reference",
                                   in("scene.png"), "--out", in("again3")});
        QCOMPARE(jpeg.status, 1);  // the pixels of a JPEG differ
        QVERIFY2(jpeg.out.contains("same     recipe"), qPrintable(jpeg.out + jpeg.err));
    }

    void inspect_shows_it() {
        const auto shown = run_cli({"--progress", "none", "inspect", "--bundle", in("bundle"), "--reference",
                                    in("made/images/scene_r100_s1.png"), "--prompt", "A cat.", "--out", in("look")});
        QVERIFY2(shown.status == 0, qPrintable(shown.err));
        QVERIFY(shown.err.contains("trainedAlgorithmicMedia"));
        const auto json = read_json(path("look/inspection.json"));
        QCOMPARE(json.at("digital_source_type").get<std::string>(), std::string(kGeneratedSource));
        QCOMPARE(json.at("has_recipe"), nlohmann::json(true));
        QCOMPARE(type_in("look/picture.png"), std::string(kGeneratedSource));
    }
};

DESTUDIO_CORE_TEST(SourceMarkCommandsTest)

}  // namespace destudio::source_mark_commands_test

#include "source_mark_commands_test.moc"
