// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/engine/generation/generator.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <algorithm>
#include <cstring>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/engine/model/bundle_hash.h"
#include "tests/support/test_main.h"

namespace destudio::generator_test {

namespace fs = std::filesystem;

namespace {

cv::Mat picture(int width = 96, int height = 80) {
    cv::Mat image(height, width, CV_8UC3);
    Random random(5);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.at<cv::Vec3b>(y, x) = {static_cast<uchar>(x * 2), static_cast<uchar>(y * 2),
                                         static_cast<uchar>(random.integer(0, 255))};
        }
    }
    return image;
}

GenerationRequest request(std::vector<Rung> rungs) {
    GenerationRequest request;
    request.reference = picture();
    request.reference_hash = std::string(64, 'f');
    request.recipe.prompt = "A clipart, with cat in the clipart.";
    request.recipe.steps = 6;
    request.rungs = std::move(rungs);
    return request;
}

bool same_bytes(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && a.isContinuous() && b.isContinuous() &&
           std::memcmp(a.data, b.data, a.total() * a.elemSize()) == 0;
}

bool same(const Variant& a, const Variant& b) {
    return a.recipe == b.recipe && same_bytes(a.image, b.image) && a.detections.size() == b.detections.size() &&
           std::equal(a.detections.begin(), a.detections.end(), b.detections.begin(),
                      [](const Detection& x, const Detection& y) {
                          return x.box == y.box && x.score == y.score && x.class_index == y.class_index;
                      });
}

}  // namespace

class GeneratorTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle = fs::path(m_folder.path().toStdString()) / "tiny";
    fs::path m_plain = fs::path(m_folder.path().toStdString()) / "plain";

    static GeneratorOptions options(Precision precision = Precision::kFloat32) {
        GeneratorOptions result;
        result.precision = precision;
        result.device = "cpu";
        return result;
    }

    template <class Expected>
    std::string loading_error(const fs::path& bundle) {
        try {
            Generator(bundle, options());
        } catch (const Expected& error) {
            return error.what();
        } catch (const std::exception& error) {
            return std::string("another error: ") + error.what();
        }
        return "no error";
    }

    fs::path broken_copy(const char* name) {
        const fs::path copy = fs::path(m_folder.path().toStdString()) / name;
        fs::copy(m_bundle, copy, fs::copy_options::recursive);
        return copy;
    }

