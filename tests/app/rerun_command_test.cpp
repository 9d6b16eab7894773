// SPDX-License-Identifier: Apache-2.0
// destudio-cli rerun from outside: the same bytes again, what differs, one sentence for each mistake.
#include "tests/support/tiny_bundle.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/image/image_io.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::rerun_command_test {

using destudio::test::run_cli;
namespace fs = std::filesystem;

class RerunCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_variant;

    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString text(const char* name) const { return QString::fromStdString(path(name).string()); }

    test::ProcessResult rerun(QStringList arguments) const {
        return run_cli(
            QStringList{"rerun", "--bundle", text("tiny"), "--reference", text("refs"), "--out", text("again")} +
            arguments);
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(path("tiny"));
        fs::create_directory(path("refs"));
        save_png(path("refs") / "other.png", cv::Mat(64, 64, CV_8UC3, cv::Scalar(1, 2, 3)));
        save_png(path("refs") / "scene.png", cv::Mat(64, 80, CV_8UC3, cv::Scalar(200, 120, 60)));
        const auto made =
            run_cli({"generate", "--bundle", text("tiny"), "--reference", text("refs") + "/scene.png", "--prompt",
                     "A clipart.", "--ratios", "0.5,1", "--seeds", "7", "--steps", "4", "--out", text("out")});
        QVERIFY2(made.status == 0, qPrintable(made.err));
        for (const auto& entry : fs::directory_iterator(path("out") / "images")) {
            m_variant = entry.path();
        }
    }

    void makes_the_same_bytes() {
        const auto result = rerun({"--recipe", QString::fromStdString(m_variant.string())});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY(result.out.startsWith(QStringLiteral("same     file\nsame     picture\nsame     recipe\n")));
        QCOMPARE(read_file(path("again") / "rerun.png"), read_file(m_variant));
        QVERIFY(!fs::exists(path("again") / "difference.png"));
    }

    void few_step_samplers_make_the_same_bytes_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("lcm") << QStringList{"--sampler", "lcm", "--ratios", "0.3,0.6"};
        QTest::newRow("tcd") << QStringList{"--sampler", "tcd", "--gamma", "0.2", "--ratios", "0.3,1"};
        QTest::newRow("euler_a") << QStringList{"--sampler", "euler_a", "--spacing", "trailing", "--steps", "4"};
        QTest::newRow("sde") << QStringList{"--sampler", "dpmpp-2m-sde", "--steps", "6", "--guidance-rescale", "0.7"};
    }
    void few_step_samplers_make_the_same_bytes() {
        QFETCH(QStringList, options);
        fs::remove_all(path("few"));
        const auto made = run_cli(QStringList{"generate", "--bundle", text("tiny"), "--reference",
                                              text("refs") + "/scene.png", "--seeds", "7", "--out", text("few")} +
                                  options);
        QVERIFY2(made.status == 0, qPrintable(made.err));
        int seen = 0;
        for (const auto& entry : fs::directory_iterator(path("few") / "images")) {
            const auto result = rerun({"--recipe", QString::fromStdString(entry.path().string())});
            QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
            ++seen;
        }
        QVERIFY(seen >= 2);
    }

    void tells_what_differs() {
        auto recipe = parse_json(*read_png_text(m_variant, kRecipeKeyword), "the recipe");
        recipe["seed"] = 8;
        write_file_atomically(path("changed.json"), recipe.dump());
        const auto result =
            rerun({"--recipe", text("changed.json"), "--compare", QString::fromStdString(m_variant.string())});
        QCOMPARE(result.status, 1);
        QVERIFY2(result.out.contains(QStringLiteral("DIFFERS  picture")), qPrintable(result.out));
        QVERIFY(fs::exists(path("again") / "difference.png"));
    }

    void mistakes_are_one_sentence() {
        QCOMPARE(rerun({}).status, 2);
        const auto plain = rerun({"--recipe", text("refs") + "/scene.png"});
        QCOMPARE(plain.status, 1);
        QCOMPARE(plain.error_lines().size(), 1);
        QVERIFY(plain.err.contains(QStringLiteral("carries no recipe")));
        fs::create_directory(path("empty"));
        const auto lost =
            run_cli({"rerun", "--bundle", text("tiny"), "--recipe", QString::fromStdString(m_variant.string()),
                     "--reference", text("empty"), "--out", text("again")});
        QCOMPARE(lost.status, 1);
        QVERIFY(lost.err.contains(QStringLiteral("--reference")));
    }
};

DESTUDIO_CORE_TEST(RerunCommandTest)

}  // namespace destudio::rerun_command_test

#include "rerun_command_test.moc"
