// SPDX-License-Identifier: Apache-2.0
// DINO as a detector on pictures.
#include "core/detection/dino/dino_detector.h"

#include "core/nn/torch.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/detection/detector_factory.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_dino.h"

namespace destudio::dino_detector_test {

using namespace destudio::detection;

namespace {

constexpr int kSide = 64;

nlohmann::json pixel_dino(std::int64_t depth) {
    return {{"framework", "dino"},      {"backbone", {{"depth", depth}, {"width", 8}, {"group_norm_groups", 4}}},
            {"embed_dim", 16},          {"num_heads", 2},
            {"feedforward_dim", 16},    {"num_encoder_layers", 1},
            {"num_decoder_layers", 2},  {"num_feature_levels", 4},
            {"group_norm_groups", 4},   {"num_queries", 10},
            {"dn_number", 0},           {"select_box_nums_for_evaluation", 15},
            {"classes", {"cat", "dog"}}};
}

/// Grey with a bright square where the target says.
FeaturePyramid pictures() {
    auto images = torch::full({2, 3, kSide, kSide}, -0.2);
    images[0][0].slice(0, 8, 40).slice(1, 8, 40).fill_(1);
    images[1][2].slice(0, 24, 56).slice(1, 16, 48).fill_(1);
    return {{kImageFeature, images}};
}

Targets targets() {
    return {{torch::tensor({std::int64_t{0}}), torch::tensor({24.0F, 24.0F, 32.0F, 32.0F}).view({1, 4}) / kSide},
            {torch::tensor({std::int64_t{1}}), torch::tensor({32.0F, 40.0F, 32.0F, 32.0F}).view({1, 4}) / kSide}};
}

}  // namespace

class DinoDetectorTest : public QObject {
    Q_OBJECT

private slots:
    void looks_at_pictures_data() {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("channels");
        QTest::newRow("resnet-18") << 18 << 32;
        QTest::newRow("resnet-50") << 50 << 128;
    }

    void looks_at_pictures() {
        QFETCH(int, depth);
        QFETCH(int, channels);
        torch::manual_seed(1);
        const auto detector = make_detector(pixel_dino(depth), "pixels");
        QCOMPARE(detector->feature_names(), std::vector<std::string>{kImageFeature});
        const auto found = detector->detect(pictures(), {kSide, kSide}, {2 * kSide, kSide}, 0);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(!found[0].empty() && found[0].size() <= 15);
        for (const Detection& detection : found[0]) {
            QVERIFY(detection.box.x1 >= 0 && detection.box.x2 <= 2 * kSide && detection.box.y2 <= kSide);
        }
        // The third of ResNet's stages halves pictures four times.
        QCOMPARE(detector->backbone_map(pictures()).sizes().vec(), (std::vector<std::int64_t>{2, channels, 4, 4}));
        QVERIFY(detector->module().named_parameters().contains("backbone.body.layer4.1.conv2.weight"));
    }

    void is_kept_and_read_again() {
        QTemporaryDir folder;
        torch::manual_seed(1);
        const auto detector = make_detector(pixel_dino(18), "pixels");
        save_detector(*detector, folder.path().toStdString(), nullptr);
        const auto again = load_detector(folder.path().toStdString());
        QVERIFY(again->config() == detector->config());
        const auto before = detector->detect(pictures(), {kSide, kSide}, {kSide, kSide}, 0);
        const auto after = again->detect(pictures(), {kSide, kSide}, {kSide, kSide}, 0);
        QCOMPARE(after[1].size(), before[1].size());
        QCOMPARE(after[1].front().score, before[1].front().score);
        QVERIFY(after[1].front().box == before[1].front().box);
        QVERIFY_EXCEPTION_THROWN(load_adapter(folder.path().toStdString()), ConfigError);
    }

    void a_few_steps_lower_the_loss() {
        torch::manual_seed(3);
        const auto detector = make_detector(pixel_dino(18), "pixels");
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{1});
        std::vector<double> totals;
        for (int step = 0; step < 25; ++step) {
            const auto losses = detector->losses(pictures(), targets(), {kSide, kSide}, generator);
            totals.push_back(losses.total.item<double>());
            const double classes = losses.classes.item<double>();
            QVERIFY(classes > 0 && classes < totals.back());
            losses.total.backward();
            const torch::NoGradGuard no_grad;
            for (auto& [name, parameter] : detector->trainable_parameters()) {
                if (parameter.grad().defined()) {
                    torch::Tensor weights = parameter;
                    weights.sub_(parameter.grad().sign() * 2e-3);
                    weights.mutable_grad().reset();
                }
            }
        }
        QVERIFY2(totals.back() < 0.8 * totals.front(),
                 qPrintable(QString::number(totals.front()) + QStringLiteral(" ") + QString::number(totals.back())));
    }

    void an_adapter_has_no_backbone() {
        const auto adapter = make_detector(to_json(test::tiny_dino_config()), "adapter");
        QVERIFY_EXCEPTION_THROWN(adapter->backbone_map(pictures()), ConfigError);
        auto levels = pixel_dino(18);
        levels["num_feature_levels"] = 2;  // its stages alone are three
        QVERIFY_EXCEPTION_THROWN(make_detector(levels, "levels"), ConfigError);
    }
};

DESTUDIO_TEST(DinoDetectorTest)

}  // namespace destudio::dino_detector_test

#include "dino_detector_test.moc"
