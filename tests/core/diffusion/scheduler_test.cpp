// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/diffusion/scheduler.h"
#include "tests/support/test_main.h"

namespace destudio::scheduler_test {

using namespace destudio::diffusion;

namespace {

/// What a perfect model would answer for a latent made of z0 and noise.
torch::Tensor perfect_answer(const NoiseSchedule& schedule, const torch::Tensor& x, double timestep,
                             const torch::Tensor& z0) {
    const double sigma = schedule.sigma_at(timestep);
    const double alpha = 1.0 / std::sqrt(1.0 + sigma * sigma);
    const double spread = sigma * alpha;
    const auto epsilon = (x - alpha * z0) / spread;
    return schedule.config().prediction_type == PredictionType::kEpsilon ? epsilon : alpha * epsilon - spread * z0;
}

}  // namespace

class SchedulerTest : public QObject {
    Q_OBJECT

private slots:
    void perfect_model_returns_the_clean_latent_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("velocity");
        QTest::addColumn<int>("begin");
        for (const int kind : {0, 1, 2}) {
            for (const bool velocity : {false, true}) {
                for (const int begin : {0, 7}) {
                    QTest::addRow("kind %d, v %d, from %d", kind, velocity, begin) << kind << velocity << begin;
                }
            }
        }
    }
    void perfect_model_returns_the_clean_latent() {
        QFETCH(int, kind);
        QFETCH(bool, velocity);
        QFETCH(int, begin);
        NoiseScheduleConfig config;
        config.prediction_type = velocity ? PredictionType::kVPrediction : PredictionType::kEpsilon;
        const NoiseSchedule schedule(config);
        SchedulerOptions options;
        options.steps = 20;
        const auto scheduler = make_scheduler(static_cast<Sampler>(kind), schedule, options);
        QCOMPARE(scheduler->timesteps().size(), std::size_t{20});

        torch::manual_seed(3);
        const auto z0 = torch::randn({1, 4, 6, 5});
        const auto noise = torch::randn({1, 4, 6, 5});
        auto x = scheduler->add_noise(z0, noise, static_cast<std::size_t>(begin));
        for (auto i = static_cast<std::size_t>(begin); i < 20; ++i) {
            const auto input = scheduler->scale_model_input(x, i);
            const auto step = scheduler->step(perfect_answer(schedule, input, scheduler->timesteps()[i], z0), i, x);
            QVERIFY((step.pred_x0 - z0).abs().max().item<float>() < 1e-4F);
            x = step.prev_sample;
        }
        // DDIM ends at the first training step, where a little noise is left.
        const float bound = kind == static_cast<int>(Sampler::kDdim) ? 0.2F : 1e-4F;
        QVERIFY((x - z0).abs().max().item<float>() < bound);
    }

    void leading_timesteps_follow_diffusers() {
        const NoiseSchedule schedule;
        SchedulerOptions options;
        options.steps = 10;
        QCOMPARE(make_scheduler(Sampler::kDpmpp2m, schedule, options)->timesteps().back(), 91.0);
        QCOMPARE(make_scheduler(Sampler::kDdim, schedule, options)->timesteps().back(), 1.0);
    }

    void refuses_impossible_steps() {
        SchedulerOptions options;
        options.steps = 0;
        QVERIFY_EXCEPTION_THROWN(make_scheduler(Sampler::kDdim, NoiseSchedule(), options), destudio::UsageError);
    }

    void refuses_betas_that_are_no_shares() {
        for (const double wrong : {2.0, 1.0, 0.0, -0.1}) {
            const nlohmann::json json = {{"trained_betas", {0.1, wrong}}};
            QVERIFY_EXCEPTION_THROWN(parse_noise_schedule_config(json, "x"), destudio::ConfigError);
        }
        QCOMPARE(parse_noise_schedule_config({{"trained_betas", {0.1, 0.2}}}, "x").num_train_timesteps,
                 std::int64_t{2});
    }

    void names_an_unknown_prediction_type() {
        const nlohmann::json json = {{"prediction_type", "sample"}};
        QVERIFY_EXCEPTION_THROWN(parse_noise_schedule_config(json, "x"), destudio::ConfigError);
    }
};

DESTUDIO_TEST(SchedulerTest)

}  // namespace destudio::scheduler_test

#include "scheduler_test.moc"
