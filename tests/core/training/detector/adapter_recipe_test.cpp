// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_recipe.h"

#include <QTest>
#include <cmath>

#include "core/base/error.h"
#include "core/detection/dino/dino_config.h"
#include "tests/support/test_main.h"

namespace destudio::adapter_recipe_test {

using namespace destudio::training;

class AdapterRecipeTest : public QObject {
    Q_OBJECT

private slots:
    void official_schedule_is_the_default() {
        const AdapterRecipe recipe = parse_adapter_recipe({{"steps", 90}}, "recipe.json");
        QCOMPARE(recipe.learning_rate_at(0), 2e-4);
        QCOMPARE(recipe.learning_rate_at(79), 2e-4);
        QCOMPARE(recipe.learning_rate_at(80), 2e-5);
        QCOMPARE(recipe.weight_decay, 1e-4);
        QCOMPARE(recipe.max_gradient_norm, 0.1);
        QCOMPARE(recipe.max_timestep, std::int64_t{1});
    }

    /// Supplement of the paper: DINO on Stable Diffusion 2's features, 90,000 iterations of 64 pictures.
    void the_papers_recipe_is_the_papers() {
        const auto recipe = read_adapter_recipe(DESTUDIO_SOURCE_DIR "/models/recipes/paper/adapter-dino.json");
        QCOMPARE(recipe.steps, std::int64_t{90'000});
        QCOMPARE(recipe.batch, 64);
        QCOMPARE(recipe.image_size, 512);
        QCOMPARE(recipe.learning_rate_at(79'999), 2e-4);
        QVERIFY(std::abs(recipe.learning_rate_at(80'000) - 2e-5) < 1e-12);
        QCOMPARE(recipe.min_timestep, std::int64_t{1});
        QCOMPARE(recipe.max_timestep, std::int64_t{1});
        const std::vector<std::string> classes(80, "class");
        detection::DinoConfig paper;
        paper.classes = classes;
        QCOMPARE(adapter_config(recipe, {960, 1600, 1920, 3840}, 8, classes).dump(), detection::to_json(paper).dump());
    }

    void warms_up() {
        const AdapterRecipe recipe = parse_adapter_recipe({{"warmup_steps", 3}, {"learning_rate", 0.4}}, "recipe.json");
        QCOMPARE(recipe.learning_rate_at(0), 0.1);
        QCOMPARE(recipe.learning_rate_at(3), 0.4);
    }

    void model_follows_the_unet() {
        const AdapterRecipe recipe = parse_adapter_recipe({{"model", {{"embed_dim", 64}, {"num_queries", 20}}}}, "x");
        const auto config = adapter_config(recipe, {10, 20, 30}, 4, {"cat", "dog"});
        QVERIFY(config.at("framework") == nlohmann::json("dino"));
        QVERIFY(config.at("in_features") == nlohmann::json({"div1", "div2", "div4"}));
        QVERIFY(config.at("in_channels").at("div4") == nlohmann::json(30));
        QVERIFY(config.at("num_feature_levels") == nlohmann::json(3));
        QVERIFY(config.at("embed_dim") == nlohmann::json(64));
        QVERIFY(config.at("num_classes") == nlohmann::json(2));
    }

    void levels_may_be_left_out() {
        const nlohmann::json model = {{"in_features", {"div2", "div4"}}, {"num_feature_levels", 3}};
        const auto dino = adapter_config(parse_adapter_recipe({{"model", model}}, "x"), {10, 20, 30}, 4, {"cat"});
        QVERIFY(dino.at("in_features").front() == nlohmann::json("div2"));
        QVERIFY(dino.at("num_feature_levels") == nlohmann::json(3));
        const auto retinanet = adapter_config(parse_adapter_recipe({{"framework", "retinanet"}, {"model", model}}, "x"),
                                              {10, 20, 30}, 4, {"cat"});
        QVERIFY(retinanet.at("framework") == nlohmann::json("retinanet"));
        QVERIFY(retinanet.at("num_feature_levels") == nlohmann::json(3));
        // Three cells of 8, 16 and, for the extra level, 32 pixels.
        QVERIFY(retinanet.at("anchor_sizes") == nlohmann::json({24, 48, 96}));
    }

    void models_that_make_no_sense_are_refused_data() {
        QTest::addColumn<QString>("recipe");
        QTest::newRow("unknown key") << R"({"model":{"embed_dimm":64}})";
        QTest::newRow("unknown key of retinanet") << R"({"framework":"retinanet","model":{"num_queries":5}})";
        QTest::newRow("level") << R"({"model":{"in_features":["div16"]}})";
        QTest::newRow("classes") << R"({"model":{"classes":["cow"]}})";
        QTest::newRow("pixels") << R"({"framework":"retinanet","model":{"backbone":{"depth":18}}})";
    }

    void models_that_make_no_sense_are_refused() {
        QFETCH(QString, recipe);
        const auto parsed = parse_adapter_recipe(nlohmann::json::parse(recipe.toStdString()), "x");
        QVERIFY_EXCEPTION_THROWN(adapter_config(parsed, {10, 20}, 4, {"cat"}), ConfigError);
    }

    void bad_recipes_are_refused_data() {
        QTest::addColumn<QString>("json");
        QTest::newRow("unknown") << R"({"stepps":5})";
        QTest::newRow("type") << R"({"steps":"many"})";
        QTest::newRow("none") << R"({"steps":0})";
        QTest::newRow("dtype") << R"({"dtype":"int8"})";
        QTest::newRow("timesteps") << R"({"min_timestep":9,"max_timestep":3})";
        QTest::newRow("framework") << R"({"framework":"yolo"})";
        QTest::newRow("flip") << R"({"flip_probability":2})";
        QTest::newRow("not an object") << "[]";
    }

    void bad_recipes_are_refused() {
        QFETCH(QString, json);
        QVERIFY_EXCEPTION_THROWN(parse_adapter_recipe(nlohmann::json::parse(json.toStdString()), "recipe.json"),
                                 ConfigError);
    }
};

DESTUDIO_TEST(AdapterRecipeTest)

}  // namespace destudio::adapter_recipe_test

#include "adapter_recipe_test.moc"
