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
    switch (schedule.config().prediction_type) {
        case PredictionType::kVPrediction:
            return alpha * epsilon - spread * z0;
        case PredictionType::kSample:
            return z0;
        case PredictionType::kEpsilon:
            break;
    }
    return epsilon;
}

}  // namespace

class SchedulerTest : public QObject {
    Q_OBJECT

private slots:
    void perfect_model_returns_the_clean_latent_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("prediction");
        QTest::addColumn<int>("begin");
        for (const int kind : {0, 1, 2, 3, 4, 5, 6}) {
            for (const int prediction : {0, 1, 2}) {
                for (const int begin : {0, 7}) {
                    QTest::addRow("kind %d, prediction %d, from %d", kind, prediction, begin)
                        << kind << prediction << begin;
                }
            }
        }
    }
    void perfect_model_returns_the_clean_latent() {
        QFETCH(int, kind);
        QFETCH(int, prediction);
        QFETCH(int, begin);
        NoiseScheduleConfig config;
        config.prediction_type = static_cast<PredictionType>(prediction);
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
            const auto answer = perfect_answer(schedule, input, scheduler->timesteps()[i], z0);
            const auto step = scheduler->step(answer, i, x, torch::randn({1, 4, 6, 5}));
            QVERIFY((step.pred_x0 - z0).abs().max().item<float>() < 1e-4F);
            x = step.prev_sample;
        }
        // DDIM and TCD end at the first training step, where a little noise is left.
        const auto sampler = static_cast<Sampler>(kind);
        const float bound = sampler == Sampler::kDdim || sampler == Sampler::kTcd ? 0.2F : 1e-4F;
        QVERIFY((x - z0).abs().max().item<float>() < bound);
    }

    void leading_timesteps_follow_diffusers() {
        const NoiseSchedule schedule;
        SchedulerOptions options;
        options.steps = 10;
        QCOMPARE(make_scheduler(Sampler::kDpmpp2m, schedule, options)->timesteps().back(), 91.0);
        QCOMPARE(make_scheduler(Sampler::kDdim, schedule, options)->timesteps().back(), 1.0);
    }

    void lcm_spreads_all_steps_over_what_a_ratio_leaves() {
        const NoiseSchedule schedule;
        const auto steps = [&](double ratio, int count) {
            return make_scheduler(Sampler::kLcm, schedule, {.steps = count, .strength = ratio})->timesteps();
        };
        QCOMPARE(steps(0.3, 4), (std::vector<double>{299, 239, 159, 79}));
        QCOMPARE(steps(0.1, 4), (std::vector<double>{99, 79, 59, 39}));
        QCOMPARE(steps(0.9, 8), (std::vector<double>{899, 799, 679, 579, 459, 339, 239, 119}));
        QCOMPARE(steps(1.0, 4), (std::vector<double>{999, 759, 499, 259}));
        QVERIFY_EXCEPTION_THROWN(steps(0.1, 8), destudio::UsageError);
    }

    void zero_terminal_snr_ends_in_noise_alone() {
        NoiseScheduleConfig config;
        const NoiseSchedule plain(config);
        config.rescale_betas_zero_snr = true;
        const NoiseSchedule rescaled(config);
        QCOMPARE(rescaled.alphas_cumprod().back(), 0.0);
        QCOMPARE(rescaled.betas().back(), 1.0);
        QVERIFY(std::abs(rescaled.alphas_cumprod().front() - plain.alphas_cumprod().front()) < 1e-12);
        QVERIFY(std::abs(rescaled.sigmas().back() - 4096.0) < 0.01);
        // A model that predicts noise cannot know the picture there, but nothing becomes infinite.
        const auto scheduler =
            make_scheduler(Sampler::kDdim, rescaled, {.steps = 4, .spacing = TimestepSpacing::kTrailing});
        QCOMPARE(scheduler->timesteps().front(), 999.0);
        const auto step = scheduler->step(torch::ones({1, 4, 2, 2}), 0, torch::zeros({1, 4, 2, 2}));
        QVERIFY(step.prev_sample.isfinite().all().item<bool>());
    }

    void reads_what_a_model_was_published_with() {
        const auto config = parse_noise_schedule_config({{"_class_name", "LCMScheduler"},
                                                         {"timestep_spacing", "trailing"},
                                                         {"rescale_betas_zero_snr", true},
                                                         {"original_inference_steps", 40},
                                                         {"clip_sample_range", nullptr}},
                                                        "x");
        QVERIFY(config.timestep_spacing == TimestepSpacing::kTrailing);
        QVERIFY(config.rescale_betas_zero_snr);
        QCOMPARE(config.original_inference_steps, 40);
        QCOMPARE(config.class_name, std::string("LCMScheduler"));
        QVERIFY(NoiseSchedule().spacing() == TimestepSpacing::kLeading);
        for (const nlohmann::json& wrong :
             {nlohmann::json{{"timestep_spacing", "even"}}, nlohmann::json{{"original_inference_steps", 0}},
              nlohmann::json{{"original_inference_steps", 2000}}, nlohmann::json{{"timestep_scaling", -1.0}}}) {
            QVERIFY_EXCEPTION_THROWN(parse_noise_schedule_config(wrong, "x"), destudio::ConfigError);
        }
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
        const nlohmann::json json = {{"prediction_type", "flow"}};
        QVERIFY_EXCEPTION_THROWN(parse_noise_schedule_config(json, "x"), destudio::ConfigError);
    }
};

DESTUDIO_TEST(SchedulerTest)

}  // namespace destudio::scheduler_test

#include "scheduler_test.moc"
