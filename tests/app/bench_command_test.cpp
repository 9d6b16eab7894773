// SPDX-License-Identifier: Apache-2.0
// destudio-cli make-bundle and bench, started as a person starts them, on the tiny preset.
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::bench_command_test {

using destudio::test::run_cli;
namespace fs = std::filesystem;

class BenchCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    static QStringList make(const QString& out, const QString& seed = "1") {
        return {"--progress", "none", "make-bundle", "--preset", "tiny", "--random", "--seed", seed, "--out", out};
    }

private slots:
    void initTestCase() {
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("OMP_NUM_THREADS", "1");
        const auto made = run_cli(make(in("bundle")));
        QVERIFY2(made.status == 0, qPrintable(made.err));
    }

    void a_seed_gives_one_bundle() {
        QCOMPARE(run_cli(make(in("again"))).status, 0);
        QCOMPARE(run_cli(make(in("other"), "2")).status, 0);
        std::uintmax_t bytes = 0;
        for (const auto& entry : fs::recursive_directory_iterator(in("bundle").toStdString())) {
            if (entry.is_regular_file()) {
                const auto name = entry.path().lexically_relative(in("bundle").toStdString());
                QVERIFY2(read_file(entry.path()) == read_file(in("again").toStdString() / name), name.c_str());
                bytes += entry.file_size();
            }
        }
        QVERIFY(bytes > 500'000);
        QVERIFY(bytes < 10'000'000);
        const fs::path unet = "unet/diffusion_pytorch_model.safetensors";
        QVERIFY(read_file(in("bundle").toStdString() / unet) != read_file(in("other").toStdString() / unet));
    }

    void a_made_bundle_generates() {
        const auto result = run_cli({"--progress", "none", "generate", "--bundle", in("bundle"), "--sample", "1",
                                     "--ratios", "0.5,1", "--steps", "4", "--out", in("variants")});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY(fs::exists(in("variants/annotations.json").toStdString()));
    }

    void a_loop_is_counted_with_and_without() {
        const QStringList command{"--progress",
                                  "none",
                                  "bench",
                                  "loop",
                                  "--bundle",
                                  in("bundle"),
                                  "--images-to-review",
                                  "3",
                                  "--steps",
                                  "4",
                                  "--json",
                                  "--device",
                                  "cpu",
                                  "--out",
                                  in("loop"),
                                  "--dataset",
                                  "world",
                                  "--atlas",
                                  QStringLiteral(DESTUDIO_SOURCE_DIR "/models/clipart/world/atlas.bin")};
        const auto result = run_cli(command);
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto json = nlohmann::json::parse(result.out.toStdString());
        QCOMPARE(json.at("with").at("images").get<int>(), 3);
        QCOMPARE(json.at("with").at("edits").get<int>(), json.at("without").at("edits").get<int>());
        QCOMPARE(json.at("trainings").size(), std::size_t{0});  // too few corrections for one
        const auto again = run_cli(command);
        QCOMPARE(again.status, 2);
        QVERIFY2(again.err.contains("is not empty"), qPrintable(again.err));
    }

    void make_bundle_leaves_what_is_there() {
        write_file_atomically(in("full/mine.txt").toStdString(), "mine");
        const auto refused = run_cli(make(in("full")));
        QCOMPARE(refused.status, 2);
        QCOMPARE(refused.error_lines().size(), 1);
        QVERIFY(!fs::exists(in("full/model_index.json").toStdString()));
        QStringList without_random = make(in("new"));
        without_random.removeOne("--random");
        QCOMPARE(run_cli(without_random).status, 2);
        QVERIFY(!fs::exists(in("new").toStdString()));
    }

    void all_measures_every_part() {
        const auto result =
            run_cli({"--progress", "none", "bench", "all", "--bundle", in("bundle"), "--steps", "5", "--json"});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto json = nlohmann::json::parse(result.out.toStdString());
        const auto& machine = json.at("machine");
        QVERIFY(!machine.at("cpu").get<std::string>().empty());
        QCOMPARE(machine.at("threads").get<int>(), 1);
        for (const char* rate : {"conv_bf16_tflops", "matmul_bf16_tflops", "conv_f32_tflops", "matmul_f32_tflops"}) {
            QVERIFY2(machine.at(rate).get<double>() > 0, rate);
        }
        QVERIFY(json.at("peak_rss_mb").get<double>() > 20);
        std::vector<std::string> names;
        for (const auto& part : json.at("parts")) {
            names.push_back(part.at("name").get<std::string>());
            const double seconds = part.at("seconds").get<double>();
            const double tflop = part.at("tflop").get<double>();
            const double tflops = part.at("tflops").get<double>();
            QVERIFY2(seconds > 0 && tflop > 0, names.back().c_str());
            QVERIFY(std::abs(tflops - tflop / seconds) <= 1e-9 * tflops);
            // A small model computes in float32.
            const double share = tflops / machine.at("conv_f32_tflops").get<double>();
            QVERIFY(std::abs(part.at("share").get<double>() - share) <= 1e-9 * share);
        }
        const std::vector<std::string> expected = {"unet_step", "vae_decode", "vae_encode", "text",
                                                   "features",  "adapter",    "ladder"};
        QCOMPARE(names, expected);
    }

    void memory_is_told_part_by_part() {
        const auto result = run_cli({"--progress", "none", "bench", "memory", "--bundle", in("bundle"), "--steps", "3",
                                     "--pictures", "2", "--json"});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto json = nlohmann::json::parse(result.out.toStdString());
        std::vector<std::string> names;
        double largest = 0;
        for (const auto& part : json.at("parts")) {
            names.push_back(part.at("name").get<std::string>());
            QVERIFY(part.at("resident_mb").get<double>() > 10);
            largest = std::max(largest, part.at("peak_mb").get<double>());
        }
        const std::vector<std::string> picture = {"text", "encode", "unet", "decode", "labels"};
        std::vector<std::string> expected = {"start", "ready"};
        for (int i = 0; i < 2; ++i) {
            expected.insert(expected.end(), picture.begin(), picture.end());
        }
        QCOMPARE(names, expected);
        QCOMPARE(json.at("peak_rss_mb").get<double>(), largest);
    }

    void bench_refuses_what_it_cannot_measure() {
        const auto no_bundle = run_cli({"bench", "unet", "--bundle", in("nowhere")});
        QCOMPARE(no_bundle.status, 1);
        QVERIFY(no_bundle.err.contains("nowhere"));
        const auto odd = run_cli({"--progress", "none", "bench", "vae", "--bundle", in("bundle"), "--size", "63"});
        QCOMPARE(odd.status, 2);
        QVERIFY(odd.err.contains("multiple of 4"));
        const auto half =
            run_cli({"--progress", "none", "bench", "unet", "--bundle", in("bundle"), "--dtype", "float16"});
        QCOMPARE(half.status, 2);
        fs::copy(in("bundle").toStdString(), in("bare").toStdString(), fs::copy_options::recursive);
        fs::remove_all(in("bare/adapter").toStdString());
        const auto bare = run_cli({"--progress", "none", "bench", "adapter", "--bundle", in("bare")});
        QCOMPARE(bare.status, 1);
        QVERIFY(bare.err.contains("no adapter"));
    }
};

DESTUDIO_CORE_TEST(BenchCommandTest)

}  // namespace destudio::bench_command_test

#include "bench_command_test.moc"
