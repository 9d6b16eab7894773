// SPDX-License-Identifier: Apache-2.0
// destudio-cli with LoRA files from outside: what they change, what recipes say of them, what is refused.
#include "tests/support/tiny_bundle.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/recipe_file.h"
#include "core/image/image_io.h"
#include "core/nn/io/safetensors.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::lora_command_test {

using destudio::test::run_cli;
namespace fs = std::filesystem;

class LoraCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString text(const std::string& name) const { return QString::fromStdString(path(name).string()); }

    /// A LoRA for the first query of the tiny U-Net, whose first level has 8 channels.
    void write_lora(const std::string& name, std::int64_t width,
                    const std::map<std::string, std::string>& metadata = {}) const {
        const std::string key = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
        nn::write_safetensors(path(name),
                              {{key + ".lora_down.weight", torch::ones({2, width})},
                               {key + ".lora_up.weight", torch::ones({8, 2})},
                               {key + ".alpha", torch::tensor(1.0F)}},
                              metadata);
    }

    fs::path made(const std::string& out, const QStringList& options) const {
        const auto result = run_cli(QStringList{"generate", "--bundle", text("tiny"), "--reference", text("scene.png"),
                                                "--ratios", "0.5", "--seeds", "7", "--out", text(out)} +
                                    options);
        if (result.status != 0) {
            return {};
        }
        return fs::directory_iterator(path(out) / "images")->path();
    }

private slots:
    void initTestCase() {
        torch::manual_seed(5);
        test::write_tiny_bundle(path("tiny"));
        save_png(path("scene.png"), cv::Mat(64, 80, CV_8UC3, cv::Scalar(200, 120, 60)));
        write_lora("style.safetensors", 8);
        write_lora("wide.safetensors", 16);
        write_lora("quick.safetensors", 8, {{"modelspec.title", "LCM for everything"}});
    }

    void the_recipe_names_file_and_strength_and_rerun_checks_them() {
        const auto plain = made("plain", {"--steps", "4"});
        const auto styled = made("styled", {"--steps", "4", "--lora", text("style.safetensors") + ":0.5"});
        QVERIFY(!plain.empty() && !styled.empty());
        QVERIFY(read_recipe(plain).loras.empty());
        const auto recipe = read_recipe(styled);
        QCOMPARE(recipe.loras.size(), std::size_t{1});
        QCOMPARE(recipe.loras[0].name, std::string("style.safetensors"));
        QCOMPARE(recipe.loras[0].sha256, file_sha256(path("style.safetensors")));
        QCOMPARE(recipe.loras[0].strength, 0.5);
        const QStringList again{"rerun",       "--bundle",        text("tiny"),
                                "--reference", text("scene.png"), "--out",
                                text("again"), "--recipe",        QString::fromStdString(styled.string())};
        // Under another name it is found by its content, and the bytes are the same.
        fs::create_directories(path("elsewhere"));
        fs::copy_file(path("style.safetensors"), path("elsewhere/renamed.safetensors"));
        const auto same = run_cli(again + QStringList{"--lora", text("elsewhere")});
        QVERIFY2(same.status == 0, qPrintable(same.out + same.err));
        const auto missing = run_cli(again + QStringList{"--lora", text("wide.safetensors")});
        QCOMPARE(missing.status, 1);
        QVERIFY2(missing.err.contains("style.safetensors"), qPrintable(missing.err));
        QVERIFY(missing.err.contains(QString::fromStdString(recipe.loras[0].sha256)));
        // No effect, no trace.
        const auto without = made("without", {"--steps", "4", "--lora", text("style.safetensors") + ":0"});
        QCOMPARE(read_file(without), read_file(plain));
    }

    void what_does_not_fit_is_refused() {
        const auto refused = [&](const QStringList& options) {
            fs::remove_all(path("refused"));
            const auto result = run_cli(QStringList{"generate", "--bundle", text("tiny"), "--reference",
                                                    text("scene.png"), "--out", text("refused")} +
                                        options);
            return result.status == 0 || fs::exists(path("refused") / "annotations.json") ? QString() : result.err;
        };
        QVERIFY(refused({"--lora", text("wide.safetensors")}).contains("does not fit"));
        QVERIFY(refused({"--lora", text("nowhere.safetensors")}).contains("no LoRA file"));
        QVERIFY(refused({"--lora", text("style.safetensors") + ":strong"}).contains("FILE:STRENGTH"));
        QVERIFY(refused({"--lora", text("style.safetensors") + ":99"}).contains("-10 to 10"));
        QVERIFY(refused({"--lora", text("tiny/unet/diffusion_pytorch_model.safetensors")}).contains("it is a U-Net"));
    }

    void a_few_step_lora_sets_its_sampler() {
        const auto quick = made("quick", {"--lora", text("quick.safetensors")});
        QVERIFY(!quick.empty());
        const auto recipe = read_recipe(quick);
        QVERIFY(recipe.sampler == Sampler::kLcm);
        QCOMPARE(recipe.steps, 4);
        QCOMPARE(recipe.guidance_scale, 1.0);
    }

    void a_report_tells_before_it_is_used() {
        const auto report = run_cli({"models", "lora", text("style.safetensors"), "--bundle", text("tiny"), "--json"});
        QVERIFY2(report.status == 0, qPrintable(report.err));
        const auto json = parse_json(report.out.toStdString(), "report");
        QCOMPARE(json.at("format").get<std::string>(), std::string("kohya"));
        QCOMPARE(json.at("used").get<int>(), 1);
        QVERIFY(json.at("usable").get<bool>());
        QCOMPARE(json.at("blocks").at(0).at("block").get<std::string>(), std::string("down_blocks.0"));
        QVERIFY(json.at("blocks").at(0).at("relative").get<double>() > 0);
        const auto wide = run_cli({"models", "lora", text("wide.safetensors"), "--bundle", text("tiny")});
        QCOMPARE(wide.status, 1);
        QVERIFY2(wide.out.contains("of another size: 1"), qPrintable(wide.out));
        const auto alone = run_cli({"models", "lora", text("quick.safetensors")});
        QCOMPARE(alone.status, 0);
        QVERIFY2(alone.out.contains("sampler lcm, 4 steps"), qPrintable(alone.out));
        QCOMPARE(run_cli({"models", "lora", text("scene.png")}).status, 1);
    }
};

DESTUDIO_CORE_TEST(LoraCommandTest)

}  // namespace destudio::lora_command_test

#include "lora_command_test.moc"
