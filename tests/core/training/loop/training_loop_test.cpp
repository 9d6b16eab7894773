// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/nn/functional/layers.h"
#include "core/training/loop/training_loop.h"
#include "tests/support/test_main.h"

namespace destudio::training_loop_test {

using namespace destudio::training;

namespace {

/// A linear layer learning to double its input.
struct Toy {
    Toy()
        : layer((torch::manual_seed(1), 4), 4),
          precision(layer, torch::kFloat32, "toy."),
          optimiser(precision.masters(), AdamWOptions()),
          average(precision.masters(), 0.9) {}

    TrainingLoop::Losses step(std::int64_t index) {
        auto generator = torch::make_generator<torch::CPUGeneratorImpl>(static_cast<std::uint64_t>(index));
        const auto input = torch::randn({8, 4}, generator, torch::kFloat32);
        const auto loss = (layer.forward(input) - 2 * input).square().mean();
        loss.backward();
        return {{"loss", loss.item<double>()}};
    }

    nn::Linear layer;
    MixedPrecision precision;
    AdamW optimiser;
    ExponentialMovingAverage average;
};

TrainingLoopOptions options_in(const QTemporaryDir& folder) {
    TrainingLoopOptions options;
    options.stage = "toy";
    options.steps = 30;
    options.batch = 8;
    options.learning_rate = {0.05, 3, 0.2};
    options.checkpoint_every = 10;
    options.folder = folder.path().toStdString();
    return options;
}

std::vector<double> logged_losses(const QTemporaryDir& folder) {
    std::istringstream log(read_file(std::filesystem::path(folder.path().toStdString()) / "log.jsonl"));
    std::vector<double> losses;
    for (std::string line; std::getline(log, line);) {
        losses.push_back(nlohmann::json::parse(line).at("loss").get<double>());
    }
    return losses;
}

}  // namespace

class TrainingLoopTest : public QObject {
    Q_OBJECT

private slots:
    void learns() {
        QTemporaryDir folder;
        Toy toy;
        TrainingLoop loop(options_in(folder), {&toy.precision}, toy.optimiser, &toy.average);
        loop.run([&](std::int64_t i) { return toy.step(i); }, {}, {});
        const auto losses = logged_losses(folder);
        QCOMPARE(losses.size(), std::size_t{30});
        QVERIFY(losses.back() < losses.front() * 0.5);
    }

    void a_killed_run_continues_with_the_same_losses() {
        QTemporaryDir whole;
        QTemporaryDir broken;
        Toy toy;
        TrainingLoop(options_in(whole), {&toy.precision}, toy.optimiser, &toy.average)
            .run([&](std::int64_t i) { return toy.step(i); }, {}, {});

        Toy first;  // dies at step 17, seven steps after its last checkpoint
        const auto dying = [&](std::int64_t i) { return i == 17 ? throw std::runtime_error("killed") : first.step(i); };
        TrainingLoop first_loop(options_in(broken), {&first.precision}, first.optimiser, &first.average);
        QVERIFY_EXCEPTION_THROWN(first_loop.run(dying, {}, {}), std::runtime_error);
        Toy second;
        TrainingLoop(options_in(broken), {&second.precision}, second.optimiser, &second.average)
            .run([&](std::int64_t i) { return second.step(i); }, {}, {});

        QCOMPARE(logged_losses(broken), logged_losses(whole));
        QVERIFY(torch::equal(toy.layer.weight, second.layer.weight));
        QVERIFY(torch::equal(toy.average.averages()[0].second, second.average.averages()[0].second));
    }

