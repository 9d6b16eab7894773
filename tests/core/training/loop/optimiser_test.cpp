// SPDX-License-Identifier: Apache-2.0
// Gradient descent with momentum, and the learning rate's drops.
#include <QtTest/QtTest>

#include "core/training/loop/learning_rate.h"
#include "core/training/loop/sgd.h"
#include "tests/support/test_main.h"

namespace destudio::optimiser_test {

using namespace destudio::training;

class OptimiserTest : public QObject {
    Q_OBJECT

private slots:
    void momentum_and_decay_follow_the_formula_and_survive_a_checkpoint() {
        const auto parameter = torch::tensor({2.0F, -1.0F}).requires_grad_(true);
        Sgd sgd({{"w", parameter}}, {0.9, 0.1});
        // By hand: v = 0.9 v + g + 0.1 w, w -= 0.5 v.
        double w = 2;
        double v = 0;
        std::vector<NamedParameter> saved;
        torch::Tensor saved_weights;
        const auto step = [&](Sgd& optimiser, const torch::Tensor& weights) {
            optimiser.zero_grad();
            (weights * torch::tensor({3.0F, 1.0F})).sum().backward();
            optimiser.step(0.5);
        };
        for (int i = 0; i < 5; ++i) {
            step(sgd, parameter);
            v = 0.9 * v + 3 + 0.1 * w;
            w -= 0.5 * v;
            QVERIFY(std::abs(parameter[0].item<double>() - w) < 1e-4);
            if (i == 2) {
                for (const auto& [name, tensor] : sgd.state()) {
                    saved.emplace_back(name, tensor.clone());
                }
                saved_weights = parameter.detach().clone();
            }
        }
        QCOMPARE(saved.size(), std::size_t{1});
        QCOMPARE(saved[0].first, std::string("momentum.w"));
        const auto again = saved_weights.clone().requires_grad_(true);
        Sgd other({{"w", again}}, {0.9, 0.1});
        other.restore(3, [&](const std::string&) { return saved[0].second; });
        QCOMPARE(other.steps_done(), std::int64_t{3});
        step(other, again);
        step(other, again);
        QVERIFY(torch::equal(again.detach(), parameter.detach()));
    }

    void the_rate_drops_at_the_steps_that_were_given() {
        LearningRate rate{0.02, 0, 0.4, 0.1, {60, 80}};
        QVERIFY(std::abs(rate.at(0, 100) - 0.02) < 1e-12);
        QVERIFY(std::abs(rate.at(59, 100) - 0.02) < 1e-12);
        QVERIFY(std::abs(rate.at(60, 100) - 0.002) < 1e-12);
        QVERIFY(std::abs(rate.at(80, 100) - 0.0002) < 1e-12);
        rate.warmup_steps = 9;
        QVERIFY(std::abs(rate.at(0, 100) - 0.002) < 1e-12);
    }
};

DESTUDIO_CORE_TEST(OptimiserTest)

}  // namespace destudio::optimiser_test

#include "optimiser_test.moc"
