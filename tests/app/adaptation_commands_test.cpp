// SPDX-License-Identifier: Apache-2.0
// Training that is killed, fine-tuning, the self-check and evaluation, started as a person starts them.
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <csignal>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/detection/adapter.h"
#include "tests/app/cli_process.h"
#include "tests/core/adaptation/adaptation_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::adaptation_commands_test {

using destudio::test::run_cli;

namespace {

const QString kAtlas = QStringLiteral(DESTUDIO_SOURCE_DIR "/models/clipart/world/atlas.bin");

/// A base model of a few thousand weights.
nlohmann::json base_recipe() {
    return {{"image_size", 32},
            {"dtype", "float32"},
            {"checkpoint_every", 3},
            {"autoencoder",
             {{"steps", 12},
              {"batch", 2},
              {"crop", 16},
              {"config",
               {{"block_out_channels", {8, 8, 8}},
                {"layers_per_block", 1},
                {"norm_num_groups", 4},
                {"latent_channels", 4}}}}},
            {"tokenizer", {{"captions", 50}, {"merges", 10}}},
            {"diffusion",
             {{"steps", 30},
              {"batch", 2},
              {"scenes", 5},
              {"unet_config",
               {{"sample_size", 8},
                {"block_out_channels", {8, 16}},
                {"down_block_types", {"DownBlock2D", "DownBlock2D"}},
                {"up_block_types", {"UpBlock2D", "UpBlock2D"}},
                {"layers_per_block", 1},
                {"attention_head_dim", 2},
                {"cross_attention_dim", 8},
                {"norm_num_groups", 4}}},
              {"text_config",
               {{"hidden_size", 8},
                {"intermediate_size", 16},
                {"num_hidden_layers", 1},
                {"num_attention_heads", 2},
                {"max_position_embeddings", 77}}}}}};
}

nlohmann::json adapter_recipe() {
    return {{"framework", "retinanet"},
            {"image_size", 64},
            {"steps", 30},
            {"batch", 2},
            {"dtype", "float32"},
            {"checkpoint_every", 5},
            {"evaluate_every", 15},
            {"evaluation_images", 4},
            {"model", {{"embed_dim", 16}, {"group_norm_groups", 4}, {"head_convs", 1}}}};
}

/// "stage step" to loss.
std::map<std::string, double> losses(const QString& folder) {
    std::map<std::string, double> found;
    const QString text = QString::fromStdString(read_file((folder + "/log.jsonl").toStdString()));
    for (const QString& line : text.split('\n', Qt::SkipEmptyParts)) {
        const auto json = nlohmann::json::parse(line.toStdString());
        if (json.contains("loss")) {
            found[json.at("stage").get<std::string>() + " " + json.at("step").dump()] = json.at("loss").get<double>();
        }
    }
    return found;
}

}  // namespace

class AdaptationCommandsTest : public QObject {
    Q_OBJECT

    test::AdaptationFixture m_files;

    QString in(const QString& name) const {
        return QString::fromStdString((m_files.folder() / name.toStdString()).string());
    }

    /// Runs `arguments` + --out OUT and kills it when OUT/file appears.
    int killed(QStringList arguments, const QString& out, const QString& file) const {
        arguments << "--out" << in(out);
        return run_cli(arguments,
                       [&](QProcess& process) {
                           while (process.state() == QProcess::Running && !QFile::exists(in(out + '/' + file))) {
                               process.waitForFinished(2);
                           }
                           ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
                       })
            .status;
    }

    void check_resume(const QStringList& arguments, const QString& name, const QString& checkpoint,
                      const QString& weights) {
        const auto whole = run_cli(QStringList(arguments) << "--out" << in(name + "-whole"));
        QVERIFY2(whole.status == 0, qPrintable(whole.err));
        QVERIFY(killed(arguments, name + "-killed", checkpoint) != 0);
        QVERIFY(losses(in(name + "-killed")).size() < losses(in(name + "-whole")).size());
        const auto again = run_cli(QStringList(arguments) << "--out" << in(name + "-killed"));
        QVERIFY2(again.status == 0, qPrintable(again.err));
        QCOMPARE(losses(in(name + "-killed")), losses(in(name + "-whole")));
        QCOMPARE(read_file(in(name + "-killed/" + weights).toStdString()),
                 read_file(in(name + "-whole/" + weights).toStdString()));
    }

private slots:
    void a_killed_base_training_continues_with_the_same_losses() {
        test::write_json_file(in("base.json").toStdString(), base_recipe());
        check_resume(
            {"--progress", "none", "train-base", "--recipe", in("base.json"), "--atlas", kAtlas, "--threads", "1"},
            "base", "diffusion-checkpoint.safetensors", "bundle/unet/diffusion_pytorch_model.safetensors");
    }

