// SPDX-License-Identifier: Apache-2.0
// destudio-cli scale-up and merge-shards from outside, with a real (tiny, random) model: killed runs go on, shards make
// what one process makes, a mistake is one sentence.
#include "tests/support/tiny_bundle.h"

#include <signal.h>

#include <QTemporaryDir>
#include <QThread>
#include <QtTest/QtTest>
#include <sstream>

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/dataset/io/export_check.h"
#include "tests/app/cli_process.h"
#include "tests/support/fake_scale_up.h"
#include "tests/support/test_main.h"

namespace destudio::scale_up_command_test {

using destudio::test::run_cli;
using destudio::test::scale_up_files;
namespace fs = std::filesystem;

class ScaleUpCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_root = m_folder.path().toStdString();
    fs::path m_bundle = m_root / "bundle";
    fs::path m_references = m_root / "references";
    fs::path m_whole = m_root / "whole";
    int m_count = 0;

    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
    fs::path fresh() { return m_root / ("out" + std::to_string(++m_count)); }

    /// A complete command line; `more` replaces what it names itself.
    QStringList arguments(const fs::path& out, const QStringList& more = {}) const {
        QStringList list{"--progress", "none", "scale-up", "--out", text(out)};
        const std::vector<std::pair<QString, QString>> usual{{"--bundle", text(m_bundle)},
                                                             {"--dataset", text(m_references / "annotations.json")},
                                                             {"--images", text(m_references / "images")},
                                                             {"--lower-bound", "100000"},
                                                             {"--max-images", "10"},
                                                             {"--seed", "5"},
                                                             {"--steps", "6"},
                                                             {"--threshold", "0.2"},
                                                             {"--device", "cpu"}};
        for (const auto& [option, value] : usual) {
            if (!more.contains(option)) {
                list += {option, value};
            }
        }
        return list + more;
    }

