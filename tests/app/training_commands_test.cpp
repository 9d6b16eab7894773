// SPDX-License-Identifier: Apache-2.0
// The commands that train and measure, started as a person starts them, on tiny models.
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <csignal>

#include "core/base/atomic_file.h"
#include "core/detection/adapter.h"
#include "core/detection/dino/dino_adapter.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"
#include "tests/support/torch_checkpoint_writer.h"

namespace destudio::training_commands_test {

using destudio::test::run_cli;

namespace {

const QString kAtlas = QStringLiteral(DESTUDIO_SOURCE_DIR "/models/clipart/world/atlas.bin");

nlohmann::json detector_recipe() {
    return {{"image_size", 64},
            {"steps", 30},
            {"batch", 2},
            {"checkpoint_every", 5},
            {"evaluate_every", 15},
            {"evaluation_images", 4},
            {"model",
             {{"embed_dim", 16},
              {"group_norm_groups", 4},
              {"head_convs", 1},
              {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}}}};
}

/// Step to loss, from a log.
std::map<std::int64_t, double> losses(const QString& folder) {
    std::map<std::int64_t, double> by_step;
    const QString text = QString::fromStdString(read_file((folder + "/log.jsonl").toStdString()));
    for (const QString& line : text.split('\n', Qt::SkipEmptyParts)) {
        const auto json = nlohmann::json::parse(line.toStdString());
        if (json.contains("loss")) {
            by_step[json.at("step").get<std::int64_t>()] = json.at("loss").get<double>();
        }
    }
    return by_step;
}

}  // namespace

class TrainingCommandsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }

    QStringList train_detector(const QString& out) const {
        return {"--progress",        "none",  "train-detector", "--dataset", "world", "--atlas", kAtlas, "--recipe",
                in("detector.json"), "--out", in(out),          "--threads", "1"};
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(in("bundle").toStdString());
        test::write_json_file(in("detector.json").toStdString(), detector_recipe());
    }

    void a_killed_training_continues_with_the_same_losses() {
        QCOMPARE(run_cli(train_detector("whole")).status, 0);
        const auto killed = run_cli(train_detector("killed"), [&](QProcess& process) {
            while (process.state() == QProcess::Running &&
                   !QFile::exists(in("killed/detector-checkpoint.safetensors"))) {
                process.waitForFinished(5);
            }
            ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        });
        QVERIFY(killed.status != 0);
        QVERIFY(losses(in("killed")).size() < 30);
        const auto again = run_cli(train_detector("killed"));
        QVERIFY2(again.status == 0, qPrintable(again.err));
        QCOMPARE(losses(in("killed")).size(), std::size_t{30});
        QCOMPARE(losses(in("killed")), losses(in("whole")));
        QCOMPARE(read_file(in("killed/detector/model.safetensors").toStdString()),
                 read_file(in("whole/detector/model.safetensors").toStdString()));
    }

    void bench_bundle_prints_every_figure() {
        QVERIFY(QFile::exists(in("whole/detector/config.json")));
        const auto result = run_cli({"--progress", "none", "bench", "bundle", "--bundle", in("bundle"), "--judge",
                                     in("whole/detector"), "--atlas", kAtlas, "--scenes", "2", "--references", "1",
                                     "--per-class", "1", "--threads", "1", "--json"});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto json = nlohmann::json::parse(result.out.toStdString());
        const auto& figures = json.at("figures");
        for (const char* name :
             {"adapter_AP", "adapter_AP50", "judge_AP", "judge_AP50", "variants_AP50_at_0.3", "variants_AP50_at_0.6",
              "variants_AP50_at_0.9", "text_to_image_found", "autoencoder_PSNR", "ladder_seconds", "bundle_MiB"}) {
            QVERIFY2(figures.contains(name), name);
            QVERIFY(figures.at(name).at("value").is_number());
        }
        QCOMPARE(figures.at("bundle_MiB").at("asked").get<double>(), 64.0);
        QCOMPARE(json.at("found_by_class").size(), std::size_t{3});
    }

    void bench_bundle_refuses_an_adapter_as_judge() {
        const auto result =
            run_cli({"bench", "bundle", "--bundle", in("bundle"), "--judge", in("bundle/adapter"), "--atlas", kAtlas});
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.contains("look at pixels"), qPrintable(result.err));
    }

    void gain_compares_and_continues() {
        auto recipe = detector_recipe();
        recipe["steps"] = 3;
        test::write_json_file(in("gain.json").toStdString(), recipe);
        const QStringList arguments = {"--progress", "none",          "gain", "--bundle",  in("bundle"),    "--dataset",
                                       "world",      "--atlas",       kAtlas, "--recipe",  in("gain.json"), "--real",
                                       "2",          "--variants",    "2",    "--ratios",  "0.1",           "--seeds",
                                       "1,2",        "--test-images", "2",    "--augment", "copy-paste",    "--out",
                                       in("gain"),   "--threads",     "1",    "--json"};
        const auto first = run_cli(arguments);
        QVERIFY2(first.status == 0, qPrintable(first.err));
        const auto json = nlohmann::json::parse(first.out.toStdString());
        QCOMPARE(json.at("arms").size(), std::size_t{3});
        QCOMPARE(json.at("arms")[0].at("images").get<int>(), 2);
        QCOMPARE(json.at("arms")[1].at("images").get<int>(), 6);
        QCOMPARE(json.at("arms")[2].at("AP_by_seed").size(), std::size_t{2});
        QCOMPARE(json.at("by_class").size(), std::size_t{20});
        QCOMPARE(QDir(in("gain/variants")).entryList({"*.png"}).size(), 4);

        // A second run finds everything done; what is lost is made again and comes out the same.
        QVERIFY(QFile::remove(in("gain/variants/000001-001.json")));
        QVERIFY(QFile::remove(in("gain/real+variants-2-3-seed2/result.json")));
        const auto second = run_cli(arguments);
        QVERIFY2(second.status == 0, qPrintable(second.err));
        QCOMPARE(second.out, first.out);

        auto other = arguments;
        other[other.indexOf("--ratios") + 1] = "0.2";
        const auto refused = run_cli(other);
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("other settings: ratios"), qPrintable(refused.err));
        QVERIFY(QFile::exists(in("gain/gain.md")) && QFile::exists(in("gain/gain.svg")));
    }

    void experiments_are_written_or_refused() {
        auto recipe = detector_recipe();
        recipe["steps"] = 2;
        test::write_json_file(in("small.json").toStdString(), recipe);
        const auto experiment = [&](const char* name, const QString& out) {
            return run_cli({"--progress", "none",  "experiment",    name,   "--bundle",  in("bundle"),
                            "--dataset",  "world", "--atlas",       kAtlas, "--recipe",  in("small.json"),
                            "--real",     "2",     "--multiples",   "1",    "--ratios",  "0.1",
                            "--seeds",    "1",     "--test-images", "12",   "--threads", "1",
                            "--out",      out});
        };
        const auto fig3 = experiment("fig3", in("fig3"));
        QVERIFY2(fig3.status == 0, qPrintable(fig3.err));
        QVERIFY(fig3.out.contains("Binarised cross-attention"));
        QVERIFY(QFile::exists(in("fig3/fig3.json")));
        QCOMPARE(experiment("table9", in("none")).status, 2);
        const auto fig7 = experiment("fig7", in("fig7"));
        if (fig7.status != 0) {
            QCOMPARE(fig7.status, 2);
            QVERIFY2(fig7.err.contains("fig7 cannot be run yet."), qPrintable(fig7.err));
            QVERIFY(!QFile::exists(in("fig7")));
        }
    }

    void distill_makes_a_bundle_that_is_drawn_from_in_four_steps() {
        const nlohmann::json recipe = {{"image_size", 64}, {"steps", 2},         {"batch", 2},
                                       {"scenes", 4},      {"dtype", "float32"}, {"checkpoint_every", 1}};
        test::write_json_file(in("distill.json").toStdString(), recipe);
        const QStringList arguments = {"--progress", "none",      "distill",  "--bundle",         in("bundle"),
                                       "--atlas",    kAtlas,      "--recipe", in("distill.json"), "--out",
                                       in("few"),    "--threads", "1"};
        const auto distilled = run_cli(arguments);
        QVERIFY2(distilled.status == 0, qPrintable(distilled.err));
        QVERIFY2(distilled.out.contains(in("few/bundle")), qPrintable(distilled.out));
        QCOMPARE(losses(in("few")).size(), std::size_t{2});

        QCOMPARE(
            run_cli({"render-world", "--atlas", kAtlas, "--count", "1", "--size", "64", "--out", in("one")}).status, 0);
        const auto made = run_cli({"--progress", "none", "generate", "--bundle", in("few/bundle"), "--reference",
                                   in("one/images/train_000000.png"), "--ratios", "0.3,1", "--out", in("few-made")});
        QVERIFY2(made.status == 0, qPrintable(made.err));
        QVERIFY2(made.err.contains("is a few-step model (its scheduler is LCMScheduler): sampler lcm, 4 steps and "
                                   "guidance 1 are set."),
                 qPrintable(made.err));
        const auto line = read_file(in("few-made/recipes.jsonl").toStdString());
        const auto made_with = nlohmann::json::parse(line.substr(0, line.find('\n')));
        QVERIFY2(made_with.dump().find("\"lcm\"") != std::string::npos, made_with.dump().c_str());

        // In a folder of another command nothing is written.
        const auto other = run_cli({"distill", "--bundle", in("bundle"), "--atlas", kAtlas, "--out", in("few-made")});
        QVERIFY(other.status != 0);
        const auto missing = run_cli({"distill", "--bundle", in("nowhere"), "--atlas", kAtlas, "--out", in("none")});
        QCOMPARE(missing.status, 1);
        QCOMPARE(missing.error_lines().size(), 1);
        QVERIFY(!QFile::exists(in("none")));
    }

    void import_adapter_converts_and_refuses() {
        detection::DinoConfig config;
        config.embed_dim = 16;
        config.num_heads = 2;
        config.feedforward_dim = 16;
        config.num_encoder_layers = 1;
        config.num_decoder_layers = 2;
        config.num_queries = 12;
        config.num_classes = 3;
        config.select_box_nums_for_evaluation = 36;
        torch::manual_seed(4);
        test::write_checkpoint(in("official.pth").toStdString(), nn::state_dict(detection::DinoAdapter(config)));
        write_file_atomically(in("classes.txt").toStdString(), "cat\ndog\r\nbird\n");
        config.group_norm_groups = 16;
        const auto result = run_cli({"import-adapter", "--checkpoint", in("official.pth"), "--classes",
                                     in("classes.txt"), "--groups", "16", "--out", in("imported")});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto adapter = detection::load_adapter(in("imported").toStdString());
        QCOMPARE(adapter->classes(), (std::vector<std::string>{"cat", "dog", "bird"}));

        test::write_checkpoint(
            in("evil.pth").toStdString(),
            test::checkpoint_pickle({{"x", test::global_op("os", "system") + "(" +
                                               test::text_op("touch " + in("ran").toStdString()) + "tR"}}),
            {});
        const auto refused = run_cli({"import-adapter", "--checkpoint", in("evil.pth"), "--out", in("evil")});
        QCOMPARE(refused.status, 1);
        QCOMPARE(refused.error_lines().size(), 1);
        QVERIFY(refused.err.contains("os.system"));
        QVERIFY(!QFile::exists(in("ran")) && !QFile::exists(in("evil")));
    }

    void train_adapter_takes_either_framework_and_any_dataset() {
        QCOMPARE(
            run_cli({"render-world", "--atlas", kAtlas, "--count", "12", "--size", "64", "--out", in("scenes")}).status,
            0);
        for (const QString& format : {QStringLiteral("voc"), QStringLiteral("yolo")}) {
            const auto converted =
                run_cli({"convert", "--from", "coco", "--in", in("scenes"), "--to", format, "--out", in(format)});
            QVERIFY2(converted.status == 0, qPrintable(converted.err));
        }
        const nlohmann::json recipe = {{"framework", "retinanet"},
                                       {"image_size", 64},
                                       {"steps", 2},
                                       {"batch", 2},
                                       {"dtype", "float32"},
                                       {"model", {{"embed_dim", 16}, {"head_convs", 1}}}};
        test::write_json_file(in("adapter.json").toStdString(), recipe);
        for (const QString& dataset : {in("scenes"), in("voc"), in("yolo")}) {
            const auto out = dataset + "-run";
            const auto trained = run_cli({"train-adapter", "--bundle", in("bundle"), "--dataset", dataset, "--recipe",
                                          in("adapter.json"), "--out", out, "--threads", "1"});
            QVERIFY2(trained.status == 0, qPrintable(trained.err));
            QVERIFY(detection::load_adapter((out + "/adapter").toStdString())->config().at("framework") == "retinanet");
        }
        const auto unknown = run_cli({"train-adapter", "--bundle", in("bundle"), "--dataset", in("bundle/unet"),
                                      "--recipe", in("adapter.json"), "--out", in("unknown")});
        QCOMPARE(unknown.status, 1);
        QVERIFY2(unknown.err.contains("or the format if it is one of"), qPrintable(unknown.err));

        // The trained adapter labels what the bundle draws.
        const auto made = run_cli({"--progress", "none", "generate", "--bundle", in("bundle"), "--adapter",
                                   in("voc-run/adapter"), "--reference", in("scenes/images/train_000000.png"),
                                   "--ratios", "0.5", "--steps", "4", "--threshold", "0", "--out", in("made")});
        QVERIFY2(made.status == 0, qPrintable(made.err));
    }
};

DESTUDIO_CORE_TEST(TrainingCommandsTest)

}  // namespace destudio::training_commands_test

#include "training_commands_test.moc"
