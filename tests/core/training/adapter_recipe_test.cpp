// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_recipe.h"

#include <QTest>

#include "core/base/error.h"

using namespace destudio;
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

    void warms_up() {
        const AdapterRecipe recipe = parse_adapter_recipe({{"warmup_steps", 3}, {"learning_rate", 0.4}}, "recipe.json");
        QCOMPARE(recipe.learning_rate_at(0), 0.1);
        QCOMPARE(recipe.learning_rate_at(3), 0.4);
    }

    void model_follows_the_unet() {
        const AdapterRecipe recipe = parse_adapter_recipe({{"model", {{"embed_dim", 64}, {"num_queries", 20}}}}, "x");
        const auto config = adapter_config(recipe, {10, 20, 30}, {"cat", "dog"});
        QCOMPARE(config.in_features, (std::vector<std::string>{"div1", "div2", "div4"}));
        QCOMPARE(config.in_channels.at("div4"), std::int64_t{30});
        QCOMPARE(config.num_feature_levels, std::int64_t{3});
        QCOMPARE(config.embed_dim, std::int64_t{64});
        QCOMPARE(config.num_classes, std::int64_t{2});
    }

    void levels_may_be_left_out() {
        const AdapterRecipe recipe =
            parse_adapter_recipe({{"model", {{"in_features", {"div2", "div4"}}, {"num_feature_levels", 3}}}}, "x");
        const auto config = adapter_config(recipe, {10, 20, 30}, {"cat"});
        QCOMPARE(config.in_features.front(), std::string("div2"));
        QCOMPARE(config.num_feature_levels, std::int64_t{3});
    }

    void bad_recipes_are_refused_data() {
        QTest::addColumn<QString>("json");
        QTest::newRow("unknown") << R"({"stepps":5})";
        QTest::newRow("type") << R"({"steps":"many"})";
        QTest::newRow("none") << R"({"steps":0})";
        QTest::newRow("dtype") << R"({"dtype":"int8"})";
        QTest::newRow("timesteps") << R"({"min_timestep":9,"max_timestep":3})";
        QTest::newRow("flip") << R"({"flip_probability":2})";
        QTest::newRow("not an object") << "[]";
    }

    void bad_recipes_are_refused() {
        QFETCH(QString, json);
        QVERIFY_EXCEPTION_THROWN(parse_adapter_recipe(nlohmann::json::parse(json.toStdString()), "recipe.json"),
                                 ConfigError);
    }

    void unknown_model_key() {
        const AdapterRecipe recipe = parse_adapter_recipe({{"model", {{"embed_dimm", 64}}}}, "x");
        QVERIFY_EXCEPTION_THROWN(adapter_config(recipe, {10}, {"cat"}), ConfigError);
    }
};

QTEST_APPLESS_MAIN(AdapterRecipeTest)
#include "adapter_recipe_test.moc"
