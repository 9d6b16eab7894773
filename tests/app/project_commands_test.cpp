// SPDX-License-Identifier: Apache-2.0
// The command line works on projects: overnight work comes in, is decided on and leaves again.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"
#include "core/project/project.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::project_commands_test {

namespace fs = std::filesystem;
using destudio::test::run_cli;

class ProjectCommandsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    fs::path path(const QString& name) const { return in(name).toStdString(); }
    test::ProcessResult project(const QString& command, const QStringList& more) const {
        return run_cli(QStringList{"--progress", "none", "project", command} + more);
    }
    nlohmann::json json_of(const QString& command, const QStringList& more) const {
        const auto result = project(command, more + QStringList{"--json"});
        return nlohmann::json::parse(result.out.toStdString(), nullptr, false);
    }

private slots:
    void initTestCase() {
        qputenv("OMP_NUM_THREADS", "1");
        test::write_tiny_bundle(path("bundle"));
        for (int i = 0; i < 2; ++i) {
            cv::Mat scene(64, 64, CV_8UC3, cv::Scalar(90 + 40 * i, 60, 30));
            scene(cv::Rect(10, 10, 30, 20)).setTo(cv::Scalar(200, 30, 60));
            save_png(path(QString("set/images/scene%1.png").arg(i)), scene);
        }
        write_file_atomically(path("set/annotations.json"), R"({"info":{},"licenses":[],"images":[
            {"id":1,"file_name":"scene0.png","width":64,"height":64},{"id":2,"file_name":"scene1.png","width":64,"height":64}],
            "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[10,10,30,20],"area":600,"iscrowd":0},
            {"id":2,"image_id":2,"category_id":1,"bbox":[10,10,30,20],"area":600,"iscrowd":0}],
            "categories":[{"id":1,"name":"cat","supercategory":"a"}]})");
        const auto night = run_cli({"--progress", "none", "scale-up", "--bundle", in("bundle"), "--dataset", in("set"),
                                    "--lower-bound", "1000", "--max-images", "4", "--steps", "4", "--keep-empty",
                                    "--out", in("night")});
        QVERIFY2(night.status == 0, qPrintable(night.err));
        const auto made = run_cli({"--progress", "none", "generate", "--bundle", in("bundle"), "--reference",
                                   in("set/images/scene0.png"), "--ratios", "0.5", "--seeds", "1,2,3", "--steps", "4",
                                   "--out", in("made")});
        QVERIFY2(made.status == 0, qPrintable(made.err));
    }

    void overnight_work_lands_in_a_project() {
        const auto lost = project("import", {in("p.destudio"), "--scale-up", in("night"), "--create"});
        QCOMPARE(lost.status, 1);
        QVERIFY2(lost.err.contains("--references"), qPrintable(lost.err));
        const auto first = project("import", {in("p.destudio"), "--scale-up", in("night"), "--references", in("set")});
        QVERIFY2(first.status == 0, qPrintable(first.err));
        QVERIFY2(first.out.startsWith("4 variants and "), qPrintable(first.out));
        const auto again = project("import", {in("p.destudio"), "--scale-up", in("night")});
        QVERIFY2(again.out.startsWith("0 variants and 0 references added, 4 variants were there already"),
                 qPrintable(again.out));
        const auto set = project("import", {in("p.destudio"), "--in", in("made"), "--references", in("set")});
        QVERIFY2(set.status == 0, qPrintable(set.err));
        QVERIFY2(set.out.startsWith("3 variants and "), qPrintable(set.out));
        const auto stats = json_of("stats", {in("p.destudio")});
        QCOMPARE(stats.at("variants").at("new"), nlohmann::json(7));
        const auto list = json_of("list", {in("p.destudio"), "--filter", "seed:1,2,3 ratio:0.5"});
        QCOMPARE(list.at("found"), nlohmann::json(3));
        QVERIFY(!read_source_mark(fs::path(list["variants"][0]["picture"].get<std::string>())).type.empty());
    }

    void decides_exports_and_goes_back() {
        const QString file = in("p.destudio");
        QCOMPARE(project("accept", {file}).status, 2);  // every one only when asked for
        const auto accepted = project("accept", {file, "--filter", "ratio:0.5 seed:1,2,3", "--by", "Ann"});
        QVERIFY2(accepted.status == 0, qPrintable(accepted.err));
        QCOMPARE(accepted.out, QString("3 variants are accepted\n"));
        const auto ids = json_of("list", {file, "--filter", "state:accepted"}).at("variants");
        const QString one = QString::number(ids.at(0).at("id").get<int>());
        QVERIFY(project("reject", {file, "--id", one}).out.startsWith("1 variant is rejected"));
        QCOMPARE(project("reject", {file, "--id", "12345"}).status, 2);

        QCOMPARE(project("history", {file}).status, 2);  // of which pictures?
        QCOMPARE(project("history", {file, "--image", "nowhere.png"}).status, 2);
        const auto history = project("history", {file, "--image", "scene0.png"});
        QVERIFY2(history.status == 0 && history.out.contains("scene0.png"), qPrintable(history.err + history.out));
        const auto pictures = json_of("history", {file, "--id", one}).at("pictures");
        QCOMPARE(pictures.size(), std::size_t{1});
        for (const auto& box : pictures[0].at("boxes")) {
            const auto& steps = box.at("history");
            QCOMPARE(steps.at(0).at("act"), nlohmann::json("made"));
            QCOMPARE(steps.at(1).at("by"), nlohmann::json("Ann"));
            QCOMPARE(steps.back().at("act"), nlohmann::json("rejected"));
        }

        const auto exported = project("export", {file, "--out", in("out")});
        QVERIFY2(exported.status == 0, qPrintable(exported.err));
        QVERIFY2(exported.out.startsWith("2 images and "), qPrintable(exported.out));
        const auto coco = read_json(path("out/annotations.json"));
        const auto version = coco.at("info").at("project_version").at("id").get<int>();
        QVERIFY(exported.out.contains(QString("version %1 of the project").arg(version)));
        QCOMPARE(coco.at("images").at(0).at("synthetic"), nlohmann::json(true));
        for (const auto& entry : fs::directory_iterator(path("out/images"))) {
            QCOMPARE(read_source_mark(entry.path()).type, std::string(kCompositeSource));
        }
        const auto plain =
            project("export", {file, "--to", "yolo", "--no-mark", "--states", "accepted,new", "--out", in("plain")});
        QVERIFY2(plain.status == 0, qPrintable(plain.err));
        for (const auto& entry : fs::directory_iterator(path("plain/images"))) {
            QVERIFY(read_source_mark(entry.path()).type.empty());
        }
        QCOMPARE(project("export", {file, "--states", "edited", "--out", in("none")}).status, 2);
        QVERIFY(!fs::exists(path("none")));

        const auto versions = json_of("versions", {file});
        QVERIFY(versions.size() >= 2);
        QCOMPARE(versions.back().at("exports").size(), std::size_t{2});
        QVERIFY(project("snapshot", {file, "--name", "reviewed"}).out.contains("reviewed"));
        QVERIFY(project("reset", {file, "--all"}).status == 0);
        const auto diff = project("diff", {file, "reviewed"});
        QVERIFY2(diff.out.contains("accepted -> new"), qPrintable(diff.out + diff.err));
        QCOMPARE(json_of("diff", {file, "reviewed"}).at("states").size(), std::size_t{3});
        const auto part = project("restore", {file, "reviewed", "--filter", "ratio:0.5 seed:1"});
        QVERIFY2(part.out.contains("1 variant as it was"), qPrintable(part.out + part.err));
        QCOMPARE(json_of("diff", {file, "reviewed"}).at("states").size(), std::size_t{2});
        const auto back = project("restore", {file, "reviewed"});
        QVERIFY2(back.status == 0, qPrintable(back.err));
        QCOMPARE(project("diff", {file, "reviewed"}).out, QString("Nothing differs.\n"));
        QCOMPARE(project("restore", {file, "nothing"}).status, 2);
    }

    void decisions_and_corrections_of_an_export_come_back() {
        const auto done =
            project("import", {in("q.destudio"), "--in", in("out"), "--references", in("set"), "--create"});
        QVERIFY2(done.status == 0, qPrintable(done.err));
        QCOMPARE(json_of("stats", {in("q.destudio")}).at("variants"), nlohmann::json({{"accepted", 2}}));
    }

    void a_project_that_a_window_has_open_is_left_alone() {
        const auto held = Project::open(path("p.destudio"));
        const auto refused = project("accept", {in("p.destudio"), "--all"});
        QCOMPARE(refused.status, 1);
        QCOMPARE(refused.error_lines().size(), 1);
        QCOMPARE(project("list", {in("p.destudio")}).status, 0);
        const auto exported = project("export", {in("p.destudio"), "--out", in("beside")});
        QVERIFY2(exported.status == 0, qPrintable(exported.err));
        QVERIFY(exported.err.contains("open elsewhere"));
        QVERIFY(!read_json(path("beside/annotations.json")).at("info").contains("project_version"));
    }

    void mistakes_are_one_sentence() {
        for (const QStringList& wrong :
             {QStringList{"list", in("none.destudio")}, QStringList{"import", in("p.destudio")},
              QStringList{"import", in("p.destudio"), "--scale-up", in("set")},
              QStringList{"list", in("p.destudio"), "--filter", "state:odd"}}) {
            const auto result = run_cli(QStringList{"project"} + wrong);
            QVERIFY(result.status == 1 || result.status == 2);
            QCOMPARE(result.error_lines().size(), 1);
        }
    }
};

DESTUDIO_CORE_TEST(ProjectCommandsTest)

}  // namespace destudio::project_commands_test

#include "project_commands_test.moc"
