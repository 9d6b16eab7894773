// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_trainer.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/detection/detector_factory.h"
#include "core/training/detector/detector_batch.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/sources/adapter_world_source.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::detector_trainer_test {

using namespace destudio::training;

namespace {

nlohmann::json tiny_recipe_json() {
    return {{"image_size", 64},
            {"steps", 6},
            {"batch", 2},
            {"checkpoint_every", 2},
            {"evaluate_every", 3},
            {"evaluation_images", 4},
            {"model",
             {{"embed_dim", 16},
              {"group_norm_groups", 4},
              {"head_convs", 1},
              {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}}}};
}

/// Finds every box of a source's pictures, which it is told beforehand, and adds one that is wrong.
class KnowingDetector : public detection::Detector {
public:
    KnowingDetector(const TrainingImageSource& source, int size) : m_source(source), m_size(size) {}
    const std::vector<std::string>& classes() const override { return m_source.classes(); }
    std::vector<std::string> feature_names() const override { return {detection::kImageFeature}; }
    nlohmann::json config() const override { return {}; }
    void to(const torch::Device&) override {}
    std::vector<std::vector<Detection>> detect(const detection::FeaturePyramid& pyramid, Size, Size,
                                               double) const override {
        std::vector<std::vector<Detection>> all;
        for (std::int64_t i = 0; i < pyramid.at(detection::kImageFeature).size(0); ++i) {
            const auto image = m_source.get(m_seen++, m_size);
            all.emplace_back();
            for (std::size_t box = 0; box < image.boxes.size(); ++box) {
                all.back().push_back({image.boxes[box], image.labels[box], 0.9});
            }
            all.back().push_back({{0, 0, 1, 1}, 0, 0.01});
        }
        return all;
    }
    detection::DetectorLosses losses(const detection::FeaturePyramid&, const detection::Targets&, Size,
                                     torch::Generator&) override {
        return {};
    }
    std::vector<std::pair<std::string, torch::Tensor>> trainable_parameters() const override { return {}; }
    torch::nn::Module& module() const override { throw Error("not asked for"); }

private:
    const TrainingImageSource& m_source;
    int m_size;
    mutable std::uint64_t m_seen = 0;
};

}  // namespace

class DetectorTrainerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path root() const { return m_dir.path().toStdString(); }

    DetectorTrainingResult train(const std::string& name, std::int64_t stop_at = 0,
                                 const nlohmann::json& changes = nlohmann::json::object()) {
        const WorldImageSource scenes(built_in_atlas(), world::Split::kTrain, 1);
        const WorldImageSource held_out(built_in_atlas(), world::Split::kVal, 0);
        auto json = tiny_recipe_json();
        json.update(changes);
        const DetectorRecipe recipe = parse_detector_recipe(json, "recipe");
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.done == stop_at) {
                stop.request_stop();
            }
        };
        return train_detector({recipe, scenes, held_out, root() / name, {}, torch::kCPU, stop.get_token(), progress});
    }