    void a_stop_request_writes_a_checkpoint() {
        QTemporaryDir folder;
        Toy toy;
        std::stop_source stop;
        const auto step = [&](std::int64_t i) {
            if (i == 4) {
                stop.request_stop();
            }
            return toy.step(i);
        };
        TrainingLoop loop(options_in(folder), {&toy.precision}, toy.optimiser, &toy.average);
        QVERIFY_EXCEPTION_THROWN(loop.run(step, stop.get_token(), {}), CancelledError);
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("toy-checkpoint.safetensors"))));
        QCOMPARE(logged_losses(folder).size(), std::size_t{5});
    }

    void a_loss_that_is_no_number_stops_the_run() {
        QTemporaryDir folder;
        Toy toy;
        TrainingLoop loop(options_in(folder), {&toy.precision}, toy.optimiser, &toy.average);
        const auto diverging = [](std::int64_t) { return TrainingLoop::Losses{{"loss", std::nan("")}}; };
        QVERIFY_EXCEPTION_THROWN(loop.run(diverging, {}, {}), Error);
    }

    void chosen_parameters_are_rounded_and_the_rest_is_left() {
        nn::Linear layer(4, 4);
        layer.register_buffer("statistics", torch::ones({4}));
        MixedPrecision precision({{"weight", layer.weight}}, torch::kBFloat16);
        QCOMPARE(layer.weight.scalar_type(), torch::kBFloat16);
        QCOMPARE(layer.bias.scalar_type(), torch::kFloat32);
        QCOMPARE(layer.named_buffers()["statistics"].scalar_type(), torch::kFloat32);
        QCOMPARE(precision.masters().size(), std::size_t{1});
    }

    void bfloat16_keeps_float32_masters() {
        torch::manual_seed(2);
        nn::Linear layer(4, 4);
        MixedPrecision precision(layer, torch::kBFloat16, "");
        QCOMPARE(layer.weight.scalar_type(), torch::kBFloat16);
        precision.round_weights();
        layer.forward(torch::ones({1, 4}, torch::kBFloat16)).sum().backward();
        precision.collect_gradients();
        const auto& master = precision.masters()[0].second;
        QCOMPARE(master.scalar_type(), torch::kFloat32);
        QVERIFY(torch::equal(master.grad(), torch::ones({4, 4})));
        QVERIFY(!layer.weight.grad().defined());
    }

    void evaluations_come_when_due_and_again_after_a_break() {
        QTemporaryDir folder;
        std::vector<std::int64_t> asked;
        auto options = options_in(folder);
        options.evaluate_every = 12;
        const auto run = [&](std::int64_t dies_at) {
            Toy toy;
            TrainingLoop loop(options, {&toy.precision}, toy.optimiser, nullptr);
            loop.on_evaluation = [&](std::int64_t done) -> nlohmann::json {
                asked.push_back(done);
                if (done == dies_at) {
                    throw std::runtime_error("killed");
                }
                return {{"AP", 0.5}};
            };
            loop.run([&](std::int64_t i) { return toy.step(i); }, {}, {});
        };
        QVERIFY_EXCEPTION_THROWN(run(24), std::runtime_error);
        run(0);
        QCOMPARE(asked, (std::vector<std::int64_t>{12, 24, 24, 30}));
        const auto log = read_file(std::filesystem::path(folder.path().toStdString()) / "log.jsonl");
        QCOMPARE(QString::fromStdString(log).count(QStringLiteral("toy-evaluation")), 3);
    }

    void learning_rate_can_drop_at_once() {
        const LearningRate rate{1.0, 0, 1.0 - 8.0 / 9.0, 0.1};
        QCOMPARE(rate.at(79, 90), 1.0);
        QCOMPARE(rate.at(80, 90), 0.1);
        QCOMPARE(rate.at(89, 90), 0.1);
    }

    void learning_rate_warms_up_and_decays() {
        const LearningRate rate{1.0, 9, 0.5};
        QCOMPARE(rate.at(0, 100), 0.1);
        QCOMPARE(rate.at(30, 100), 1.0);
        QCOMPARE(rate.at(75, 100), 0.5);
        QCOMPARE(rate.at(100, 100), 0.0);
    }
};

DESTUDIO_TEST(TrainingLoopTest)

}  // namespace destudio::training_loop_test

#include "training_loop_test.moc"
