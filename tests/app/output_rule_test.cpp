// SPDX-License-Identifier: Apache-2.0
// What every command does to folders and files that are not its own, and to output that nobody can read.
#include "tests/support/tiny_bundle.h"

#include <signal.h>
#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/output_record.h"
#include "core/base/temporary_path.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/export_check.h"
#include "core/image/image_io.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::output_rule_test {

using destudio::test::run_cli;
namespace fs = std::filesystem;

namespace {

/// Every file below `folder` with its content; the record is a run's own business.
std::map<std::string, std::string> files_of(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().filename() != OutputRecord::kFileName) {
            files[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
        }
    }
    return files;
}

/// A COCO dataset of one picture with one box.
void make_dataset(const fs::path& folder, const std::string& picture, const std::string& class_name) {
    save_png(folder / "images" / picture, cv::Mat(48, 64, CV_8UC3, cv::Scalar(200, 120, 60)));
    const nlohmann::ordered_json coco = {
        {"images", {{{"id", 1}, {"file_name", picture}, {"width", 64}, {"height", 48}}}},
        {"annotations",
         {{{"id", 1}, {"image_id", 1}, {"category_id", 1}, {"bbox", {8, 8, 20, 16}}, {"area", 320}, {"iscrowd", 0}}}},
        {"categories", {{{"id", 1}, {"name", class_name}}}}};
    write_file_atomically(folder / "annotations.json", coco.dump());
}

}  // namespace

class OutputRuleTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString text(const std::string& name) const { return QString::fromStdString(path(name).string()); }
    QStringList generate(const QString& out, const QStringList& more = {}) const {
        return QStringList{"--progress",
                           "none",
                           "generate",
                           "--bundle",
                           text("bundle"),
                           "--reference",
                           text("scene.png"),
                           "--prompt",
                           "A clipart.",
                           "--steps",
                           "4",
                           "--ratios",
                           "0.5,1",
                           "--threshold",
                           "0.06",
                           "--device",
                           "cpu",
                           "--out",
                           out} +
               more;
    }