private slots:
    void initTestCase() {
        at::set_num_threads(1);  // the model is too small to share
        test::write_tiny_bundle(m_bundle);
        test::write_tiny_bundle(m_plain, false);
    }

    void a_variant_has_image_recipe_and_detections() {
        Generator generator(m_bundle, options());
        const auto variants = generator.generate(request({{0.5, 7}}));
        QCOMPARE(variants.size(), std::size_t{1});
        const Variant& variant = variants[0];
        QCOMPARE(variant.image.cols, 64);
        QCOMPARE(variant.image.rows, 64);
        QCOMPARE(variant.image.type(), CV_8UC3);
        QCOMPARE(variant.recipe.bundle_hash, bundle_hash(m_bundle));
        QCOMPARE(variant.recipe.adapter_hash, adapter_hash(m_bundle / "adapter"));
        QCOMPARE(variant.recipe.seed, std::uint64_t{7});
        QCOMPARE(variant.recipe.encode_ratio, 0.5);
        QVERIFY(variant.recipe.size == (Size{64, 64}));
        QVERIFY(variant.recipe.crop == (Box{8, 0, 88, 80}));
        QVERIFY(variant.recipe.precision == Precision::kFloat32);
        QCOMPARE(variant.recipe.device, std::string("cpu"));
        QVERIFY(!variant.detections.empty());
        for (std::size_t i = 0; i < variant.detections.size(); ++i) {
            const auto& detection = variant.detections[i];
            QVERIFY(detection.score >= 0.05 && detection.score <= 1);
            QVERIFY(i == 0 || detection.score <= variant.detections[i - 1].score);
            QVERIFY(detection.class_index >= 0 && detection.class_index < 3);
            QVERIFY(!detection.box.empty() && clamped(detection.box, {64, 64}) == detection.box);
        }
    }

    void the_same_recipe_gives_the_same_bytes_data() {
        QTest::addColumn<int>("precision");
        QTest::newRow("float32") << static_cast<int>(Precision::kFloat32);
        QTest::newRow("bfloat16") << static_cast<int>(Precision::kBfloat16);
    }

    void the_same_recipe_gives_the_same_bytes() {
        QFETCH(int, precision);
        Generator generator(m_bundle, options(static_cast<Precision>(precision)));
        const std::vector<Rung> ladder{{0.34, 1}, {0.67, 1}, {1.0, 1}, {0.67, 2}, {1.0, 2}};
        const auto together = generator.generate(request(ladder));
        QCOMPARE(together.size(), ladder.size());
        for (std::size_t i = 0; i < ladder.size(); ++i) {
            QVERIFY2(same(together[i], generator.generate(request({ladder[i]})).at(0)),
                     qPrintable(QString("rung %1 alone").arg(i)));
        }
        // Another order, other company, and a generator loaded anew.
        Generator again(m_bundle, options(static_cast<Precision>(precision)));
        const auto other = again.generate(request({{1.0, 2}, {0.5, 9}, {0.34, 1}}));
        QVERIFY(same(other[0], together[4]));
        QVERIFY(same(other[2], together[0]));
        QVERIFY(!same_bytes(together[1].image, together[3].image));
        QVERIFY(!same_bytes(together[0].image, together[1].image));
    }

    void a_variant_can_be_made_from_its_recipe() {
        Generator generator(m_bundle, options());
        const auto first = generator.generate(request({{0.67, 3}})).at(0);
        GenerationRequest again = request({{first.recipe.encode_ratio, first.recipe.seed}});
        again.recipe = first.recipe;
        QVERIFY(same(generator.generate(again).at(0), first));
    }

    void every_sampler_runs() {
        Generator generator(m_bundle, options());
        std::vector<cv::Mat> images;
        for (const auto sampler : {Sampler::kDpmpp2m, Sampler::kDdim, Sampler::kEuler}) {
            auto r = request({{0.67, 1}});
            r.recipe.sampler = sampler;
            images.push_back(generator.generate(r).at(0).image);
        }
        QVERIFY(!same_bytes(images[0], images[1]));
        QVERIFY(!same_bytes(images[1], images[2]));
    }

    void other_sizes_work() {
        Generator generator(m_bundle, options());
        auto r = request({{0.5, 1}});
        r.recipe.crop = {0, 0, 96, 72};
        r.recipe.size = {96, 72};
        const auto variant = generator.generate(r).at(0);
        QCOMPARE(variant.image.cols, 96);
        QCOMPARE(variant.image.rows, 72);
        r.recipe.size = {96, 70};
        QVERIFY_THROWS_EXCEPTION(UsageError, generator.generate(r));
    }

    void label_step_t1_gives_the_same_image() {
        Generator generator(m_bundle, options());
        auto r = request({{0.67, 1}});
        const auto last = generator.generate(r).at(0);
        r.recipe.label_step = LabelStep::kT1;
        const auto t1 = generator.generate(r).at(0);
        QVERIFY(same_bytes(last.image, t1.image));
        QVERIFY(t1.recipe.label_step == LabelStep::kT1);
        QVERIFY(!t1.detections.empty());
        QVERIFY(t1.detections[0].score != last.detections[0].score);
    }

    void works_without_an_adapter() {
        Generator generator(m_plain, options());
        QVERIFY(!generator.bundle().has_adapter);
        const auto variant = generator.generate(request({{0.5, 1}})).at(0);
        QVERIFY(variant.detections.empty());
        QVERIFY(variant.recipe.adapter_hash.empty());
        // The adapter only looks: the image is the same with it.
        Generator labelling(m_bundle, options());
        QVERIFY(same_bytes(labelling.generate(request({{0.5, 1}})).at(0).image, variant.image));
    }

    void another_adapter_can_be_used() {
        const fs::path other = fs::path(m_folder.path().toStdString()) / "other adapter";
        test::write_tiny_adapter(other, 99);
        auto with = options();
        with.adapter = other;
        Generator generator(m_plain, with);
        const auto variant = generator.generate(request({{0.5, 1}})).at(0);
        QVERIFY(!variant.detections.empty());
        QCOMPARE(variant.recipe.adapter_hash, adapter_hash(other));
    }

    void reports_steps_previews_and_variants() {
        auto with = options();
        with.previews = true;
        Generator generator(m_bundle, with);
        std::vector<int> steps(2, 0);
        int previews = 0;
        std::vector<std::size_t> finished;
        const auto variants = generator.generate(
            request({{0.34, 1}, {1.0, 1}}), {},
            [&](const GenerationStep& step) {
                const auto rung = static_cast<std::size_t>(step.rung);
                QCOMPARE(step.step, steps[rung] + 1);
                QCOMPARE(step.total, rung == 0 ? 2 : 6);
                steps[rung] = step.step;
                if (!step.preview.empty()) {
                    QCOMPARE(step.preview.type(), CV_8UC3);
                    ++previews;
                }
            },
            [&](std::size_t rung, const Variant& variant) {
                finished.push_back(rung);
                QVERIFY(!variant.image.empty());
            });
        QVERIFY(steps == (std::vector{2, 6}));
        QVERIFY(previews > 0);
        std::sort(finished.begin(), finished.end());
        QVERIFY(finished == (std::vector<std::size_t>{0, 1}));
        QCOMPARE(variants.size(), std::size_t{2});
    }

    void stops_within_one_step() {
        Generator generator(m_bundle, options());
        std::stop_source source;
        int after = 0;
        QVERIFY_THROWS_EXCEPTION(
            CancelledError, generator.generate(request({{1.0, 1}}), source.get_token(), [&](const GenerationStep&) {
                after += source.stop_requested() ? 1 : 0;
                source.request_stop();
            }));
        QCOMPARE(after, 0);
        // And it works again afterwards.
        QCOMPARE(generator.generate(request({{0.5, 1}})).size(), std::size_t{1});
    }

    void refuses_what_makes_no_sense() {
        Generator generator(m_bundle, options());
        for (const double ratio : {0.0, -0.5, 1.2, std::nan(""), 0.01}) {
            QVERIFY_THROWS_EXCEPTION(UsageError, generator.generate(request({{ratio, 1}})));
        }
        auto r = request({{0.5, 1}});
        r.recipe.steps = 0;
        QVERIFY_THROWS_EXCEPTION(UsageError, generator.generate(r));
        r = request({{0.5, 1}});
        r.reference = cv::Mat();
        QVERIFY_THROWS_EXCEPTION(UsageError, generator.generate(r));
        r = request({{0.5, 1}});
        r.recipe.size = {1 << 20, 1 << 20};
        r.recipe.crop = {0, 0, 96, 80};
        QVERIFY_THROWS_EXCEPTION(Error, generator.generate(r));
        QVERIFY(generator.generate(request({})).empty());
        QVERIFY_THROWS_EXCEPTION(UsageError, Generator(m_bundle, {.device = "tpu"}));
    }

    void names_what_is_wrong_with_a_bundle() {
        const fs::path truncated = broken_copy("truncated");
        const fs::path weights = truncated / "unet" / "diffusion_pytorch_model.safetensors";
        fs::resize_file(weights, fs::file_size(weights) / 2);
        QVERIFY(loading_error<FormatError>(truncated).find(weights.string()) != std::string::npos);

        const fs::path lying = broken_copy("lying");
        const fs::path file = lying / "vae" / "diffusion_pytorch_model.safetensors";
        std::string content = read_file(file);
        content[7] = '\x7f';
        write_file_atomically(file, content);
        QVERIFY(loading_error<FormatError>(lying).find(file.string()) != std::string::npos);

        const fs::path misfit = broken_copy("misfit");
        auto json = nlohmann::json::parse(read_file(misfit / "unet" / "config.json"));
        json["layers_per_block"] = 2;
        test::write_json_file(misfit / "unet" / "config.json", json);
        const auto sentence = loading_error<ConfigError>(misfit);
        QVERIFY2(sentence.find("unet") != std::string::npos, sentence.c_str());

        const fs::path no_text = broken_copy("no text");
        fs::remove_all(no_text / "text_encoder");
        QVERIFY(loading_error<IoError>(no_text).find("text_encoder") != std::string::npos);

        const fs::path wrong_adapter = broken_copy("wrong adapter");
        auto adapter = nlohmann::json::parse(read_file(wrong_adapter / "adapter" / "config.json"));
        adapter["in_channels"]["div1"] = 32;
        test::write_json_file(wrong_adapter / "adapter" / "config.json", adapter);
        QVERIFY(loading_error<ConfigError>(wrong_adapter).find("adapter") != std::string::npos);

        // An adapter that is sound in itself, but was trained for a wider U-Net.
        const fs::path foreign = broken_copy("foreign adapter");
        auto wide = test::tiny_unet_config();
        wide.block_out_channels = {8, 16, 16, 32};
        test::write_tiny_adapter(foreign / "adapter", 3, wide);
        const auto misfit_sentence = loading_error<ConfigError>(foreign);
        QVERIFY2(misfit_sentence.find("trained for this bundle") != std::string::npos, misfit_sentence.c_str());
    }
};

DESTUDIO_CORE_TEST(GeneratorTest)

}  // namespace destudio::generator_test

#include "generator_test.moc"
