// SPDX-License-Identifier: Apache-2.0
// What --help-recipe says, against what recipes can hold.
#include "core/training/detector/recipe_keys.h"

#include <QTest>
#include <nlohmann/json.hpp>
#include <set>

#include "core/detection/faster_rcnn/faster_rcnn_config.h"
#include "core/training/detector/adapter_recipe.h"
#include "core/training/lora/lora_recipe.h"
#include "tests/support/test_main.h"

namespace destudio::recipe_keys_test {

using namespace destudio::training;

namespace {

using Names = std::set<std::string>;

Names names_of(const std::vector<RecipeKey>& keys) {
    Names names;
    for (const RecipeKey& key : keys) {
        names.insert(key.key);
    }
    return names;
}

/// Keys of an object, those of objects inside with a dot; in_channels counts levels and is no key.
Names flattened(const nlohmann::json& json, const std::string& prefix = {}) {
    Names names;
    for (const auto& [key, value] : json.items()) {
        if (value.is_object() && key != "in_channels" && key != "model") {
            names.merge(flattened(value, prefix + key + "."));
        } else {
            names.insert(prefix + key);
        }
    }
    return names;
}

Names without(Names names, const Names& others) {
    for (const auto& name : others) {
        names.erase(name);
    }
    return names;
}

}  // namespace

class RecipeKeysTest : public QObject {
    Q_OBJECT

private slots:
    void every_key_of_a_loras_recipe_is_described() {
        QCOMPARE(names_of(lora_recipe_keys()), flattened(to_json(LoraRecipe())));
    }

    void every_key_of_a_recipe_is_described() {
        QCOMPARE(names_of(adapter_recipe_keys()), flattened(to_json(AdapterRecipe())));
        auto json = to_json(AdapterRecipe());
        for (const char* key :
             {"feature_repeats", "feature_draws", "min_timestep", "max_timestep", "prompts", "masks"}) {
            json.erase(key);
        }
        json["teacher"] = to_json(TeacherOptions());
        QCOMPARE(names_of(detector_recipe_keys()), flattened(json));
        json["framework"] = "retinanet";
        parse_detector_recipe(json, "all keys");
        for (const RecipeKey& key : adapter_recipe_keys()) {
            QVERIFY2(key.what.size() > 5, key.key.c_str());
        }
    }

    void every_key_of_a_model_is_described_data() {
        QTest::addColumn<QString>("framework");
        QTest::newRow("dino") << "dino";
        QTest::newRow("retinanet") << "retinanet";
        QTest::newRow("faster_rcnn") << "faster_rcnn";
    }

    void every_key_of_a_model_is_described() {
        QFETCH(QString, framework);
        const std::string name = framework.toStdString();
        AdapterRecipe adapter;
        adapter.framework = name;
        const Names fixed{"framework", "classes", "num_classes", "in_channels"};
        QCOMPARE(names_of(model_recipe_keys(name, false)),
                 without(flattened(adapter_config(adapter, {8, 16}, 8, {"cat"})), fixed));
        DetectorRecipe detector;
        detector.framework = name;
        const Names also{"framework", "classes", "num_classes", "in_channels", "in_features"};
        QCOMPARE(names_of(model_recipe_keys(name, true)), without(flattened(detector_config(detector, {"cat"})), also));
    }

    /// Table 6 of the paper.
    void the_papers_detectors_are_the_papers() {
        const std::string folder = DESTUDIO_SOURCE_DIR "/models/recipes/paper/";
        const std::vector<std::string> classes(80, "class");
        const auto retinanet = read_detector_recipe(folder + "detector-retinanet-r50.json");
        QCOMPARE(retinanet.batch, 32);
        QCOMPARE(retinanet.steps, std::int64_t{270'000});
        QVERIFY(std::abs(retinanet.learning_rate_at(200'000) - 0.02) < 1e-12);
        QVERIFY(std::abs(retinanet.learning_rate_at(260'000) - 0.0002) < 1e-12);
        QCOMPARE(detector_config(retinanet, classes).at("backbone").at("depth").get<int>(), 50);
        const auto faster = read_detector_recipe(folder + "detector-faster-rcnn-r50.json");
        QCOMPARE(faster.batch, 48);
        QVERIFY(std::abs(faster.learning_rate_at(200'000) - 0.04) < 1e-12);
        // Torchvision's network, which the configuration's own defaults describe.
        const detection::FasterRcnnConfig defaults;
        const auto config = detection::parse_faster_rcnn_config(detector_config(faster, classes), "paper");
        QCOMPARE(config.boxes.representation, defaults.boxes.representation);
        QCOMPARE(config.proposals.proposals_train, defaults.proposals.proposals_train);
        QCOMPARE(config.boxes.batch, defaults.boxes.batch);
        QCOMPARE(config.inputs.num_feature_levels, std::int64_t{4});
        QCOMPARE(config.anchors.sizes.size(), std::size_t{5});
        const auto dino = read_detector_recipe(folder + "detector-dino-r50.json");
        QCOMPARE(dino.batch, 32);
        QCOMPARE(dino.steps, std::int64_t{270'000});
        QVERIFY(std::abs(dino.learning_rate_at(200'000) - 2e-4) < 1e-12);
        const auto network = detector_config(dino, classes);
        QCOMPARE(network.at("num_queries").get<int>(), 900);
        QCOMPARE(network.at("num_feature_levels").get<int>(), 4);
        QCOMPARE(network.at("select_box_nums_for_evaluation").get<int>(), 300);
        QCOMPARE(network.at("backbone").at("depth").get<int>(), 50);
    }
};

DESTUDIO_CORE_TEST(RecipeKeysTest)

}  // namespace destudio::recipe_keys_test

#include "recipe_keys_test.moc"