private slots:
    void initTestCase() {
        qputenv("OMP_NUM_THREADS", "1");
        test::write_tiny_bundle(path("bundle"));
        save_png(path("scene.png"), cv::Mat(64, 80, CV_8UC3, cv::Scalar(200, 120, 60)));
        make_dataset(path("set"), "a.png", "cat");
    }

    void folders_of_others_are_refused_and_untouched_data() {
        QTest::addColumn<QStringList>("arguments");
        const QString foreign = text("foreign");
        QTest::newRow("convert") << QStringList{"convert", "--in", text("set"), "--to", "coco", "--out", foreign};
        QTest::newRow("convert to voc") << QStringList{"convert", "--in", text("set"), "--to", "voc", "--out", foreign};
        QTest::newRow("split") << QStringList{"split", "--in", text("set"), "--out", foreign};
        QTest::newRow("merge") << QStringList{"merge", "--in", text("set"), "--out", foreign};
        QTest::newRow("validate --fix") << QStringList{"validate", "--in", text("set"), "--fix", foreign};
        QTest::newRow("stats --charts") << QStringList{"stats", "--in", text("set"), "--charts", foreign};
        QTest::newRow("report") << QStringList{"report", "--in", text("set"), "--out", foreign + "/annotations.json"};
        QTest::newRow("generate") << generate(foreign);
        QTest::newRow("inspect") << QStringList{"inspect",         "--bundle", text("bundle"), "--reference",
                                                text("scene.png"), "--out",    foreign};
        QTest::newRow("make-bundle") << QStringList{"make-bundle", "--preset", "tiny", "--random", "--out", foreign};
    }
    void folders_of_others_are_refused_and_untouched() {
        QFETCH(QStringList, arguments);
        fs::remove_all(path("foreign"));
        make_dataset(path("foreign"), "b.png", "dog");
        const auto before = files_of(path("foreign"));
        const auto result = run_cli(arguments);
        QVERIFY2(result.status == 2, qPrintable(QString("%1: %2").arg(result.status).arg(result.err)));
        QVERIFY2(result.err.contains("--overwrite"), qPrintable(result.err));
        QVERIFY(files_of(path("foreign")) == before);
        QVERIFY(!fs::exists(path("foreign") / OutputRecord::kFileName));
    }

    void overwrite_says_that_it_is_wanted() {
        fs::remove_all(path("foreign"));
        make_dataset(path("foreign"), "b.png", "dog");
        const QStringList convert{"convert", "--in",  text("set"),     "--to",
                                  "coco",    "--out", text("foreign"), "--overwrite"};
        const auto result = run_cli(convert);
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto read = dataset::open_dataset(dataset::find_format("coco"), path("foreign"));
        QCOMPARE(read.dataset.classes, std::vector<std::string>{"cat"});
        QVERIFY(fs::exists(path("foreign") / "images" / "b.png"));
    }

    void the_own_input_is_never_written_into() {
        fs::create_directory_symlink(path("set"), path("link"));
        const auto before = files_of(path("set"));
        for (const QString& out : {text("set"), text("link"), text("set") + "/images", text("set") + "/../set/"}) {
            for (const QStringList& command :
                 {QStringList{"convert", "--to", "coco"}, QStringList{"split"}, QStringList{"merge"}}) {
                const auto result = run_cli(command + QStringList{"--in", text("set"), "--out", out, "--overwrite"});
                QVERIFY2(result.status == 2, qPrintable(result.err));
                QVERIFY2(result.err.contains("holds what is read"), qPrintable(result.err));
            }
            QCOMPARE(run_cli({"validate", "--in", text("set"), "--fix", out, "--overwrite"}).status, 2);
        }
        const auto report =
            run_cli({"report", "--in", text("set"), "--out", text("set") + "/annotations.json", "--overwrite"});
        QCOMPARE(report.status, 2);
        QVERIFY(files_of(path("set")) == before);
        fs::remove(path("link"));
    }

    void the_same_command_again_takes_the_place_of_its_last_result() {
        for (const auto& format : dataset::format_names()) {
            if (!dataset::find_format(format).capabilities().boxes) {
                continue;
            }
            const QString out = text("again-" + format);
            const QStringList convert{"convert", "--to", QString::fromStdString(format), "--out", out, "--in"};
            make_dataset(path("two"), "other.png", "cat");
            QCOMPARE(run_cli(convert + QStringList{text("two")}).status, 0);
            const auto again = run_cli(convert + QStringList{text("set")});
            QVERIFY2(again.status == 0, qPrintable(again.err));
            const auto fresh = run_cli({"convert", "--to", QString::fromStdString(format), "--in", text("set"), "--out",
                                        text("fresh-" + format)});
            QCOMPARE(fresh.status, 0);
            QVERIFY2(files_of(path("again-" + format)) == files_of(path("fresh-" + format)), format.c_str());
        }
    }

    void split_folders_take_the_place_of_a_split_in_one_folder() {
        const QStringList split{"split", "--in", text("set"), "--out", text("parts")};
        QCOMPARE(run_cli(split).status, 0);
        for (int run = 0; run < 2; ++run) {
            const auto result = run_cli(split + QStringList{"--folders"});
            QVERIFY2(result.status == 0, qPrintable(result.err));
            QVERIFY(!fs::exists(path("parts") / "annotations.json"));
            QVERIFY(fs::exists(path("parts") / "train" / "annotations.json"));
        }
        QCOMPARE(run_cli(split).status, 0);
        QVERIFY(!fs::exists(path("parts") / "train"));
    }

    void generating_again_with_other_seeds_works_in_every_format() {
        const QString out = text("generated");
        for (const char* seeds : {"7", "1,9", "7"}) {
            const auto result = run_cli(generate(out, {"--seeds", seeds, "--format", "coco,voc,yolo"}));
            QVERIFY2(result.status == 0, qPrintable(result.err));
        }
        QCOMPARE(run_cli(generate(text("once"), {"--seeds", "7", "--format", "coco,voc,yolo"})).status, 0);
        QVERIFY(files_of(path("generated")) == files_of(path("once")));
        for (const auto& entry : fs::recursive_directory_iterator(path("generated"))) {
            QVERIFY(!is_temporary_name(entry.path().filename().string()));
        }
    }

    void a_second_run_in_the_same_folder_is_refused_at_once() {
        const QStringList many = generate(text("busy"), {"--seeds", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"});
        bool overlapped = true;
        const auto first = run_cli(many, [&](QProcess& process) {
            QTRY_VERIFY_WITH_TIMEOUT(fs::exists(path("busy") / "images"), 60'000);
            const auto second = run_cli(generate(text("busy"), {"--seeds", "99"}));
            overlapped =
                second.status != 0 || (process.state() != QProcess::NotRunning && !process.waitForFinished(100));
            QCOMPARE(second.status, overlapped ? 1 : 0);
            QVERIFY2(!overlapped || second.err.contains("Another run"), qPrintable(second.err));
        });
        if (!overlapped) {
            QSKIP("The first run had ended before the second one began.");
        }
        QVERIFY2(first.status == 0, qPrintable(first.err));
        QVERIFY(dataset::check_export(dataset::find_format("coco"), path("busy")).empty());
    }

    void a_hangup_and_sigterm_end_like_ctrl_c() {
        for (const int signal : {SIGHUP, SIGTERM, SIGINT}) {
            const std::string out = "signal" + std::to_string(signal);
            QString seeds = "0";
            for (int i = 1; i < 200; ++i) {
                seeds += ',' + QString::number(i);
            }
            const auto result = run_cli(generate(text(out), {"--seeds", seeds}), [&](QProcess& process) {
                QTRY_VERIFY_WITH_TIMEOUT(fs::exists(path(out) / "images"), 60'000);
                ::kill(static_cast<pid_t>(process.processId()), signal);
            });
            QCOMPARE(result.status, 3);
            if (fs::exists(path(out))) {
                QVERIFY(dataset::check_export(dataset::find_format("coco"), path(out)).empty());
            }
        }
    }

    void output_that_is_lost_is_a_failure_data() {
        QTest::addColumn<QString>("command");
        QTest::newRow("version") << "--version";
        QTest::newRow("help") << "--help";
        QTest::newRow("stats") << "stats --in " + text("set") + " --json";
        QTest::newRow("validate") << "validate --in " + text("set");
        QTest::newRow("convert") << "convert --in " + text("set") + " --to yolo --out " + text("lost");
    }
    void output_that_is_lost_is_a_failure() {
        QFETCH(QString, command);
        for (const char* where : {"> /dev/full", ">&-"}) {
            fs::remove_all(path("lost"));
            const auto result = run_cli({"-c", QStringLiteral(DESTUDIO_CLI) + ' ' + command + ' ' + where}, {}, "sh");
            QCOMPARE(result.status, 1);
            QVERIFY2(result.err.contains("Standard output could not be written"), qPrintable(result.err));
        }
    }

    void a_pipe_is_not_replaced() {
        const fs::path pipe = path("pipe");
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const auto result = run_cli({"report", "--in", text("set"), "--out", text("pipe")});
        QVERIFY(result.status == 1 || result.status == 2);
        QVERIFY(fs::is_fifo(pipe));
    }

    void long_names_and_classes_with_separators_come_back() {
        const std::string name = std::string(247, 'x') + ".png";
        for (const std::string class_name : {"vehicle: car", "#1 fan", "a,b;c=d", "x:::", "\"quoted\" 'name'"}) {
            fs::remove_all(path("odd"));
            make_dataset(path("odd"), name, class_name);
            for (const auto& format : dataset::format_names()) {
                if (!dataset::find_format(format).capabilities().boxes) {
                    continue;
                }
                fs::remove_all(path("odd-out"));
                const auto result = run_cli(
                    {"convert", "--in", text("odd"), "--to", QString::fromStdString(format), "--out", text("odd-out")});
                QVERIFY2(result.status == 0, qPrintable(QString::fromStdString(format) + ": " + result.err));
                const auto read = dataset::open_dataset(dataset::find_format(format), path("odd-out"));
                QVERIFY2(read.dataset.classes == std::vector<std::string>{class_name}, format.c_str());
                QCOMPARE(read.dataset.annotations.size(), std::size_t{1});
            }
        }
    }

    void control_characters_do_not_reach_the_terminal() {
        make_dataset(path("escape"), "\x1b[31mred.png", "be\x07ll\x1b[0m\xc2\x9b");
        fs::remove(path("escape") / "images" / "\x1b[31mred.png");  // so that messages name it
        for (const QStringList& command : {QStringList{"stats"}, QStringList{"validate"}}) {
            const auto result = run_cli(command + QStringList{"--in", text("escape")});
            for (const QString& shown : {result.out, result.err}) {
                QVERIFY(!shown.contains(QChar(0x1b)) && !shown.contains(QChar(0x07)) && !shown.contains(QChar(0x9b)));
            }
            QVERIFY((result.out + result.err).contains("\\x1b"));
        }
        const auto error = run_cli({"stats", "--in", text("no\x1b[31m")});
        QVERIFY(!error.err.contains(QChar(0x1b)));
        const auto json = run_cli({"stats", "--in", text("escape"), "--json"});
        QVERIFY(!nlohmann::json::parse(json.out.toStdString(), nullptr, false).is_discarded());
    }

    void limits_name_the_option_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("option");
        QStringList ratios;
        for (int i = 1; i <= 10'000; ++i) {
            ratios << QString::number(i / 10'000.0);
        }
        QTest::newRow("threads") << generate(text("limit"), {"--threads", "1000000"}) << "--threads";
        QTest::newRow("ratios") << generate(text("limit"), {"--ratios", ratios.join(',')}) << "--ratios";
        QTest::newRow("training threads")
            << QStringList{"train-detector", "--dataset", text("set"), "--threads", "100000", "--out", text("limit")}
            << "--threads";
        QTest::newRow("steps") << QStringList{"scale-up", "--dataset", text("set"),    "--lower-bound",
                                              "1",        "--bundle",  text("bundle"), "--steps",
                                              "100000",   "--out",     text("limit")}
                               << "--steps";
        write_file_atomically(path("recipe.json"), "{\"batch\": 1000000000}");
        QTest::newRow("batch") << QStringList{"train-detector",    "--dataset", text("set"),  "--recipe",
                                              text("recipe.json"), "--out",     text("limit")}
                               << "batch";
    }
    void limits_name_the_option() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, option);
        const auto result = run_cli(arguments);
        QVERIFY2(result.status == 1 || result.status == 2, qPrintable(result.err));
        QVERIFY2(result.err.contains(option) && result.err.size() < 600, qPrintable(result.err.left(600)));
        QVERIFY(!fs::exists(path("limit")));
    }
};

DESTUDIO_CORE_TEST(OutputRuleTest)

}  // namespace destudio::output_rule_test

#include "output_rule_test.moc"
