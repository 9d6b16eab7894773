// SPDX-License-Identifier: Apache-2.0
#include "core/training/distillation/consistency_distillation.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/diffusion/lcm_scheduler.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/test_main.h"

namespace destudio::consistency_distillation_test {

using namespace destudio::training;

namespace {

DistillationRecipe tiny_recipe() {
    DistillationRecipe recipe;
    recipe.image_size = 32;
    recipe.dtype = "float32";
    recipe.checkpoint_every = 2;
    recipe.steps = 6;
    recipe.batch = 2;
    recipe.scenes = 5;
    recipe.learning_rate = {1e-3, 2, 0.3};
    return recipe;
}

const char* const kUnetWeights = "unet/diffusion_pytorch_model.safetensors";

}  // namespace

class ConsistencyDistillationTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path root() const { return m_dir.path().toStdString(); }

    /// Distils into root()/name; stops when `stop_at` steps are done, if that is above 0.
    void distil(const DistillationRecipe& recipe, const std::string& name, std::int64_t stop_at = 0) {
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.done == stop_at) {
                stop.request_stop();
            }
        };
        distill_consistency(
            {recipe, root() / "teacher", built_in_atlas(), root() / name, torch::kCPU, stop.get_token(), progress});
    }

private slots:
    void initTestCase() {
        make_bundle(root() / "teacher");
        write_file_atomically(root() / "teacher/scheduler/scheduler_config.json",
                              R"({"_class_name": "DDIMScheduler", "prediction_type": "v_prediction"})");
        write_file_atomically(root() / "teacher/bundle.json",
                              R"({"name": "tiny", "domain": "clipart", "guidance_scale": 4, "files": {"a": "b"}})");
        distil(tiny_recipe(), "whole");
    }

    void a_stopped_run_continues_with_the_same_losses() {
        QVERIFY_EXCEPTION_THROWN(distil(tiny_recipe(), "stopped", 3), CancelledError);
        QCOMPARE(logged_losses(root() / "stopped", "distillation").size(), std::size_t{3});
        distil(tiny_recipe(), "stopped");
        QCOMPARE(logged_losses(root() / "stopped", "distillation"), logged_losses(root() / "whole", "distillation"));
        QCOMPARE(read_file(root() / "stopped/bundle" / kUnetWeights),
                 read_file(root() / "whole/bundle" / kUnetWeights));
    }

    void the_student_is_an_lcm_with_the_teachers_other_parts() {
        const auto student = root() / "whole/bundle";
        const auto teacher = root() / "teacher";
        for (const char* file :
             {"vae/diffusion_pytorch_model.safetensors", "text_encoder/model.safetensors", "tokenizer/vocab.json"}) {
            QCOMPARE(read_file(student / file), read_file(teacher / file));
        }
        QVERIFY(read_file(student / kUnetWeights) != read_file(teacher / kUnetWeights));
        const auto scheduler = read_json(student / "scheduler/scheduler_config.json");
        QCOMPARE(scheduler.at("_class_name"), "LCMScheduler");
        QCOMPARE(scheduler.at("prediction_type"), "v_prediction");
        QCOMPARE(scheduler.at("original_inference_steps"), 50);
        const auto bundle = read_json(student / "bundle.json");
        QCOMPARE(bundle.at("name"), "tiny-lcm");
        QCOMPARE(bundle.at("sampler"), "lcm");
        QCOMPARE(bundle.at("steps"), 4);
        QCOMPARE(bundle.at("guidance_scale"), 1);
        QCOMPARE(bundle.at("trained").at("distilled_from").at("name"), "tiny");
        QVERIFY(!bundle.contains("files"));
    }

    void the_student_learns_where_the_teacher_ends() {
        auto recipe = tiny_recipe();
        recipe.steps = 100;
        recipe.batch = 4;
        recipe.checkpoint_every = 100;
        // Both points of the grid lead to t = 0 at once, so the targets do not depend on the student, and two runs with
        // one seed can be compared step by step.
        recipe.grid_points = 2;
        recipe.skip = 2;
        const auto late_loss = [&](double learning_rate, const std::string& name) {
            recipe.learning_rate = {learning_rate, 2, 0.3};
            distil(recipe, name);
            const auto losses = logged_losses(root() / name, "distillation");
            double sum = 0;
            for (std::int64_t step = 60; step < 100; ++step) {
                sum += losses.at(step);
            }
            return sum;
        };
        const double learned = late_loss(5e-5, "learned");
        const double not_learned = late_loss(1e-12, "not-learned");
        QVERIFY2(learned < 0.8 * not_learned, qPrintable(QString("%1 and %2").arg(learned).arg(not_learned)));
    }

    void a_teacher_that_was_distilled_before_is_refused() {
        const auto folder = root() / "distilled";
        std::filesystem::copy(root() / "teacher", folder, std::filesystem::copy_options::recursive);
        auto config = read_json(folder / "unet/config.json");
        config["time_cond_proj_dim"] = 8;
        write_file_atomically(folder / "unet/config.json", config.dump());
        auto parsed = nn::parse_unet_2d_condition_config(config, "unet");
        nn::save_weights(nn::Unet2dCondition(parsed), folder / kUnetWeights);
        const auto recipe = tiny_recipe();
        QVERIFY_EXCEPTION_THROWN(
            distill_consistency({recipe, folder, built_in_atlas(), root() / "refused", torch::kCPU, {}, {}}),
            ConfigError);
        QVERIFY(!std::filesystem::exists(root() / "refused/bundle"));
    }

    void impossible_recipes_are_refused_by_key_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("key");
        QTest::newRow("unknown") << R"({"stepz": 1})"
                                 << "stepz";
        QTest::newRow("type") << R"({"steps": "many"})"
                              << "steps";
        QTest::newRow("no steps") << R"({"steps": 0})"
                                  << "steps";
        QTest::newRow("batch") << R"({"batch": 0})"
                               << "batch";
        QTest::newRow("decay") << R"({"ema_decay": 1})"
                               << "ema_decay";
        QTest::newRow("grid") << R"({"grid_points": 1})"
                              << "grid_points";
        QTest::newRow("skip") << R"({"skip": 51})"
                              << "skip";
        QTest::newRow("solver") << R"({"solver_steps": 0})"
                                << "solver_steps";
        QTest::newRow("guidance") << R"({"guidance_scale": 0.5})"
                                  << "guidance_scale";
        QTest::newRow("delta") << R"({"huber_delta": 0})"
                               << "huber_delta";
        QTest::newRow("size") << R"({"image_size": -8})"
                              << "image_size";
        QTest::newRow("dtype") << R"({"dtype": "int8"})"
                               << "dtype";
        QTest::newRow("list") << R"([1])"
                              << "object";
    }
    void impossible_recipes_are_refused_by_key() {
        QFETCH(QString, json);
        QFETCH(QString, key);
        try {
            parse_distillation_recipe(nlohmann::json::parse(json.toStdString()), "r.json");
            QFAIL("nothing was thrown");
        } catch (const ConfigError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(key), error.what());
        }
    }
};

DESTUDIO_CORE_TEST(ConsistencyDistillationTest)

}  // namespace destudio::consistency_distillation_test

#include "consistency_distillation_test.moc"
