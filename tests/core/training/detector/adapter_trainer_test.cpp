// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_trainer.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/training/sources/adapter_world_source.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::adapter_trainer_test {

using namespace destudio::training;

namespace {

nlohmann::json tiny_recipe_json() {
    return {{"image_size", 32},
            {"steps", 6},
            {"batch", 2},
            {"feature_repeats", 2},
            {"ema_decay", 0.9},
            {"checkpoint_every", 2},
            {"evaluate_every", 3},
            {"evaluation_images", 4},
            {"dtype", "float32"},
            {"model",
             {{"embed_dim", 16},
              {"num_heads", 2},
              {"feedforward_dim", 16},
              {"num_encoder_layers", 1},
              {"num_decoder_layers", 2},
              {"num_queries", 10},
              {"group_norm_groups", 4},
              {"select_box_nums_for_evaluation", 20},
              {"dn_number", 4}}}};
}

AdapterRecipe tiny_recipe() {
    return parse_adapter_recipe(tiny_recipe_json(), "recipe");
}

AdapterRecipe tiny_retinanet_recipe() {
    auto json = tiny_recipe_json();
    json["framework"] = "retinanet";
    json["model"] = {{"embed_dim", 16}, {"group_norm_groups", 4}, {"head_convs", 1}};
    return parse_adapter_recipe(json, "recipe");
}

}  // namespace

class AdapterTrainerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path root() const { return m_dir.path().toStdString(); }

    /// Trains into root()/name; stops when `stop_at` steps are done, if that is above 0.
    DetectorTrainingResult train(const AdapterRecipe& recipe, const std::string& name, std::int64_t stop_at = 0) {
        const WorldImageSource scenes(built_in_atlas(), world::Split::kTrain, 1);
        const WorldImageSource held_out(built_in_atlas(), world::Split::kVal, 0);
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.done == stop_at) {
                stop.request_stop();
            }
        };
        return train_adapter(
            {recipe, root() / "bundle", scenes, held_out, root() / name, torch::kCPU, stop.get_token(), progress});
    }

private slots:
    void initTestCase() { make_bundle(root() / "bundle"); }

    void resuming_gives_the_same_adapter_data() {
        QTest::addColumn<bool>("retinanet");
        QTest::newRow("dino") << false;
        QTest::newRow("retinanet") << true;
    }

    void resuming_gives_the_same_adapter() {
        QFETCH(bool, retinanet);
        const AdapterRecipe recipe = retinanet ? tiny_retinanet_recipe() : tiny_recipe();
        const std::string name = QTest::currentDataTag();
        const auto result = train(recipe, name + "-whole");
        QVERIFY(result.best_step == 3 || result.best_step == 6);
        const auto adapter = detection::load_adapter(result.folder);
        QCOMPARE(adapter->classes().size(), std::size_t{20});
        QCOMPARE(adapter->feature_names(), (std::vector<std::string>{"div1", "div2"}));
        QVERIFY(adapter->config().at("framework") == nlohmann::json(name));

        QVERIFY_EXCEPTION_THROWN(train(recipe, name + "-stopped", 3), CancelledError);
        QCOMPARE(logged_losses(root() / (name + "-stopped"), "adapter").size(), std::size_t{3});
        train(recipe, name + "-stopped");
        const auto whole = root() / (name + "-whole");
        const auto stopped = root() / (name + "-stopped");
        QCOMPARE(logged_losses(stopped, "adapter"), logged_losses(whole, "adapter"));
        QCOMPARE(read_file(stopped / "adapter/model.safetensors"), read_file(whole / "adapter/model.safetensors"));
        QCOMPARE(read_file(stopped / "best.json"), read_file(whole / "best.json"));
    }

    void masks_are_learnt_where_the_recipe_says_so() {
        AdapterRecipe recipe = tiny_retinanet_recipe();
        recipe.masks = true;
        recipe.model["group_norm_groups"] = 4;
        const auto result = train(recipe, "masks");
        const auto adapter = detection::load_adapter(result.folder);
        QVERIFY(adapter->config().contains("masks"));
        const std::string log = read_file(root() / "masks/log.jsonl");
        QVERIFY(log.find("\"mask\":") != std::string::npos);
        QVERIFY(
            !detection::load_adapter(train(tiny_retinanet_recipe(), "no-masks").folder)->config().contains("masks"));
    }

    void image_size_must_fit_the_autoencoder() {
        AdapterRecipe recipe = tiny_recipe();
        recipe.image_size = 33;
        const WorldImageSource scenes(built_in_atlas(), world::Split::kTrain, 1);
        QVERIFY_EXCEPTION_THROWN(
            train_adapter({recipe, root() / "bundle", scenes, scenes, root() / "odd", torch::kCPU, {}, {}}),
            ConfigError);
    }

    void missing_bundle_is_named() {
        const AdapterRecipe recipe = tiny_recipe();
        const WorldImageSource scenes(built_in_atlas(), world::Split::kTrain, 1);
        QVERIFY_EXCEPTION_THROWN(
            train_adapter({recipe, root() / "nowhere", scenes, scenes, root() / "none", torch::kCPU, {}, {}}), IoError);
    }
};

DESTUDIO_TEST(AdapterTrainerTest)

}  // namespace destudio::adapter_trainer_test

#include "adapter_trainer_test.moc"
