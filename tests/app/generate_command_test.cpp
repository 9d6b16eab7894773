// SPDX-License-Identifier: Apache-2.0
// destudio-cli generate from outside: results, exit statuses, one sentence for each mistake, nothing half-written.
#include "tests/support/tiny_bundle.h"

#include <signal.h>
#include <unistd.h>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <algorithm>
#include <fstream>
#include <map>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/output_record.h"
#include "core/dataset/io/export_check.h"
#include "core/engine/recipe/recipe.h"
#include "core/image/image_io.h"
#include "tests/app/cli_process.h"
#include "tests/support/test_main.h"

namespace destudio::generate_command_test {

using destudio::test::ProcessResult;
using destudio::test::run_cli;
namespace fs = std::filesystem;

namespace {

/// Every file below `folder` by its relative path.
std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> files;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file() && entry.path().filename() != OutputRecord::kFileName) {
                files[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
            }
        }
    }
    return files;
}

cv::Mat gradient(int width, int height) {
    cv::Mat image(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.at<cv::Vec3b>(y, x) = {static_cast<uchar>(255 * x / width), static_cast<uchar>(255 * y / height), 90};
        }
    }
    return image;
}

std::vector<Recipe> recipes(const fs::path& out) {
    std::vector<Recipe> list;
    std::ifstream in(out / "recipes.jsonl");
    std::string line;
    while (std::getline(in, line)) {
        list.push_back(nlohmann::json::parse(line).get<Recipe>());
    }
    return list;
}

}  // namespace

class GenerateCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_root = m_folder.path().toStdString();
    fs::path m_bundle = m_root / "bündle";
    fs::path m_image = m_root / "street 1.png";
    int m_count = 0;

    fs::path fresh_out() { return m_root / ("out" + std::to_string(++m_count)); }

    /// A complete command line; `more` replaces what it names itself.
    QStringList arguments(const fs::path& out, const QStringList& more = {}) const {
        QStringList list{"--progress", "none", "generate", "--out", QString::fromStdString(out.string())};
        const std::vector<std::pair<QString, QString>> usual{{"--bundle", QString::fromStdString(m_bundle.string())},
                                                             {"--reference", QString::fromStdString(m_image.string())},
                                                             {"--steps", "6"},
                                                             {"--device", "cpu"}};
        for (const auto& [option, value] : usual) {
            if (!more.contains(option)) {
                list += {option, value};
            }
        }
        return list + more;
    }

    /// Runs what must be refused: the status, a last line that holds `part`, and no trace in the output folder.
    void told_and_refused(const QStringList& more, int status, const QString& part, int lines = -1) {
        const fs::path out = fresh_out();
        const ProcessResult result = run_cli(arguments(out, more));
        QVERIFY2(result.status == status, qPrintable(QString("%1: %2").arg(result.status).arg(result.err)));
        QVERIFY2(result.error_lines().last().contains(part), qPrintable(result.err));
        QVERIFY2(lines < 0 || result.error_lines().size() == lines, qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
        QVERIFY(!fs::exists(out));
    }

    /// The same, in one line.
    void refused(const QStringList& more, int status, const QString& part) { told_and_refused(more, status, part, 1); }

    QString file(const std::string& name, const std::string& content) const {
        write_file_atomically(m_root / name, content);
        return QString::fromStdString((m_root / name).string());
    }

    fs::path bundle_copy(const std::string& name) const {
        fs::copy(m_bundle, m_root / name, fs::copy_options::recursive);
        return m_root / name;
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(m_bundle);
        save_png(m_image, gradient(120, 90));
        qputenv("HOME", m_folder.path().toUtf8());
        qputenv("OMP_NUM_THREADS", "1");  // the model is too small to share
    }

    void leaves_a_coco_dataset() {
        const fs::path out = fresh_out();
        const auto result =
            run_cli(arguments(out, {"--ratios", "0.34,0.67,1", "--seeds", "7,8", "--threshold", "0.06"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY(result.out.startsWith("6 images, "));
        const auto files = contents(out);
        QCOMPARE(files.size(), std::size_t{10});
        for (const char* name :
             {"images/street_1_r034_s7.png", "images/street_1_r067_s8.png", "images/street_1_r100_s8.png",
              "annotations.json", "recipes.jsonl", "detections.jsonl", "contact-sheet.png"}) {
            QVERIFY2(files.contains(name), name);
        }
        const auto coco = parse_json(files.at("annotations.json"), "annotations.json");
        QCOMPARE(coco["images"].size(), std::size_t{6});
        QCOMPARE(coco["categories"].size(), std::size_t{3});
        QVERIFY(!coco["annotations"].empty());
        for (const auto& annotation : coco["annotations"]) {
            QVERIFY(annotation["score"].get<double>() >= 0.06);
        }
        const auto list = recipes(out);
        QCOMPARE(list.size(), std::size_t{6});
        QCOMPARE(list[0].prompt, std::string("A clipart."));
        const auto embedded = read_png_text(out / "images" / "street_1_r034_s7.png", kRecipeKeyword);
        QVERIFY(embedded && nlohmann::json::parse(*embedded).get<Recipe>() == list[0]);
        const cv::Mat sheet = load_image(out / "contact-sheet.png");
        QVERIFY(sheet.cols > 4 * 256 && sheet.rows > 2 * 256);
    }

    void the_same_command_gives_the_same_bytes() {
        const fs::path a = fresh_out();
        const fs::path b = fresh_out();
        const fs::path c = fresh_out();
        QCOMPARE(run_cli(arguments(a, {"--ratios", "0.34,0.67,1", "--seeds", "7,8"})).status, 0);
        QCOMPARE(run_cli(arguments(b, {"--ratios", "0.34,0.67,1", "--seeds", "7,8"})).status, 0);
        QVERIFY(contents(a) == contents(b));
        // Into the same folder again: the result of the last run alone.
        QCOMPARE(run_cli(arguments(b, {"--ratios", "0.67", "--seeds", "8"})).status, 0);
        QCOMPARE(run_cli(arguments(c, {"--ratios", "0.67", "--seeds", "8"})).status, 0);
        QVERIFY(contents(b) == contents(c));
        QCOMPARE(contents(c).at("images/street_1_r067_s8.png"), contents(a).at("images/street_1_r067_s8.png"));
    }

    void writes_every_format() {
        const fs::path out = fresh_out();
        const auto result = run_cli(
            arguments(out, {"--format", "coco,voc", "--format", "yolo", "--ratios", "0.5", "--threshold", "0.06"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        for (const char* name : {"annotations.json", "VOCdevkit/VOC2012/Annotations/street_1_r050_s1.xml",
                                 "VOCdevkit/VOC2012/ImageSets/Main/train.txt", "labels/street_1_r050_s1.txt",
                                 "data.yaml", "images/street_1_r050_s1.png"}) {
            QVERIFY2(fs::exists(out / name), name);
        }
        for (const char* name : {"coco", "voc", "yolo"}) {
            const auto issues = dataset::check_export(dataset::find_format(name), out);
            QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].what.c_str());
        }
        const fs::path voc = fresh_out();
        QCOMPARE(run_cli(arguments(voc, {"--format", "voc", "--ratios", "0.5"})).status, 0);
        QVERIFY(!fs::exists(voc / "images"));
        QVERIFY(!fs::exists(voc / "annotations.json"));
        QVERIFY(fs::exists(voc / "VOCdevkit"));
        for (const auto& entry : fs::directory_iterator(voc)) {
            const fs::path name = entry.path().filename();
            QVERIFY2(!name.string().starts_with('.') || name == OutputRecord::kFileName, entry.path().c_str());
        }
    }

    void takes_captions_and_classes_from_coco() {
        fs::create_directories(m_root / "set" / "images");
        save_png(m_root / "set" / "images" / "a.png", gradient(64, 64));
        save_png(m_root / "set" / "images" / "b.png", gradient(80, 64));
        const auto json = file("set/annotations.json", R"({"info": {}, "licenses": [], "images": [
            {"id": 1, "file_name": "a.png", "width": 64, "height": 64, "caption": "A cat on a sofa."},
            {"id": 2, "file_name": "b.png", "width": 80, "height": 64}],
            "annotations": [{"id": 1, "image_id": 2, "category_id": 3, "bbox": [1, 2, 30, 40], "area": 1200, "iscrowd": 0},
                            {"id": 2, "image_id": 2, "category_id": 5, "bbox": [9, 9, 30, 40], "area": 1200, "iscrowd": 0}],
            "categories": [{"id": 3, "name": "dog"}, {"id": 5, "name": "bird"}]})");
        const fs::path out = fresh_out();
        const auto result = run_cli(arguments(
            out, {"--reference", json, "--reference", QString::fromStdString(m_image.string()), "--ratios", "0.5"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto list = recipes(out);
        QCOMPARE(list.size(), std::size_t{3});
        QCOMPARE(list[0].prompt, std::string("A cat on a sofa."));
        QCOMPARE(list[1].prompt, std::string("A clipart, with dog, bird in the clipart."));
        QCOMPARE(list[2].prompt, std::string("A clipart."));
    }

    void takes_the_sample_and_the_built_in_bundle() {
        qputenv("DESTUDIO_SAMPLE", DESTUDIO_SOURCE_DIR "/resources/sample");
        qputenv("DESTUDIO_MODELS", QByteArray::fromStdString(m_bundle.string()));
        const fs::path out = fresh_out();
        const auto result =
            run_cli({"--progress", "none", "generate", "--sample", "2", "--ratios", "0.3,0.6", "--steps", "6",
                     "--format", "coco,voc", "--device", "cpu", "--out", QString::fromStdString(out.string())});
        qunsetenv("DESTUDIO_MODELS");
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto list = recipes(out);
        QCOMPARE(list.size(), std::size_t{4});
        QVERIFY(list[0].prompt.starts_with("A clipart"));
        QVERIFY(result.out.contains("VOC2012") && result.out.contains("contact-sheet.png"));
        QVERIFY(dataset::check_export(dataset::find_format("voc"), out).empty());
    }

    void an_empty_prompt_means_the_default_one() {
        const fs::path out = fresh_out();
        QCOMPARE(run_cli(arguments(out, {"--prompt", "", "--ratios", "0.5"})).status, 0);
        QCOMPARE(recipes(out).at(0).prompt, std::string("A clipart."));
        const fs::path typed = fresh_out();
        QCOMPARE(
            run_cli(arguments(typed, {"--prompt", "Ein Kätzchen 🐱", "--negative", "rain", "--ratios", "0.5"})).status,
            0);
        QCOMPARE(recipes(typed).at(0).prompt, std::string("Ein Kätzchen 🐱"));
        QCOMPARE(recipes(typed).at(0).negative_prompt, std::string("rain"));
    }

    void merges_rungs_that_run_the_same_steps() {
        const fs::path out = fresh_out();
        const auto result = run_cli(arguments(out, {"--ratios", "0.5,0.55,1"}));
        QCOMPARE(result.status, 0);
        QCOMPARE(recipes(out).size(), std::size_t{2});
        QVERIFY(result.err.contains("0.55"));
    }

    void lcm_runs_all_steps_at_every_ratio() {
        const fs::path out = fresh_out();
        const auto result = run_cli(arguments(out, {"--sampler", "lcm", "--steps", "4", "--ratios", "0.1,0.3,0.9"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        const auto list = recipes(out);
        QCOMPARE(list.size(), std::size_t{3});
        for (const Recipe& recipe : list) {
            QCOMPARE(recipe.steps, 4);
            QVERIFY(recipe.sampler == Sampler::kLcm);
        }
        refused({"--sampler", "lcm", "--steps", "8", "--ratios", "0.1"}, 2, "room for 5 steps");
        refused({"--sampler", "lcm", "--eta", "0.5"}, 2, "--eta");
        refused({"--spacing", "even"}, 2, "trailing");
        refused({"--guidance-rescale", "2"}, 2, "--guidance-rescale");
    }

    void a_few_step_bundle_sets_its_own_sampler() {
        const fs::path bundle = bundle_copy("few-step");
        write_file_atomically(bundle / "scheduler" / "scheduler_config.json",
                              R"({"_class_name": "LCMScheduler", "prediction_type": "epsilon"})");
        const fs::path out = fresh_out();
        const auto result = run_cli({"generate", "--bundle", QString::fromStdString(bundle.string()), "--reference",
                                     QString::fromStdString(m_image.string()), "--ratios", "0.6", "--out",
                                     QString::fromStdString(out.string())});
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY2(result.err.contains("is a few-step model"), qPrintable(result.err));
        QCOMPARE(recipes(out).at(0).steps, 4);
        QVERIFY(recipes(out).at(0).sampler == Sampler::kLcm);
        QCOMPARE(recipes(out).at(0).guidance_scale, 1.0);
    }

    void applies_exif_orientation() {
        // The same 8 x 4 picture turned by a tag: orientation 6 means that a reader has to turn it clockwise.
        auto jpeg = encode_jpeg(gradient(96, 48));
        const std::string exif(
            "\xFF\xE1\x00\x22"
            "Exif\0\0"
            "MM\0\x2A\0\0\0\x08"
            "\0\x01"
            "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
            "\0\0\0\0",
            36);
        std::string turned(reinterpret_cast<const char*>(jpeg.data()), jpeg.size());
        turned.insert(2, exif);
        const auto path = file("turned.jpg", turned);
        QVERIFY(peek_image_size(path.toStdString()) == (Size{48, 96}));
        const fs::path out = fresh_out();
        const auto result = run_cli(arguments(out, {"--reference", path, "--ratios", "0.5"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY(recipes(out).at(0).crop == (Box{0, 24, 48, 72}));
    }

    void refuses_wrong_usage() {
        refused({"--ratios", "0"}, 2, "0 is not an encode ratio");
        refused({"--ratios", "1.2"}, 2, "1.2 is not an encode ratio");
        refused({"--ratios", "0.5,nan"}, 2, "nan");
        refused({"--ratios", "0.1"}, 2, "no step");
        refused({"--ratios", "0.5,,1"}, 2, "\"\" is not a number");
        refused({"--seeds", "-1"}, 2, "\"-1\"");
        refused({"--sampler", "plms"}, 2, "dpmpp-2m");
        refused({"--format", "csv"}, 2, "csv");
        refused({"--dtype", "int8"}, 2, "float32");
        refused({"--device", "tpu"}, 2, "tpu");
        refused({"--guidance", "-3"}, 2, "--guidance");
        refused({"--threshold", "7"}, 2, "--threshold");
        refused({"--reference", QString::fromStdString(m_root.string())}, 2, "is a folder");
        QCOMPARE(run_cli({"generate", "--no-such-option"}).status, 2);
        QCOMPARE(run_cli({"generate", "--steps", "many"}).status, 2);
        QCOMPARE(run_cli({}).status, 2);
        QCOMPARE(run_cli({"generate", "--help"}).status, 0);
    }

    void refuses_broken_images() {
        refused({"--reference", "/nowhere/a.png"}, 1, "/nowhere/a.png");
        refused({"--reference", file("text.png", "This is no picture.")}, 1, "text.png");
        refused({"--reference", file("empty.jpg", "")}, 1, "empty.jpg");
        const auto png = encode_png(gradient(200, 150));
        refused({"--reference", file("cut.png", std::string(png.begin(), png.begin() + png.size() / 2))}, 1, "cut.png");
        // A header that promises 60,000 x 60,000 pixels.
        std::string bomb(png.begin(), png.end());
        bomb.replace(16, 8, std::string("\0\0\xEA\x60\0\0\xEA\x60", 8));
        refused({"--reference", file("bomb.png", bomb)}, 1, "bomb.png");
        refused({"--reference", file("broken.json", "{\"images\": [")}, 1, "broken.json");
        told_and_refused({"--reference", file("escape.json", R"({"images": [{"id": 1, "file_name": "../../etc/passwd",
                 "width": 1, "height": 1}], "annotations": [], "categories": []})")},
                         1, "../../etc/passwd");
    }

    void refuses_broken_bundles() {
        const QString none = QString::fromStdString((m_root / "none").string());
        refused({"--bundle", none}, 1, "none");
        refused({"--bundle", QString::fromStdString(m_root.string())}, 1, "model_index.json");

        const fs::path truncated = bundle_copy("truncated");
        const fs::path weights = truncated / "unet" / "diffusion_pytorch_model.safetensors";
        fs::resize_file(weights, fs::file_size(weights) / 2);
        refused({"--bundle", QString::fromStdString(truncated.string())}, 1, "truncated/unet");

        const fs::path lying = bundle_copy("lying");
        std::string content = read_file(lying / "adapter" / "model.safetensors");
        content[6] = '\x7f';
        write_file_atomically(lying / "adapter" / "model.safetensors", content);
        refused({"--bundle", QString::fromStdString(lying.string())}, 1, "lying/adapter");

        const fs::path misfit = bundle_copy("misfit");
        auto json = parse_json(read_file(misfit / "unet" / "config.json"), "config");
        json["block_out_channels"] = {8, 16, 16, 32};
        test::write_json_file(misfit / "unet" / "config.json", json);
        refused({"--bundle", QString::fromStdString(misfit.string())}, 1, "misfit/unet");
    }

    void a_bundle_without_adapter_makes_images_without_boxes() {
        const fs::path plain = bundle_copy("plain");
        fs::remove_all(plain / "adapter");
        const fs::path out = fresh_out();
        const auto result =
            run_cli(arguments(out, {"--bundle", QString::fromStdString(plain.string()), "--ratios", "0.5"}));
        QVERIFY2(result.status == 0, qPrintable(result.err));
        QVERIFY(result.err.contains("no adapter"));
        QVERIFY(parse_json(read_file(out / "annotations.json"), "coco")["annotations"].empty());
    }

    void refuses_an_output_folder_that_cannot_be_written() {
        const auto taken = file("taken", "x");
        const auto result = run_cli(arguments(taken.toStdString()));
        QCOMPARE(result.status, 1);
        QCOMPARE(result.error_lines().size(), 1);
        QCOMPARE(read_file(taken.toStdString()), std::string("x"));
        const auto proc = run_cli(arguments("/proc/destudio-out"));
        QCOMPARE(proc.status, 1);
        QVERIFY2(proc.err.contains("/proc/destudio-out"), qPrintable(proc.err));
        QCOMPARE(proc.error_lines().size(), 1);
        if (::geteuid() != 0) {
            const fs::path locked = fresh_out();
            fs::create_directories(locked);
            fs::permissions(locked, fs::perms::owner_read | fs::perms::owner_exec);
            QCOMPARE(run_cli(arguments(locked)).status, 1);
            QVERIFY(fs::is_empty(locked));
        }
    }

    void a_disk_that_is_full_leaves_nothing_half_written() {
        // The shell's limit on file sizes acts like a full disk in the middle of the first picture.
        const fs::path out = fresh_out();
        QStringList words{"-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "sh", QStringLiteral(DESTUDIO_CLI)};
        const auto result = run_cli(words + arguments(out, {"--ratios", "0.5,1"}), {}, "sh");
        QVERIFY2(result.status == 1, qPrintable(result.err));
        QCOMPARE(result.error_lines().size(), 1);
        QVERIFY2(result.err.contains("Cannot write"), qPrintable(result.err));
        for (const auto& [name, content] : contents(out)) {
            QVERIFY2(!QString::fromStdString(name).contains("tmp"), name.c_str());
        }
    }

    void ctrl_c_keeps_what_is_finished() {
        const fs::path out = fresh_out();
        QStringList seeds;
        for (int i = 0; i < 400; ++i) {
            seeds += QString::number(i);
        }
        QStringList more{"--ratios", "0.34", "--seeds", seeds.join(',')};
        const auto result = run_cli(arguments(out, more), [&](QProcess& process) {
            // Once a picture is there, in the middle of the work.
            QTRY_VERIFY_WITH_TIMEOUT(fs::exists(out / "images" / "street_1_r034_s0.png"), 60'000);
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        });
        QVERIFY2(result.status == 3, qPrintable(result.err));
        const auto coco = parse_json(read_file(out / "annotations.json"), "coco");
        const auto count = coco["images"].size();
        QVERIFY(count >= 1 && count < 400);
        QCOMPARE(recipes(out).size(), count);
        std::size_t pictures = 0;
        for (const auto& entry : fs::directory_iterator(out / "images")) {
            QVERIFY(!load_image(entry.path()).empty());
            ++pictures;
        }
        QCOMPARE(pictures, count);
        QVERIFY(dataset::check_export(dataset::find_format("coco"), out).empty());
        QVERIFY(fs::exists(out / "contact-sheet.png"));
    }

    void one_broken_image_among_many_is_left_out() {
        const auto png = encode_png(gradient(100, 100));
        const auto cut = file("half.png", std::string(png.begin(), png.begin() + png.size() / 2));
        const fs::path out = fresh_out();
        const auto result = run_cli(arguments(
            out, {"--reference", cut, "--reference", QString::fromStdString(m_image.string()), "--ratios", "0.5"}));
        QCOMPARE(result.status, 1);
        QVERIFY(result.err.contains("half.png"));
        QCOMPARE(recipes(out).size(), std::size_t{1});
        QVERIFY(dataset::check_export(dataset::find_format("coco"), out).empty());
    }
};

DESTUDIO_CORE_TEST(GenerateCommandTest)

}  // namespace destudio::generate_command_test

#include "generate_command_test.moc"
