// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_stages.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/domain/domain_samples.h"
#include "core/image/image_io.h"
#include "core/project/project.h"
#include "tests/support/test_main.h"

namespace destudio::domain_stages_test {

using namespace destudio::domain;
using nlohmann::json;

namespace {

/// Networks of a few thousand weights.
json base_recipe() {
    return {{"image_size", 32},
            {"dtype", "float32"},
            {"autoencoder",
             {{"batch", 2},
              {"crop", 16},
              {"config",
               {{"block_out_channels", {8, 8, 8}},
                {"layers_per_block", 1},
                {"norm_num_groups", 4},
                {"latent_channels", 4}}}}},
            {"tokenizer", {{"captions", 8}, {"merges", 4}}},
            {"diffusion",
             {{"batch", 2},
              {"scenes", 4},
              {"prediction_type", "v_prediction"},
              {"unet_config",
               {{"sample_size", 8},
                {"block_out_channels", {8, 16}},
                {"down_block_types", {"DownBlock2D", "DownBlock2D"}},
                {"up_block_types", {"UpBlock2D", "UpBlock2D"}},
                {"layers_per_block", 1},
                {"attention_head_dim", 2},
                {"cross_attention_dim", 8},
                {"norm_num_groups", 4}}},
              {"text_config",
               {{"hidden_size", 8},
                {"intermediate_size", 16},
                {"num_hidden_layers", 1},
                {"num_attention_heads", 2},
                {"max_position_embeddings", 77}}}}}};
}

}  // namespace

class DomainStagesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path in(const std::string& name) const { return m_dir.path().toStdString() + "/" + name; }

    DomainPlan plan(const std::string& name, std::size_t labelled) const {
        DomainChoices choices;
        choices.pictures = in("pictures");
        choices.name = name;
        choices.budget = Budget::kSteps;
        choices.steps = 4;
        DomainPlan made = begin_plan(in(name), choices, 8, labelled);
        write_file_atomically(in(name) / "base-recipe.json", base_recipe().dump());
        return made;
    }

private slots:
    void initTestCase() {
        std::filesystem::create_directories(in("pictures"));
        for (int i = 0; i < 8; ++i) {
            cv::Mat image(48, 64, CV_8UC3, cv::Scalar(20 * i, 120, 90));
            cv::circle(image, {10 + 5 * i, 24}, 8, cv::Scalar(200, 30, 20 * i), cv::FILLED);
            save_png(in("pictures/" + std::to_string(i) + ".png"), image);
        }
    }

    void a_base_model_and_a_project_come_of_pictures() {
        plan("small", 0);
        std::vector<std::string> told;
        const DomainPlan done = run_stage(in("small"), DomainStage::kBaseModel, {}, [&told](const Progress& now) {
            if (told.empty() || told.back() != now.stage) {
                told.push_back(now.stage);
            }
        });
        QVERIFY(done.is_finished(DomainStage::kBaseModel));
        QCOMPARE(done.base_steps, std::int64_t{4});
        QCOMPARE(done.stage(DomainStage::kBaseModel).figures.at("steps"), 4.0);
        QVERIFY(done.stage(DomainStage::kBaseModel).figures.at("held_out_loss") > 0);
        QVERIFY(std::find(told.begin(), told.end(), "diffusion") != told.end());
        QVERIFY(!list_samples(done.base()).empty());
        QVERIFY(std::filesystem::exists(done.bundle() / "bundle.json"));
        QVERIFY(read_plan(in("small")) == done);

        const DomainPlan ladder = run_stage(in("small"), DomainStage::kLadder, {}, {});
        QVERIFY(ladder.is_finished(DomainStage::kLadder));
        const auto project = Project::open_for_reading(ladder.project());
        QCOMPARE(project->references().all().size(), std::size_t{8});
        QCOMPARE(project->settings().generation().bundle, ladder.bundle());
        QVERIFY_EXCEPTION_THROWN(run_stage(in("small"), DomainStage::kAdapter, {}, {}), UsageError);
    }

    void a_stopped_stage_goes_on() {
        plan("stopped", 0);
        std::stop_source stop;
        const auto stop_in_diffusion = [&stop](const Progress& now) {
            if (now.stage == "diffusion" && now.done >= 1) {
                stop.request_stop();
            }
        };
        QVERIFY_EXCEPTION_THROWN(run_stage(in("stopped"), DomainStage::kBaseModel, stop.get_token(), stop_in_diffusion),
                                 CancelledError);
        const DomainPlan stopped = read_plan(in("stopped"));
        QVERIFY(stopped.stage(DomainStage::kBaseModel).state == StageState::kStopped);
        QVERIFY(stopped.stage(DomainStage::kBaseModel).seconds > 0);
        QVERIFY(run_stage(in("stopped"), DomainStage::kBaseModel, {}, {}).is_finished(DomainStage::kBaseModel));
    }

    void a_failure_says_why_and_can_be_tried_again() {
        plan("failing", 0);
        write_file_atomically(in("failing") / "base-recipe.json", R"({"no_such_key": 1})");
        QVERIFY_EXCEPTION_THROWN(run_stage(in("failing"), DomainStage::kBaseModel, {}, {}), Error);
        const StageRecord record = read_plan(in("failing")).stage(DomainStage::kBaseModel);
        QVERIFY(record.state == StageState::kFailed);
        QVERIFY2(record.sentence.find("no_such_key") != std::string::npos, record.sentence.c_str());
        write_file_atomically(in("failing") / "base-recipe.json", base_recipe().dump());
        QVERIFY(run_stage(in("failing"), DomainStage::kBaseModel, {}, {}).is_finished(DomainStage::kBaseModel));
    }
};

DESTUDIO_CORE_TEST(DomainStagesTest)

}  // namespace destudio::domain_stages_test

#include "domain_stages_test.moc"