    void a_killed_adapter_training_continues_with_the_same_losses() {
        test::write_json_file(in("adapter.json").toStdString(), adapter_recipe());
        check_resume({"--progress", "none", "train-adapter", "--bundle", in("bundle"), "--dataset", "world", "--atlas",
                      kAtlas, "--recipe", in("adapter.json"), "--threads", "1"},
                     "adapter", "adapter-checkpoint.safetensors", "adapter/model.safetensors");
    }

    void fine_tune_reports_before_and_after_and_survives_a_kill() {
        test::write_json_file(in("tune.json").toStdString(),
                              {{"batch", 2}, {"checkpoint_every", 4}, {"evaluate_every", 10}});
        const QStringList arguments = {"--progress", "none",       "fine-tune", "--project",     in("p.destudio"),
                                       "--bundle",   in("bundle"), "--recipe",  in("tune.json"), "--steps",
                                       "20",         "--threads",  "1",         "--json"};
        check_resume(arguments, "tune", "adapter-checkpoint.safetensors", "adapter/model.safetensors");
        const auto again = run_cli(QStringList(arguments) << "--out" << in("tune-whole"));
        QVERIFY2(again.status == 0, qPrintable(again.err));
        const auto json = nlohmann::json::parse(again.out.toStdString());
        QCOMPARE(json.at("held_out_images").get<int>(), 3);
        QCOMPARE(json.at("training_images").get<int>(), 9);
        QCOMPARE(json.at("steps").get<int>(), 20);
        QVERIFY(json.at("before").at("AP").get<double>() >= 0 && json.at("after").at("AP50").get<double>() >= 0);
        QCOMPARE(detection::load_adapter(in("tune-whole/adapter").toStdString())->classes(),
                 (std::vector<std::string>{"cat", "dog", "bird"}));

        auto other = arguments;
        other[other.indexOf("--steps") + 1] = "21";
        const auto refused = run_cli(other << "--out" << in("tune-whole"));
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("other options"), qPrintable(refused.err));
    }

    void suspects_are_listed_of_a_project() {
        const QStringList arguments{"--progress", "none",       "suspects",  "--project", in("p.destudio"),
                                    "--bundle",   in("bundle"), "--threads", "1",         "--json"};
        const auto result = run_cli(arguments);
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto json = nlohmann::json::parse(result.out.toStdString());
        QCOMPARE(json.at("images").get<int>(), 4);
        QVERIFY(json.at("labels").get<int>() > 0 && json.at("list").is_array());
        write_file_atomically(std::filesystem::path(in("second.json").toStdString()),
                              R"({"images":[{"id":5,"file_name":"no.png"}],"categories":[],"annotations":[]})");
        const auto foreign = run_cli(QStringList(arguments) << "--detections" << in("second.json"));
        QCOMPARE(foreign.status, 1);
        QVERIFY2(foreign.err.contains("no detection of these pictures"), qPrintable(foreign.err));
        const auto both =
            run_cli(QStringList(arguments) << "--detections" << in("second.json") << "--judge" << in("x"));
        QCOMPARE(both.status, 2);
        QCOMPARE(run_cli({"suspects", "--bundle", in("bundle")}).status, 2);
        QCOMPARE(run_cli(QStringList(arguments) << "--plant"
                                                << "500")
                     .status,
                 2);  // too few labels
    }

    void self_check_prints_every_class() {
        const auto result = run_cli({"--progress", "none", "self-check", "--project", in("p.destudio"), "--bundle",
                                     in("bundle"), "--threads", "1", "--json"});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto json = nlohmann::json::parse(result.out.toStdString());
        QCOMPARE(json.at("images").get<int>(), 4);
        QVERIFY(json.at("AP").is_number() && json.at("doubts").is_array());
        QCOMPARE(json.at("per_category").size(), std::size_t{3});
        QCOMPARE(json.at("per_category").at("cat").at("objects").get<int>(), 4);
        const auto neither = run_cli({"self-check", "--bundle", in("bundle")});
        QCOMPARE(neither.status, 2);
        QVERIFY2(neither.err.contains("--project or --dataset"), qPrintable(neither.err));
    }

    void evaluate_prints_coco_and_voc() {
        test::write_json_file(
            in("gt.json").toStdString(),
            {{"images", {{{"id", 1}, {"width", 100}, {"height", 100}}}},
             {"categories", {{{"id", 5}, {"name", "cat"}}, {{"id", 9}, {"name", "dog"}}}},
             {"annotations",
              {{{"id", 1}, {"image_id", 1}, {"category_id", 5}, {"bbox", {10, 10, 40, 40}}, {"area", 1600}}}}});
        test::write_json_file(in("dt.json").toStdString(),
                              {{{"image_id", 1}, {"category_id", 5}, {"bbox", {10, 10, 40, 40}}, {"score", 0.9}}});
        const QStringList files = {"--gt", in("gt.json"), "--dt", in("dt.json"), "--json"};
        const auto coco = run_cli(QStringList{"evaluate"} + files);
        QVERIFY2(coco.status == 0, qPrintable(coco.err));
        const auto json = nlohmann::json::parse(coco.out.toStdString());
        for (const char* key :
             {"AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"}) {
            QVERIFY2(json.contains(key), key);
        }
        QVERIFY(std::abs(json.at("AP").get<double>() - 1) < 1e-9);
        QCOMPARE(json.at("APs").get<double>(), -1.0);
        QVERIFY(std::abs(json.at("per_category").at("cat").at("AP50").get<double>() - 1) < 1e-9);
        QCOMPARE(json.at("per_category").at("dog").at("AP").get<double>(), -1.0);
        for (const char* style : {"voc07", "voc12"}) {
            const auto voc = run_cli(QStringList{"evaluate", "--style", style} + files);
            QVERIFY2(voc.status == 0, qPrintable(voc.err));
            const auto report = nlohmann::json::parse(voc.out.toStdString());
            QVERIFY(std::abs(report.at("mAP").get<double>() - 1) < 1e-9);
            QCOMPARE(report.at("per_category").at("dog").at("AP").get<double>(), -1.0);
        }
    }

    void evaluate_compares_masks() {
        // Two halves of one box: the boxes are alike, the masks are not.
        write_file_atomically(in("masks/gt.json").toStdString(),
                              R"({"images":[{"id":1,"width":8,"height":6}],"categories":[{"id":1,"name":"a"}],)"
                              R"("annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,8,6],)"
                              R"("segmentation":[[0,0,8,0,0,6]]}]})");
        write_file_atomically(in("masks/dt.json").toStdString(),
                              R"([{"image_id":1,"category_id":1,"bbox":[0,0,8,6],"score":1,)"
                              R"("segmentation":[[8,0,8,6,0,6]]}])");
        const QStringList files = {"--gt", in("masks/gt.json"), "--dt", in("masks/dt.json"), "--json"};
        for (const bool masks : {false, true}) {
            const auto result =
                run_cli(QStringList{"evaluate"} + files + (masks ? QStringList{"--masks"} : QStringList()));
            QVERIFY2(result.status == 0, qPrintable(result.err));
            const auto report = nlohmann::json::parse(result.out.toStdString());
            QVERIFY(std::abs(report.at("AP50").get<double>() - (masks ? 0 : 1)) < 1e-9);
        }
        const auto voc = run_cli(QStringList{"evaluate", "--masks", "--style", "voc12"} + files);
        QCOMPARE(voc.status, 2);
        QVERIFY2(voc.err.contains("--masks"), qPrintable(voc.err));
    }

    void evaluate_refuses_in_one_sentence_data() {
        QTest::addColumn<QString>("truth");
        QTest::addColumn<QString>("detections");
        QTest::addColumn<QString>("word");
        const QString good = QStringLiteral(R"({"images":[{"id":1}],"categories":[{"id":1,"name":"a"}],)"
                                            R"("annotations":[]})");
        QTest::newRow("not JSON") << "nonsense"
                                  << "[]"
                                  << "gt.json";
        QTest::newRow("no lists") << "{}"
                                  << "[]"
                                  << "images";
        QTest::newRow("short box") << good << R"([{"image_id":1,"category_id":1,"bbox":[1,2,3],"score":1}])"
                                   << "bbox";
        QTest::newRow("no score") << good << R"([{"image_id":1,"category_id":1,"bbox":[1,2,3,4]}])"
                                  << "score";
        QTest::newRow("detections missing") << good << QString() << "dt.json";
        QTest::newRow("text for a number") << good << R"([{"image_id":"x","category_id":1,"bbox":[1,2,3,4],"score":1}])"
                                           << "image_id";
    }

    void evaluate_refuses_in_one_sentence() {
        QFETCH(QString, truth);
        QFETCH(QString, detections);
        QFETCH(QString, word);
        write_file_atomically(in("bad/gt.json").toStdString(), truth.toStdString());
        QFile::remove(in("bad/dt.json"));
        if (!detections.isEmpty()) {
            write_file_atomically(in("bad/dt.json").toStdString(), detections.toStdString());
        }
        const auto result = run_cli({"evaluate", "--gt", in("bad/gt.json"), "--dt", in("bad/dt.json"), "--json"});
        QCOMPARE(result.status, 1);
        QCOMPARE(result.error_lines().size(), 1);
        QVERIFY2(result.err.contains(word), qPrintable(result.err));
    }

    void training_refuses_in_one_sentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("word");
        const QString bundle = in("bundle");
        const QString out = in("refused");
        QTest::newRow("no such recipe") << QStringList{"train-base", "--recipe", in("none.json"), "--atlas", kAtlas,
                                                       "--out",      out}
                                        << 1 << "none.json";
        QTest::newRow("unknown key") << QStringList{"train-base", "--recipe", in("unknown.json"), "--atlas", kAtlas,
                                                    "--out",      out}
                                     << 1 << "stpes";
        QTest::newRow("no such atlas") << QStringList{"train-base", "--recipe",     in("base.json"),
                                                      "--atlas",    in("none.bin"), "--out",
                                                      out}
                                       << 1 << "none.bin";
        QTest::newRow("no such bundle") << QStringList{"train-adapter", "--bundle", in("nowhere"), "--dataset", "world",
                                                       "--atlas",       kAtlas,     "--out",       out}
                                        << 1 << "nowhere";
        QTest::newRow("world without atlas")
            << QStringList{"train-adapter", "--bundle", bundle, "--dataset", "world", "--out", out} << 2 << "--atlas";
        QTest::newRow("no such dataset") << QStringList{"train-adapter", "--bundle", bundle, "--dataset",
                                                        in("nothing"),   "--out",    out}
                                         << 1 << "nothing";
        QTest::newRow("no such project") << QStringList{"fine-tune", "--project", in("nope.destudio"),
                                                        "--bundle",  bundle,      "--out",
                                                        out}
                                         << 1 << "nope.destudio";
        QTest::newRow("adapter for another model")
            << QStringList{"self-check", "--project", in("p.destudio"), "--bundle", bundle, "--adapter", in("nowhere")}
            << 1 << "nowhere";
        QTest::newRow("no device at all")
            << QStringList{"train-adapter", "--bundle", bundle, "--dataset", "world", "--atlas",
                           kAtlas,          "--out",    out,    "--device",  "gpu"}
            << 2 << "gpu";
        QTest::newRow("no such device for the base")
            << QStringList{"train-base", "--recipe", in("base.json"), "--atlas", kAtlas,
                           "--out",      out,        "--device",      "cuda:7"}
            << 1 << "cuda:7";
        QTest::newRow("no such device") << QStringList{"fine-tune",     "--project", in("p.destudio"),
                                                       "--bundle",      bundle,      "--out",
                                                       out + "-device", "--device",  "cuda:7"}
                                        << 1 << "cuda:7";
    }

    void training_refuses_in_one_sentence() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, word);
        write_file_atomically(in("unknown.json").toStdString(), R"({"stpes": 3})");
        const auto result = run_cli(QStringList{"--progress", "none"} + arguments);
        QVERIFY2(result.status == status, qPrintable(QString::number(result.status) + ": " + result.err));
        QCOMPARE(result.error_lines().size(), 1);
        QVERIFY2(result.err.contains(word), qPrintable(result.err));
    }
};

DESTUDIO_CORE_TEST(AdaptationCommandsTest)

}  // namespace destudio::adaptation_commands_test

#include "adaptation_commands_test.moc"
