// SPDX-License-Identifier: Apache-2.0
// destudio-cli models, and model files where a bundle is named, started as a person starts them.
#include "core/nn/torch.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "core/base/json.h"
#include "core/image/image_io.h"
#include "tests/app/cli_process.h"
#include "tests/support/original_checkpoint.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::models_command_test {

using destudio::test::run_cli;
namespace fs = std::filesystem;

class ModelsCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    fs::path path(const QString& name) const { return in(name).toStdString(); }
    QStringList generate(const QString& bundle, const QString& out, const QStringList& more = {}) const {
        return QStringList{"--progress", "none",       "generate", "--bundle", in(bundle), "--sample", "1",
                           "--ratios",   "0.5",        "--seeds",  "1",        "--steps",  "4",        "--prompt",
                           "A dog.",     "--suffixes", "none",     "--out",    in(out)} +
               more;
    }
    /// The one picture that a run left.
    cv::Mat picture(const QString& out) const {
        for (const auto& entry : fs::directory_iterator(path(out + "/images"))) {
            return load_image(entry.path());
        }
        return {};
    }

private slots:
    void initTestCase() {
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", in("data").toUtf8());
        qputenv("OMP_NUM_THREADS", "1");
        test::write_tiny_bundle(path("bundle"), false);
        nn::write_safetensors(path("model.safetensors"), test::original_tensors(path("bundle")));
    }

    void inspect_prints_what_a_file_is() {
        const auto text = run_cli({"models", "inspect", in("model.safetensors")});
        QVERIFY2(text.status == 0, qPrintable(text.err));
        QVERIFY(text.out.contains("Stable Diffusion 1.x"));
        QVERIFY(text.out.contains("--tokenizer"));
        const auto json = run_cli({"models", "inspect", in("bundle"), "--json"});
        QCOMPARE(json.status, 0);
        QVERIFY(nlohmann::json::parse(json.out.toStdString()).at("can_draw").get<bool>());
        write_file_atomically(path("x.safetensors"), "abc");
        QCOMPARE(run_cli({"models", "inspect", in("x.safetensors")}).status, 0);
        QCOMPARE(run_cli({"models", "inspect", in("none")}).status, 1);
    }

    void a_single_file_draws_what_its_folder_draws() {
        const auto folder = run_cli(generate("bundle", "from-folder"));
        QVERIFY2(folder.status == 0, qPrintable(folder.err));
        const auto single = run_cli(generate("model.safetensors", "from-file",
                                             {"--model-config", in("bundle"), "--tokenizer", in("bundle/tokenizer")}));
        QVERIFY2(single.status == 0, qPrintable(single.err));
        const auto drawn = picture("from-file");
        QVERIFY(!drawn.empty());
        // The native size of a file is the family's usual one unless its configuration says otherwise, as it does here.
        QVERIFY(drawn.size() == picture("from-folder").size());
        QCOMPARE(cv::norm(drawn, picture("from-folder"), cv::NORM_INF), 0.0);
        const auto none = run_cli(generate("model.safetensors", "none"));
        QCOMPARE(none.status, 1);
        QVERIFY(none.err.contains("--tokenizer"));
        QVERIFY(!fs::exists(path("none")));
    }

    void a_converted_file_is_a_bundle() {
        const auto converted = run_cli({"--progress", "none", "models", "convert", in("model.safetensors"),
                                        "--model-config", in("bundle"), "--out", in("converted")});
        QVERIFY2(converted.status == 0, qPrintable(converted.err));
        const auto drawn = run_cli(generate("converted", "from-converted"));
        QVERIFY2(drawn.status == 0, qPrintable(drawn.err));
        QCOMPARE(run_cli({"models", "convert", in("model.safetensors"), "--out", in("converted")}).status, 2);
        QCOMPARE(run_cli({"models", "convert", in("x"), "--out", in("new")}).status, 1);
        QVERIFY(!fs::exists(path("new")));
    }

    void half_precision_weights_load() {
        test::write_tiny_bundle(path("half"), false);
        for (const char* part : {"unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model", "text_encoder/model"}) {
            const auto file = path("half") / part;
            fs::rename(file.string() + ".safetensors", file.string() + ".fp16.safetensors");
        }
        auto config = read_json(path("half/unet/config.json"));
        config["sample_size"] = {16, 16};
        test::write_json_file(path("half/unet/config.json"), config);
        auto text = read_json(path("half/text_encoder/config.json"));
        test::write_json_file(
            path("half/text_encoder/config.json"),
            {{"model_type", "clip"}, {"text_config", text}, {"vision_config", nlohmann::json::object()}});
        const auto drawn = run_cli(generate("half", "from-half"));
        QVERIFY2(drawn.status == 0, qPrintable(drawn.err));
    }

    void the_list_keeps_models_and_a_default() {
        QCOMPARE(run_cli({"models", "add", in("bundle")}).status, 0);
        QCOMPARE(run_cli({"models", "default", in("bundle")}).status, 0);
        const auto listed = run_cli({"models", "list", "--json"});
        QCOMPARE(listed.status, 0);
        const auto json = nlohmann::json::parse(listed.out.toStdString());
        QCOMPARE(json.at("models").size(), std::size_t{1});
        QVERIFY(json.at("models")[0].at("default").get<bool>());
        auto arguments = generate("bundle", "by-default");
        arguments.removeAt(arguments.indexOf("--bundle") + 1);
        arguments.removeOne("--bundle");
        const auto drawn = run_cli(arguments);
        QVERIFY2(drawn.status == 0, qPrintable(drawn.err));
        QCOMPARE(run_cli({"models", "default", "--none"}).status, 0);
        QCOMPARE(run_cli({"models", "forget", in("bundle")}).status, 0);
        QVERIFY(run_cli({"models", "list"}).out.isEmpty());
    }
};

DESTUDIO_TEST(ModelsCommandTest)

}  // namespace destudio::models_command_test

#include "models_command_test.moc"
