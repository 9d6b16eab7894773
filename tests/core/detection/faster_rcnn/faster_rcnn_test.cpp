// SPDX-License-Identifier: Apache-2.0
// Faster R-CNN behind the Detector interface: what it finds, what it learns, and what its configuration refuses.
#include "core/detection/faster_rcnn/faster_rcnn_detector.h"

#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/detection/common/anchors.h"
#include "core/detection/common/roi_align.h"
#include "core/detection/detector_factory.h"
#include "tests/support/test_main.h"

namespace destudio::faster_rcnn_test {

using namespace destudio::detection;

namespace {

nlohmann::json tiny_config() {
    return {{"framework", "faster_rcnn"},
            {"in_features", {"div1", "div2"}},
            {"in_channels", {{"div1", 6}, {"div2", 8}}},
            {"embed_dim", 16},
            {"group_norm_groups", 4},
            {"anchor_sizes", {16, 32, 48}},
            {"proposals",
             {{"batch", 32}, {"candidates_train", 60}, {"candidates", 60}, {"proposals_train", 30}, {"proposals", 30}}},
            {"boxes", {{"representation", 32}, {"canonical_size", 24}, {"canonical_level", 3}, {"batch", 32}}},
            {"classes", {"cat", "dog"}}};
}

/// Two pictures of 64 pixels whose features tell where the box of each is.
FeaturePyramid told_features() {
    torch::manual_seed(3);
    FeaturePyramid pyramid{{"div1", torch::randn({2, 6, 8, 8}) * 0.1}, {"div2", torch::randn({2, 8, 4, 4}) * 0.1}};
    pyramid["div1"][0][0].slice(0, 1, 4).slice(1, 1, 4).fill_(2.0);
    pyramid["div1"][1][1].slice(0, 4, 7).slice(1, 3, 6).fill_(2.0);
    return pyramid;
}

Targets told_targets() {
    return {{torch::tensor({0}, torch::kLong), torch::tensor({{0.3125F, 0.3125F, 0.375F, 0.375F}}), {}},
            {torch::tensor({1}, torch::kLong), torch::tensor({{0.5625F, 0.6875F, 0.375F, 0.375F}}), {}}};
}

/// A step of gradient descent with momentum.
void descend(const std::vector<std::pair<std::string, torch::Tensor>>& parameters, std::vector<torch::Tensor>& speeds) {
    const torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        torch::Tensor parameter = parameters[i].second;
        if (parameter.grad().defined()) {
            speeds[i].mul_(0.9).add_(parameter.grad().clamp(-1, 1));
            parameter.add_(speeds[i], -0.02);
            parameter.mutable_grad().reset();
        }
    }
}

}  // namespace

class FasterRcnnTest : public QObject {
    Q_OBJECT

private slots:
    void learns_two_boxes_and_finds_them() {
        torch::manual_seed(1);
        const auto detector = make_detector(tiny_config(), "tiny");
        const auto parameters = detector->trainable_parameters();
        std::vector<torch::Tensor> speeds;
        for (const auto& [name, parameter] : parameters) {
            speeds.push_back(torch::zeros_like(parameter).detach());
        }
        const auto pyramid = told_features();
        double first = 0;
        double last = 0;
        for (int step = 0; step < 120; ++step) {
            torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(step);
            const auto losses = detector->losses(pyramid, told_targets(), {64, 64}, generator);
            QCOMPARE(losses.parts.size(), std::size_t{4});
            losses.total.backward();
            descend(parameters, speeds);
            last = losses.total.item<double>();
            first = step == 0 ? last : first;
        }
        QVERIFY2(last < first / 4, qPrintable(QString("%1 to %2").arg(first).arg(last)));
        const auto found = detector->detect(pyramid, {64, 64}, {128, 128}, 0.3);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(!found[0].empty() && !found[1].empty());
        QCOMPARE(found[0][0].class_index, 0);
        QCOMPARE(found[1][0].class_index, 1);
        QVERIFY(iou(found[0][0].box, {16, 16, 64, 64}) > 0.5);
        QVERIFY(iou(found[1][0].box, {48, 64, 96, 112}) > 0.5);
        const auto again = make_detector(detector->config(), "again");
        QVERIFY(again->config() == detector->config());
    }

