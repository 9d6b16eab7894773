// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/engine/generation/rerun.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/recipe/recipe_file.h"
#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::rerun_test {

namespace fs = std::filesystem;

class RerunTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle = path("tiny");
    cv::Mat m_reference{64, 80, CV_8UC3, cv::Scalar(90, 60, 30)};
    Variant m_variant;
    std::vector<NamedDetection> m_detections;

    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    static GeneratorOptions options() {
        GeneratorOptions options;
        options.device = "cpu";
        options.precision = Precision::kFloat32;
        return options;
    }

private slots:
    void initTestCase() {
        at::set_num_threads(1);  // the model is too small to share
        test::write_tiny_bundle(m_bundle);
        Generator generator(m_bundle, options());
        GenerationRequest request;
        request.reference = m_reference;
        request.reference_hash = "abc";
        request.recipe.prompt = "A clipart.";
        request.recipe.steps = 4;
        request.rungs = {{0.5, 1}, {1.0, 9}};
        m_variant = generator.generate(request).at(1);
        for (const Detection& detection : m_variant.detections) {
            const auto& classes = generator.bundle().classes;
            m_detections.push_back(
                {classes.at(static_cast<std::size_t>(detection.class_index)), detection.box, detection.score});
        }
        save_png(path("original.png"), m_variant.image, {{kRecipeKeyword, nlohmann::json(m_variant.recipe).dump()}});
    }

    void gives_the_same_bytes() {
        const Recipe recipe = read_recipe(path("original.png"));
        QVERIFY(recipe == m_variant.recipe);
        Generator generator(m_bundle, rerun_options(recipe));
        const Variant again = generator.generate(rerun_request(recipe, m_reference, "abc")).at(0);
        const auto result =
            compare_rerun(path("original.png"), recipe, m_detections, again, generator.bundle().classes);
        QVERIFY(result.same_bytes);
        QVERIFY(result.same_picture());
        QVERIFY(result.recipe.empty());
        QVERIFY(result.compared_detections && result.same_detections());
        QVERIFY(result.same());
        QVERIFY(result.picture.image.empty());
    }

    void tells_what_differs() {
        Variant other = m_variant;
        other.image = m_variant.image.clone();
        other.image.at<cv::Vec3b>(3, 4)[1] ^= 8;
        other.recipe.bundle_hash = "another";
        other.recipe.steps = 5;
        if (!other.detections.empty()) {
            other.detections.front().score += 0.01;
        }
        const auto result = compare_rerun(path("original.png"), m_variant.recipe, m_detections, other, {"a", "b"});
        QVERIFY(!result.same_bytes);
        QVERIFY(!result.same());
        QCOMPARE(result.picture.pixels, std::int64_t{1});
        QCOMPARE(result.picture.largest, 8);
        QCOMPARE(result.picture.image.at<cv::Vec3b>(3, 4)[1], uchar{255});
        QCOMPARE(result.recipe.size(), std::size_t{2});
        QCOMPARE(result.recipe[0].field, std::string("bundle_hash"));
        QCOMPARE(result.recipe[0].rerun, std::string("another"));
        QCOMPARE(result.recipe[1].original, std::string("4"));
        other.image = cv::Mat(8, 8, CV_8UC3, cv::Scalar(0, 0, 0));
        QVERIFY(!compare_rerun(path("original.png"), m_variant.recipe, {}, other, {}).picture.same_size);
    }

    void tells_lost_and_new_detections() {
        const std::vector<NamedDetection> known{{"cat", {1, 2, 3, 4}, 0.5}, {"dog", {1, 2, 3, 4}, 0.5}};
        Variant again = m_variant;
        again.detections = {{{1, 2, 3, 4}, 0, 0.5}, {{1, 2, 3, 5}, 1, 0.5}};
        const auto result = compare_rerun(path("original.png"), m_variant.recipe, known, again, {"cat", "dog"});
        QVERIFY(result.same_bytes);
        QCOMPARE(result.lost_detections, 1);
        QCOMPARE(result.new_detections, 1);
        QVERIFY(!result.same());
    }

    void reads_recipes_from_files() {
        write_file_atomically(path("recipe.json"), nlohmann::json(m_variant.recipe).dump(2));
        QVERIFY(read_recipe(path("recipe.json")) == m_variant.recipe);
        nlohmann::json line = m_variant.recipe;
        line["file_name"] = "images/a.png";
        write_file_atomically(path("recipes.jsonl"), line.dump() + "\n");
        QVERIFY(read_recipe(path("recipes.jsonl")) == m_variant.recipe);
        line.erase("seed");
        write_file_atomically(path("recipe.json"), line.dump());
        try {
            read_recipe(path("recipe.json"));
            QFAIL("a recipe without a seed was taken");
        } catch (const FormatError& error) {
            const std::string sentence = error.what();
            QVERIFY(sentence.find("recipe.json") != std::string::npos && sentence.find("seed") != std::string::npos);
        }
        save_png(path("plain.png"), m_reference);
        QVERIFY_THROWS_EXCEPTION(FormatError, read_recipe(path("plain.png")));
        write_file_atomically(path("broken.png"), std::string_view("no picture"));
        QVERIFY_THROWS_EXCEPTION(FormatError, read_recipe(path("broken.png")));
        QVERIFY_THROWS_EXCEPTION(IoError, read_recipe(path("none.json")));
    }

    void refuses_a_crop_outside_the_reference() {
        Recipe recipe = m_variant.recipe;
        for (const Box& crop : {Box{0, 0, 81, 64}, Box{-1, 0, 64, 64}, Box{5, 5, 5, 9}, Box{9, 0, 1, 64}}) {
            recipe.crop = crop;
            QVERIFY_THROWS_EXCEPTION(FormatError, rerun_request(recipe, m_reference, "abc"));
        }
    }
};

DESTUDIO_CORE_TEST(RerunTest)

}  // namespace destudio::rerun_test

#include "rerun_test.moc"
