// SPDX-License-Identifier: Apache-2.0
#include "core/training/distillation/consistency_math.h"

#include <QTest>
#include <cmath>

#include "tests/support/test_main.h"

namespace destudio::consistency_math_test {

using namespace destudio::training;
using diffusion::NoiseSchedule;
using diffusion::NoiseScheduleConfig;
using diffusion::PredictionType;

namespace {

/// Four timesteps with easy numbers: a = 0.64, 0.36, 0.25, 0.04, so that signal / spread are 0.8 / 0.6, 0.6 / 0.8,
/// 0.5 / sqrt(0.75), 0.2 / sqrt(0.96).
NoiseSchedule easy_schedule(PredictionType prediction) {
    NoiseScheduleConfig config;
    config.num_train_timesteps = 4;
    config.trained_betas = {1 - 0.64, 1 - 0.36 / 0.64, 1 - 0.25 / 0.36, 1 - 0.04 / 0.25};
    config.prediction_type = prediction;
    config.timestep_scaling = 0.5;
    return NoiseSchedule(config);
}

/// A batch of single numbers.
torch::Tensor batch(const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64).view({-1, 1, 1, 1});
}

bool near(const torch::Tensor& actual, const std::vector<double>& expected) {
    return torch::allclose(actual, batch(expected), 1e-9, 1e-9);
}

}  // namespace

class ConsistencyMathTest : public QObject {
    Q_OBJECT

private slots:
    void the_boundary_makes_it_the_identity_at_zero() {
        // t = 0: skip 1, out 0. t = 1, scaled 0.5: skip 0.25 / 0.5, out 0.5 / sqrt(0.5).
        // Noise prediction 0.5 at z = 1: x0 = (1 - 0.8 * 0.5) / 0.6 = 1 at t = 1.
        const auto out =
            consistency_output(easy_schedule(PredictionType::kEpsilon), batch({7, 0.5}), batch({3, 1}), {0, 1});
        QVERIFY(near(out, {3, 0.5 * 1 + 0.5 / std::sqrt(0.5) * 1}));
    }

    void what_the_model_predicts_is_respected() {
        // v = 0.5 at z = 1, t = 1: x0 = 0.6 * 1 - 0.8 * 0.5 = 0.2.  x0 = 0.5 as it stands.
        const double skip = 0.5;
        const double out = 0.5 / std::sqrt(0.5);
        QVERIFY(near(consistency_output(easy_schedule(PredictionType::kVPrediction), batch({0.5}), batch({1}), {1}),
                     {skip + out * 0.2}));
        QVERIFY(near(consistency_output(easy_schedule(PredictionType::kSample), batch({0.5}), batch({1}), {1}),
                     {skip + out * 0.5}));
    }

    void a_jump_goes_along_the_predicted_noise_row_by_row() {
        // From t = 1 to 0: x0 = 1, noise 0.5, so 0.8 * 1 + 0.6 * 0.5. From t = 0 to 0 nothing changes.
        const auto next =
            ddim_jump(easy_schedule(PredictionType::kEpsilon), batch({0.5, 0.25}), batch({1, 3}), {1, 0}, {0, 0});
        QVERIFY(near(next, {1.1, 3}));
    }

    void several_solver_steps_ask_the_teacher_on_the_way() {
        std::vector<std::vector<std::int64_t>> asked;
        const PredictBatch teacher = [&](const torch::Tensor& z, const std::vector<std::int64_t>& timesteps) {
            asked.push_back(timesteps);
            return torch::full_like(z, asked.size() == 1 ? 0.5 : 0.0);
        };
        const auto schedule = easy_schedule(PredictionType::kEpsilon);
        const auto end = solve_ode(schedule, teacher, batch({1, 1}), {2, 2}, {0, 2}, 2);
        QVERIFY((asked == std::vector<std::vector<std::int64_t>>{{2, 2}, {1, 2}}));
        // First row: to t = 1 with noise 0.5, then x0 = z / 0.6 and to t = 0 without noise.
        const double x0 = (1 - std::sqrt(0.75) * 0.5) / 0.5;
        const double middle = 0.6 * x0 + 0.8 * 0.5;
        QVERIFY(near(end, {0.8 * middle / 0.6, 1}));
    }

    void the_loss_is_square_for_little_and_absolute_for_much() {
        const auto loss = [](double a, double b, double delta) {
            return pseudo_huber(batch({a}), batch({b}), delta).item<double>();
        };
        QVERIFY(std::abs(loss(3, 0, 4) - 1.0) < 1e-12);       // sqrt(9 + 16) - 4
        QVERIFY(std::abs(loss(1, 0.99, 10) - 5e-6) < 1e-9);   // (a-b)^2 / 2 delta
        QVERIFY(std::abs(loss(-5, 5, 1e-3) - 9.999) < 1e-6);  // |a-b| - delta
        QVERIFY(std::abs(pseudo_huber(batch({3, 0}), batch({0, 0}), 4).item<double>() - 0.5) < 1e-12);
    }
};

DESTUDIO_CORE_TEST(ConsistencyMathTest)

}  // namespace destudio::consistency_math_test

#include "consistency_math_test.moc"