    void pictures_of_any_size_are_padded_and_empty_ones_teach_background() {
        torch::manual_seed(2);
        auto config = tiny_config();
        config.erase("in_features");
        config.erase("in_channels");
        config["backbone"] = {{"depth", 18}, {"width", 8}};
        config["anchor_sizes"] = {16, 32, 48, 64};
        const auto detector = make_detector(config, "pixels");
        const FeaturePyramid pictures{{"image", torch::rand({1, 3, 70, 90}) * 2 - 1}};
        const auto found = detector->detect(pictures, {90, 70}, {90, 70}, 0.0);
        for (const auto& detection : found.at(0)) {
            QVERIFY(detection.box.x1 >= 0 && detection.box.x2 <= 90 && detection.box.y2 <= 70);
        }
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(5);
        const Targets nothing{{torch::zeros({0}, torch::kLong), torch::zeros({0, 4}), {}}};
        const auto losses = detector->losses(pictures, nothing, {90, 70}, generator);
        losses.total.backward();
        QVERIFY(std::isfinite(losses.total.item<double>()));
        QCOMPARE(losses.parts.at("loss_box").item<double>(), 0.0);
        // What lies in a region to be ignored is no background.
        const Targets covered{
            {torch::zeros({0}, torch::kLong), torch::zeros({0, 4}), torch::tensor({{0.5F, 0.5F, 3.0F, 3.0F}})}};
        const auto unheard = detector->losses(pictures, covered, {90, 70}, generator);
        QCOMPARE(unheard.parts.at("loss_objectness").item<double>(), 0.0);
    }

    void a_configuration_that_makes_no_sense_names_its_key_data() {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("key");
        QTest::newRow("anchors") << R"({"anchor_sizes": [16, 32]})"
                                 << "anchor_sizes";
        QTest::newRow("share") << R"({"proposals": {"nms_iou": 1.5}})"
                               << "nms_iou";
        QTest::newRow("order") << R"({"boxes": {"foreground_iou": 0.3}})"
                               << "background_iou";
        QTest::newRow("codes") << R"({"boxes": {"code_weights": [1, 2, 3, 0]}})"
                               << "code_weights";
        QTest::newRow("count") << R"({"boxes": {"batch": 0}})"
                               << "batch";
        QTest::newRow("type") << R"({"proposals": 3})"
                              << "proposals";
    }

    void a_configuration_that_makes_no_sense_names_its_key() {
        QFETCH(QString, patch);
        QFETCH(QString, key);
        auto config = tiny_config();
        config.merge_patch(nlohmann::json::parse(patch.toStdString()));
        try {
            make_detector(config, "tiny");
            QFAIL("it was taken");
        } catch (const ConfigError& error) {
            QVERIFY2(QString(error.what()).contains(key), error.what());
        }
    }

    void pooling_is_differentiated() {
        auto features = torch::rand({2, 6, 6}, torch::kFloat32).requires_grad_(true);
        const auto boxes = torch::tensor({{4.0F, 4.0F, 28.0F, 36.0F}});
        RoiAlignOptions options;
        options.height = options.width = 2;
        options.scale = 0.125;
        roi_align(features, boxes, options).sum().backward();
        // Each of the four bins takes a weight of one in all.
        QVERIFY(std::abs(features.grad()[0].sum().item<double>() - 4) < 1e-4);
    }
};

DESTUDIO_CORE_TEST(FasterRcnnTest)

}  // namespace destudio::faster_rcnn_test

#include "faster_rcnn_test.moc"
