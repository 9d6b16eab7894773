// SPDX-License-Identifier: Apache-2.0
// destudio-cli inspect from outside.
#include "tests/support/tiny_bundle.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <opencv2/core.hpp>

#include "core/base/json.h"
#include "core/image/image_io.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::inspect_command_test {

using destudio::test::run_cli;
namespace fs = std::filesystem;

class InspectCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_root = m_folder.path().toStdString();
    fs::path m_bundle = m_root / "bundle";
    fs::path m_image = m_root / "street 1.png";

    QStringList arguments(const fs::path& out, const QStringList& more = {}) const {
        return QStringList{"--progress",
                           "none",
                           "inspect",
                           "--bundle",
                           QString::fromStdString(m_bundle.string()),
                           "--reference",
                           QString::fromStdString(m_image.string()),
                           "--steps",
                           "6",
                           "--device",
                           "cpu",
                           "--out",
                           QString::fromStdString(out.string())} +
               more;
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(m_bundle);
        cv::Mat image(90, 120, CV_8UC3);
        for (int y = 0; y < image.rows; ++y) {
            for (int x = 0; x < image.cols; ++x) {
                image.at<cv::Vec3b>(y, x) = {static_cast<uchar>(2 * x), static_cast<uchar>(2 * y), 90};
            }
        }
        save_png(m_image, image);
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("OMP_NUM_THREADS", "1");  // the model is too small to share
    }

    void writes_pictures_and_numbers() {
        const fs::path out = m_root / "reference";
        const auto result = run_cli(arguments(out, {"--class", "cat", "--class", "bird"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        for (const char* name :
             {"picture.png", "adapter.png", "features_div1.png", "features_div8.png", "attention_cat.png",
              "attention_cat_binary.png", "attention_bird.png", "inspection.png"}) {
            QVERIFY2(fs::exists(out / name), name);
        }
        QVERIFY(load_image(out / "features_div8.png").size() == load_image(out / "picture.png").size());
        const auto json = read_json(out / "inspection.json");
        QCOMPARE(json["prompt"].get<std::string>(), std::string("A clipart, with cat, bird in the clipart."));
        QCOMPARE(json["features"].size(), std::size_t{4});
        QCOMPARE(json["features"][0]["width"].get<int>(), 16);
        QCOMPARE(json["attention"].size(), std::size_t{2});
        QCOMPARE(json["attention"][0]["maps"].size(), std::size_t{5});
        QVERIFY(json["attention"][0]["in_prompt"].get<bool>());
        QVERIFY(!json["detections"].empty());
        QVERIFY(json["missed"].is_array());
    }

    void inspects_a_variant() {
        const fs::path out = m_root / "variant";
        const auto result =
            run_cli(arguments(out, {"--ratio", "0.5", "--seed", "3", "--prompt", "A clipart of a dog."}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        // Without --class, the bundle's classes that the prompt names.
        const auto json = read_json(out / "inspection.json");
        QCOMPARE(json["attention"].size(), std::size_t{1});
        QCOMPARE(json["attention"][0]["class"].get<std::string>(), std::string("dog"));
        QVERIFY(!(load_image(out / "picture.png").empty()));
    }

    void refuses_in_one_sentence() {
        const fs::path out = m_root / "refused";
        const std::vector<std::pair<QStringList, QString>> wrong{
            {{"--prompt", "A dog.", "--class", "cat"}, "does not name \"cat\""},
            {{"--ratio", "0.01", "--class", "cat"}, "runs no step"},
            {{"--ratio", "1.5", "--class", "cat"}, "--ratio is 1.5; it has to be from 0 to 1"},
            {{"--attention-steps", "0", "--class", "cat"}, "--attention-steps is 0"},
            {{"--sampler", "magic"}, "magic"}};
        for (const auto& [more, part] : wrong) {
            const auto result = run_cli(arguments(out, more));
            QCOMPARE(result.status, 2);
            QCOMPARE(result.error_lines().size(), 1);
            QVERIFY2(result.err.contains(part), qPrintable(result.err));
            QVERIFY(!fs::exists(out));
        }
    }
};

DESTUDIO_CORE_TEST(InspectCommandTest)

}  // namespace destudio::inspect_command_test

#include "inspect_command_test.moc"