private slots:
    void resuming_gives_the_same_detector() {
        const auto result = train("whole");
        QCOMPARE(detection::load_detector(result.folder)->feature_names(), std::vector<std::string>{"image"});
        QVERIFY_EXCEPTION_THROWN(train("stopped", 5), CancelledError);
        train("stopped");
        QCOMPARE(logged_losses(root() / "stopped", "detector").size(), std::size_t{6});
        QCOMPARE(logged_losses(root() / "stopped", "detector"), logged_losses(root() / "whole", "detector"));
        QCOMPARE(read_file(root() / "stopped/detector/model.safetensors"),
                 read_file(root() / "whole/detector/model.safetensors"));
    }

    void faster_rcnn_learns_with_momentum_in_parts_and_resumes() {
        const nlohmann::json changes = {
            {"framework", "faster_rcnn"},
            {"optimiser", "sgd"},
            {"accumulate", 2},
            {"decay_factor", 0.1},
            {"drop_steps", {4, 5}},
            {"model", {{"embed_dim", 8}, {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}}}};
        const auto result = train("faster", 0, changes);
        QVERIFY(detection::load_detector(result.folder)->config().at("framework") == nlohmann::json("faster_rcnn"));
        QVERIFY_EXCEPTION_THROWN(train("faster-stopped", 3, changes), CancelledError);
        train("faster-stopped", 0, changes);
        QCOMPARE(logged_losses(root() / "faster-stopped", "detector"), logged_losses(root() / "faster", "detector"));
        QCOMPARE(read_file(root() / "faster-stopped/detector/model.safetensors"),
                 read_file(root() / "faster/detector/model.safetensors"));
    }

    void dino_learns_on_pixels_and_resumes() {
        const nlohmann::json changes = {{"framework", "dino"},
                                        {"dtype", "bfloat16"},
                                        {"model",
                                         {{"embed_dim", 16},
                                          {"num_heads", 2},
                                          {"feedforward_dim", 16},
                                          {"num_encoder_layers", 1},
                                          {"num_decoder_layers", 2},
                                          {"group_norm_groups", 4},
                                          {"num_queries", 12},
                                          {"dn_number", 4},
                                          {"backbone", {{"width", 8}, {"group_norm_groups", 4}}}}}};
        const auto result = train("dino", 0, changes);
        const auto detector = detection::load_detector(result.folder);
        QVERIFY(detector->config().at("framework") == nlohmann::json("dino"));
        QCOMPARE(detector->feature_names(), std::vector<std::string>{"image"});
        QVERIFY_EXCEPTION_THROWN(train("dino-stopped", 3, changes), CancelledError);
        train("dino-stopped", 0, changes);
        QCOMPARE(logged_losses(root() / "dino-stopped", "detector"), logged_losses(root() / "dino", "detector"));
        QCOMPARE(read_file(root() / "dino-stopped/detector/model.safetensors"),
                 read_file(root() / "dino/detector/model.safetensors"));
    }

    void a_recipe_that_makes_no_sense_names_its_key_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("says");
        QTest::newRow("parts") << R"({"batch": 4, "accumulate": 3})"
                               << "accumulate";
        QTest::newRow("optimiser") << R"({"optimiser": "adam"})"
                                   << "adamw or sgd";
        QTest::newRow("momentum") << R"({"momentum": 1})"
                                  << "momentum";
        QTest::newRow("order") << R"({"drop_steps": [9, 3], "decay_factor": 0.1})"
                               << "drop_steps";
        QTest::newRow("factor") << R"({"drop_steps": [3, 9]})"
                                << "decay_factor";
        QTest::newRow("framework") << R"({"framework": "yolo"})"
                                   << "retinanet, faster_rcnn or dino";
        QTest::newRow("burn-up") << R"({"teacher": {"burn_up": 1}})"
                                 << "teacher: burn_up";
        QTest::newRow("teacher") << R"({"teacher": {"burnup": 0.5}})"
                                 << "unknown key";
        QTest::newRow("heads") << R"({"framework": "dino", "model": {"num_heads": 5}})"
                               << "num_heads";
        QTest::newRow("queries") << R"({"framework": "dino", "image_size": 32})"
                                 << "21 places";
        QTest::newRow("unknown") << R"({"optimizer": "sgd"})"
                                 << "unknown key";
        QTest::newRow("model") << R"({"framework": "faster_rcnn", "model": {"head_convs": 1}})"
                               << "";
    }

    void a_recipe_that_makes_no_sense_names_its_key() {
        QFETCH(QString, json);
        QFETCH(QString, says);
        try {
            const auto recipe = parse_detector_recipe(nlohmann::json::parse(json.toStdString()), "recipe");
            detector_config(recipe, {"cat"});
            QFAIL("it was taken");
        } catch (const ConfigError& error) {
            QVERIFY2(QString(error.what()).contains(says), error.what());
        }
    }

    void a_finished_run_returns_at_once() {
        const auto first = train("again");
        const auto log = read_file(root() / "again/log.jsonl");
        const auto second = train("again");
        QCOMPARE(second.best_ap, first.best_ap);
        QCOMPARE(second.best_step, first.best_step);
        QCOMPARE(read_file(root() / "again/log.jsonl"), log);
    }

    void evaluations_are_logged_once() {
        train("logged");
        std::ifstream log(root() / "logged/log.jsonl");
        std::vector<std::int64_t> steps;
        for (std::string line; std::getline(log, line);) {
            const auto json = nlohmann::json::parse(line);
            if (json.at("stage") == "detector-evaluation") {
                steps.push_back(json.at("step").get<std::int64_t>());
                QVERIFY(json.contains("AP50"));
            }
        }
        QCOMPARE(steps, (std::vector<std::int64_t>{3, 6}));
    }

    void a_detector_that_knows_all_scores_one() {
        const WorldImageSource scenes(built_in_atlas(), world::Split::kTest, 4);
        const KnowingDetector detector(scenes, 64);
        PixelInputs inputs;
        const auto figures = evaluate_detector(detector, inputs, scenes, {10, 64, 4, 1}, {});
        QVERIFY(std::abs(figures.stats[0] - 1) < 1e-9);
        QCOMPARE(figures.per_category.size(), std::size_t{20});
    }

    void evaluation_stops() {
        const WorldImageSource scenes(built_in_atlas(), world::Split::kTest, 4);
        const KnowingDetector detector(scenes, 64);
        PixelInputs inputs;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(evaluate_detector(detector, inputs, scenes, {10, 64, 4, 1}, stop.get_token()),
                                 CancelledError);
    }

    void models_follow_the_recipe() {
        auto json = tiny_recipe_json();
        json["model"]["backbone"]["max_pool"] = false;
        const auto config = detector_config(parse_detector_recipe(json, "recipe"), {"cat", "dog"});
        QVERIFY(config.at("backbone").at("max_pool") == nlohmann::json(false));
        QVERIFY(config.at("backbone").at("width") == nlohmann::json(8));
        QVERIFY(config.at("backbone").at("depth") == nlohmann::json(18));
        QVERIFY(config.at("classes") == nlohmann::json({"cat", "dog"}));
        json["model"]["backbone"]["widht"] = 8;
        QVERIFY_EXCEPTION_THROWN(detector_config(parse_detector_recipe(json, "recipe"), {"cat"}), ConfigError);
        QVERIFY_EXCEPTION_THROWN(parse_detector_recipe({{"framework", "yolo"}}, "recipe"), ConfigError);
    }
};

DESTUDIO_TEST(DetectorTrainerTest)

}  // namespace destudio::detector_trainer_test

#include "detector_trainer_test.moc"