    void refused(const QStringList& more, int status, const QString& part) {
        const fs::path out = fresh();
        const auto result = run_cli(arguments(out, more));
        QVERIFY2(result.status == status, qPrintable(QString("%1: %2").arg(result.status).arg(result.err)));
        QVERIFY2(result.error_lines().last().contains(part), qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
        QVERIFY(!fs::exists(out));
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(m_bundle);
        test::make_scale_up_dataset(m_references, 4);
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("OMP_NUM_THREADS", "1");  // the model is too small to share
        const auto result = run_cli(arguments(m_whole));
        QVERIFY2(result.status == 0, qPrintable(result.err));
    }

    void leaves_a_dataset_and_says_what_fell_short() {
        const auto files = scale_up_files(m_whole);
        for (const char* name : {"annotations.json", "recipes.jsonl", "counts.json", "items.jsonl", "scale-up.json"}) {
            QVERIFY2(files.contains(name), name);
        }
        QVERIFY(fs::exists(m_whole / "log.jsonl"));
        QVERIFY(read_json(m_whole / "annotations.json")["images"].size() > 3);
        QVERIFY(dataset::check_export(dataset::find_format("coco"), m_whole).empty());
        const auto again = run_cli(arguments(m_whole));
        QCOMPARE(again.status, 0);
        QVERIFY2(again.out.contains("Fell short: cat, dog, bird."), qPrintable(again.out));
        QVERIFY(again.out.contains("Ended at --max-images."));
        QVERIFY(scale_up_files(m_whole) == files);
        const auto json = run_cli(arguments(m_whole, {"--json"}));
        QCOMPARE(parse_json(json.out.toStdString(), "output")["made"].get<int>(), 10);
    }

    void a_recipe_gives_options_and_what_is_typed_counts_more() {
        const fs::path recipe = fresh();
        write_file_atomically(recipe, R"({"max_images": 3, "ratio_range": [0.5, 1.0], "keep_empty": true})");
        const fs::path out = fresh();
        const auto result = run_cli(arguments(out, {"--recipe", recipe.c_str(), "--max-images", "2"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto manifest = read_json(out / "scale-up.json");
        QCOMPARE(manifest["settings"]["lowest_ratio"].get<double>(), 0.5);
        QCOMPARE(manifest["settings"]["keep_empty"].get<bool>(), true);
        QCOMPARE(read_json(out / "counts.json")["made"].get<int>(), 2);
        write_file_atomically(recipe, R"({"max_image": 3})");
        const auto refused = run_cli(arguments(fresh(), {"--recipe", recipe.c_str()}));
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("max_image") && refused.err.contains("no key"), qPrintable(refused.err));
        const auto help = run_cli({"scale-up", "--help-recipe"});
        QCOMPARE(help.status, 0);
        for (const char* key : {"ratio_draw", "domain", "lower_bound", "keep_empty"}) {
            QVERIFY2(help.out.contains(key), key);
        }
        QVERIFY(!help.out.contains("help_recipe"));
    }

    void prompts_come_from_the_grammar() {
        const fs::path out = fresh();
        const auto result =
            run_cli(arguments(out, {"--prompts", "grammar", "--max-images", "3", "--threshold", "0.06"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto manifest = read_json(out / "scale-up.json");
        QCOMPARE(manifest["settings"]["prompts"].get<std::string>(), std::string("grammar"));
        std::istringstream lines(read_file(out / "items.jsonl"));
        int made = 0;
        for (std::string line; std::getline(lines, line); ++made) {
            QVERIFY2(line.find("A photo ") != std::string::npos || line.find("A clipart ") != std::string::npos,
                     line.c_str());
        }
        QCOMPARE(made, 3);
        refused({"--prompts", "poem"}, 2, "poem");
        refused({"--prompts", "grammar", "--prompt", "A house."}, 2, "--prompt is one text");
        refused({"--prompts", "server"}, 2, "--prompt-server");
        refused({"--prompts", "server", "--prompt-server", "nowhere"}, 2, "http://localhost:8080");
        refused({"--prompt-model", "m"}, 2, "--prompts server");
    }

    void another_threshold_is_a_conversion() {
        const fs::path out = fresh();
        const auto low =
            run_cli({"convert", "--in", m_whole.c_str(), "--threshold", "0.05", "--to", "coco", "--out", out.c_str()});
        QVERIFY2(low.status == 0, qPrintable(low.err));
        QVERIFY(read_json(out / "annotations.json")["annotations"].size() >=
                read_json(m_whole / "annotations.json")["annotations"].size());
        const auto refused = run_cli(
            {"convert", "--in", m_references.c_str(), "--threshold", "0.5", "--to", "coco", "--out", fresh().c_str()});
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("no output of generate or scale-up"), qPrintable(refused.err));
    }

    void ends_at_the_lower_bound() {
        const fs::path out = fresh();
        const auto result =
            run_cli(arguments(out, {"--lower-bound", "2", "--max-images", "60", "--threshold", "0.06"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY2(result.out.contains("Every class has more boxes than its lower bound."), qPrintable(result.out));
    }

    void goes_on_after_being_killed() {
        const fs::path out = fresh();
        Random random(3);
        int kills = 0;
        for (int run = 0; run < 40; ++run) {
            const auto result = run_cli(arguments(out), [&](QProcess& process) {
                if (run < 6 && !process.waitForFinished(static_cast<int>(random.integer(100, 900)))) {
                    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
                    ++kills;
                }
            });
            if (result.status == 0) {
                break;
            }
        }
        QVERIFY(kills > 0);
        QVERIFY(scale_up_files(out) == scale_up_files(m_whole));
    }

    void stops_complete_with_ctrl_c() {
        const fs::path out = fresh();
        const auto result = run_cli(arguments(out, {"--max-images", "10000"}), [&](QProcess& process) {
            const auto some = [&] {
                std::error_code ec;
                return fs::exists(out / "items.jsonl", ec) && fs::file_size(out / "items.jsonl", ec) > 0;
            };
            while (!some() && !process.waitForFinished(20)) {
            }
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        });
        QCOMPARE(result.status, 3);
        QVERIFY(dataset::check_export(dataset::find_format("coco"), out).empty());
        QVERIFY(!read_json(out / "annotations.json")["images"].empty());
    }

    void shards_make_the_same_images() {
        QStringList merge{"--progress", "none", "merge-shards"};
        for (const char* shard : {"1/3", "2/3", "3/3"}) {
            const fs::path out = fresh();
            QCOMPARE(run_cli(arguments(out, {"--shard", shard})).status, 0);
            merge += {"--in", text(out)};
        }
        const fs::path joined = fresh();
        const auto result = run_cli(merge + QStringList{"--out", text(joined)});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY(result.out.contains("Fell short: cat, dog, bird."));
        QVERIFY(scale_up_files(joined) == scale_up_files(m_whole));
        const auto missing = run_cli(merge.mid(0, 7) + QStringList{"--out", text(fresh())});
        QCOMPARE(missing.status, 2);
        QCOMPARE(missing.error_lines().size(), 1);
        QVERIFY(missing.err.contains("Shard 3/3 is missing"));
    }

    void clusters_have_a_lower_bound_too() {
        const fs::path out = fresh();
        const auto result = run_cli(
            arguments(out, {"--clusters", "3", "--cluster-lower-bound", "900", "--max-images", "4", "--keep-empty"}));
        QCOMPARE(result.status, 0);
        QVERIFY2(result.out.contains("cluster 1 ("), qPrintable(result.out));
        QVERIFY(result.out.contains("3 of 3 clusters fell short."));
        QVERIFY(fs::exists(out / "clusters.json"));
    }

    void progress_is_json() {
        const auto result =
            run_cli(QStringList{"--progress", "json"} + arguments(fresh(), {"--max-images", "2"}).mid(2));
        QCOMPARE(result.status, 0);
        bool seen = false;
        for (const QString& line : result.error_lines()) {
            if (line.startsWith('{')) {
                const auto json = parse_json(line.toStdString(), "line");
                seen = seen || (json.contains("images_per_minute") && json["classes"].contains("cat"));
            }
        }
        QVERIFY(seen);
    }

    void a_mistake_is_one_sentence() {
        refused({"--lower-bound", "0"}, 2, "--lower-bound is 0; it has to be from 1 to 1000000000");
        refused({"--lower-bound", "-5"}, 2, "--lower-bound is -5");
        refused({"--shard", "3/2"}, 2, "3/2");
        refused({"--max-images", "0"}, 2, "--max-images is 0; it has to be from 1");
        refused({"--ratio-range", "0.9,0.3"}, 2, "0.9 to 0.3");
        refused({"--ratio-range", "0.5"}, 2, "no range");
        refused({"--classes", "zebra"}, 2, "\"zebra\"");
        refused({"--class-bound", "cat"}, 2, "cat=200");
        refused({"--clusters", "3"}, 2, "--clusters and --cluster-lower-bound go together");
        refused({"--clusters", "-1", "--cluster-lower-bound", "4"}, 2, "--clusters is -1");
        refused({"--counts", text(m_root / "none.json")}, 2, "--shard");
        refused({"--counts", text(m_root / "none.json"), "--shard", "1/2"}, 1, "none.json");
        refused({"--dataset", text(m_root / "gone.json")}, 1, "gone.json");
        refused({"--images", text(m_root / "gone")}, 1, "gone");
        write_file_atomically(m_root / "empty.json", R"({"images":[],"annotations":[],"categories":[]})");
        refused({"--dataset", text(m_root / "empty.json")}, 1, "no image");
        auto coco = read_json(m_references / "annotations.json");
        coco["categories"].push_back({{"id", 9}, {"name", "zebra"}});
        write_file_atomically(m_root / "zebra.json", coco.dump());
        refused({"--dataset", text(m_root / "zebra.json")}, 2, "\"zebra\"");
        fs::copy(m_bundle, m_root / "plain", fs::copy_options::recursive);
        fs::remove_all(m_root / "plain" / "adapter");
        refused({"--bundle", text(m_root / "plain")}, 1, "no adapter");
        const auto other = run_cli(arguments(m_whole, {"--seed", "6"}));
        QCOMPARE(other.status, 2);
        QVERIFY(other.err.contains("another scale-up (seed 6 instead of 5)"));
        const auto foreign = run_cli(arguments(m_references));
        QCOMPARE(foreign.status, 2);
        QVERIFY(foreign.err.contains("not empty"));
    }
};

DESTUDIO_TEST(ScaleUpCommandTest)

}  // namespace destudio::scale_up_command_test

#include "scale_up_command_test.moc"
