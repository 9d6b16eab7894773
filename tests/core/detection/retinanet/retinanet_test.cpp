// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/detection/common/anchors.h"
#include "core/detection/common/focal_loss.h"
#include "core/detection/common/pretrained.h"
#include "core/detection/detector_factory.h"
#include "core/detection/retinanet/retinanet.h"
#include "core/detection/retinanet/retinanet_criterion.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/weights.h"
#include "tests/support/test_main.h"

namespace destudio::retinanet_test {

using namespace destudio::detection;

namespace {

nlohmann::json feature_config() {
    return {{"framework", "retinanet"},
            {"in_features", {"div1", "div2"}},
            {"in_channels", {{"div1", 3}, {"div2", 5}}},
            {"num_feature_levels", 3},
            {"embed_dim", 16},
            {"group_norm_groups", 4},
            {"head_convs", 1},
            {"head_norm", "group"},
            {"anchor_sizes", {16, 32, 64}},
            {"classes", {"cat", "dog"}}};
}

nlohmann::json pixel_config() {
    return {{"framework", "retinanet"}, {"backbone", {{"depth", 18}, {"width", 8}, {"group_norm_groups", 4}}},
            {"num_feature_levels", 3},  {"embed_dim", 16},
            {"group_norm_groups", 4},   {"head_convs", 1},
            {"head_norm", "group"},     {"anchor_sizes", {16, 32, 64}},
            {"classes", {"cat", "dog"}}};
}

FeaturePyramid features(std::int64_t batch) {
    return {{"div1", torch::randn({batch, 3, 16, 16})}, {"div2", torch::randn({batch, 5, 8, 8})}};
}

Target target(const std::vector<std::int64_t>& labels, const std::vector<float>& cxcywh) {
    return {torch::tensor(labels, torch::kLong), torch::tensor(cxcywh).view({-1, 4})};
}

const Size kImage{64, 64};

}  // namespace

class RetinaNetTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path folder() const { return m_dir.path().toStdString(); }

private slots:
    void init() { torch::manual_seed(5); }

    void anchors_are_those_of_torchvision() {
        auto config = parse_retinanet_config(feature_config(), "config");
        const auto anchors = make_anchors(config.anchors(), {64, 32}, {{2, 4}, {1, 2}, {1, 1}});
        QCOMPARE(anchors.size(), std::size_t{3});
        QCOMPARE(anchors[0].size(0), std::int64_t{2 * 4 * 9});
        // Size 16, ratio 0.5: 22.6 x 11.3, halves rounded to 11 and 6; second size trunc(16 * 2^(1/3)) = 20.
        const auto first = torch::tensor({-11.F, -6.F, 11.F, 6.F});
        const auto second = torch::tensor({-14.F, -7.F, 14.F, 7.F});
        const auto square = torch::tensor({-8.F, -8.F, 8.F, 8.F});
        QVERIFY(torch::equal(anchors[0][0], first));
        QVERIFY(torch::equal(anchors[0][1], second));
        QVERIFY(torch::equal(anchors[0][3], square));
        // The next cell lies one stride of 64 / 4 to the right, the next row 32 / 2 below.
        QVERIFY(torch::equal(anchors[0][9], first + torch::tensor({16.F, 0.F, 16.F, 0.F})));
        QVERIFY(torch::equal(anchors[0][36], first + torch::tensor({0.F, 16.F, 0.F, 16.F})));
    }

    void an_image_of_any_size_keeps_the_strides() {
        const auto config = parse_retinanet_config(feature_config(), "config");
        const LevelShapes shapes = {{32, 43}, {16, 22}, {8, 11}};  // of 341x256, each level rounded up
        const auto anchors = make_anchors(config.anchors(), {341, 256}, shapes, AnchorStrides::kPowersOfTwo);
        for (std::size_t level = 0; level < shapes.size(); ++level) {
            const auto stride = static_cast<float>(8 << level);
            const auto moved = torch::tensor({stride, 0.F, stride, 0.F});
            QVERIFY(torch::equal(anchors[level][9], anchors[level][0] + moved));
            const auto last_column = shapes[level].width - 1;
            QVERIFY(torch::equal(anchors[level][9 * last_column],
                                 anchors[level][0] + moved * static_cast<float>(last_column)));
            QVERIFY(torch::equal(anchors[level][9 * shapes[level].width],
                                 anchors[level][0] + torch::tensor({0.F, stride, 0.F, stride})));
        }
        const auto exact = make_anchors(config.anchors(), {64, 32}, {{4, 8}, {2, 4}}, AnchorStrides::kPowersOfTwo);
        const auto divided = make_anchors(config.anchors(), {64, 32}, {{4, 8}, {2, 4}});
        QVERIFY(torch::equal(exact[0], divided[0]) && torch::equal(exact[1], divided[1]));
    }

    void decoding_reverses_encoding() {
        const auto anchors = torch::tensor({{0.F, 0.F, 10.F, 20.F}, {5.F, 5.F, 9.F, 9.F}});
        const auto boxes = torch::tensor({{1.F, 2.F, 30.F, 12.F}, {4.F, 6.F, 7.F, 10.F}});
        const auto deltas = encode_boxes(boxes, anchors);
        QVERIFY(torch::allclose(deltas[0], torch::tensor({1.05F, -0.15F, std::log(2.9F), std::log(0.5F)})));
        QVERIFY(torch::allclose(decode_boxes(deltas, anchors), boxes, 1e-5, 1e-5));
        const auto huge = decode_boxes(torch::tensor({{0.F, 0.F, 50.F, 50.F}}), anchors.slice(0, 0, 1));
        QVERIFY(std::abs(huge[0][2].item<double>() - (5 + 625.0 / 2)) < 1e-2);
    }

    void anchors_are_assigned() {
        const auto anchors = torch::tensor({{0.F, 0.F, 10.F, 10.F},
                                            {0.F, 0.F, 10.F, 4.5F},
                                            {50.F, 50.F, 60.F, 60.F},
                                            {0.F, 0.F, 10.F, 9.F},
                                            {30.F, 30.F, 31.F, 31.F}});
        const auto boxes = torch::tensor({{0.F, 0.F, 10.F, 10.F}, {30.F, 30.F, 40.F, 40.F}});
        const auto assigned = assign_anchors(anchors, boxes, 0.5, 0.4);
        const auto wanted =
            torch::tensor({0, static_cast<int>(kIgnoredAnchor), static_cast<int>(kBackgroundAnchor), 0, 1},
                          torch::kLong);  // the last overlaps by a hundredth, but nothing is better
        QVERIFY(torch::equal(assigned, wanted));
        QVERIFY((assign_anchors(anchors, torch::zeros({0, 4}), 0.5, 0.4) == kBackgroundAnchor).all().item<bool>());
    }

    void focal_loss_follows_the_formula() {
        const auto logits = torch::tensor({2.F, -1.F});
        const auto loss = sigmoid_focal_loss(logits, torch::tensor({1.F, 0.F}), 0.25, 2);
        const double p = 1 / (1 + std::exp(-2.0));
        const double q = 1 / (1 + std::exp(1.0));
        QVERIFY(std::abs(loss[0].item<double>() + 0.25 * (1 - p) * (1 - p) * std::log(p)) < 1e-6);
        QVERIFY(std::abs(loss[1].item<double>() + 0.75 * q * q * std::log(1 - q)) < 1e-6);
    }

    void losses_by_hand() {
        auto config = parse_retinanet_config(feature_config(), "config");
        const auto anchors = torch::tensor({{0.F, 0.F, 32.F, 32.F}, {0.F, 0.F, 32.F, 15.F}, {40.F, 40.F, 60.F, 60.F}});
        RetinaNetOutput output;
        output.logits = {torch::zeros({1, 3, 2})};
        output.deltas = {
            torch::tensor({0.5F, 0.F, 0.05F, 0.F, 9.F, 9.F, 9.F, 9.F, 9.F, 9.F, 9.F, 9.F}).view({1, 3, 4})};
        const auto losses =
            retinanet_losses(output, anchors, {target({1}, {0.25F, 0.25F, 0.5F, 0.5F})}, kImage, config);
        // Anchor 0 is foreground, anchor 1 (IoU 0.47) does not count, anchor 2 is background; p = 0.5 everywhere.
        const double half = 0.25 * std::log(2.0);
        QVERIFY(std::abs(losses.parts.at("loss_class").item<double>() - half * (0.25 + 0.75 + 0.75 + 0.75)) < 1e-6);
        const double beta = config.smooth_l1_beta;
        QVERIFY(std::abs(losses.parts.at("loss_box").item<double>() - (0.5 - beta / 2 + 0.05 * 0.05 / 2 / beta)) <
                1e-6);
        const auto empty = retinanet_losses(output, anchors, {target({}, {})}, kImage, config);
        QCOMPARE(empty.parts.at("loss_box").item<double>(), 0.0);
        QVERIFY(std::isfinite(empty.total.item<double>()));
    }

    void parameters_have_the_names_of_torchvision() {
        const auto full = make_detector({{"framework", "retinanet"},
                                         {"backbone", {{"depth", 50}, {"norm", "frozen_batch"}}},
                                         {"num_feature_levels", 5},
                                         {"num_classes", 91}},
                                        "config");
        const auto state = nn::state_dict(full->module());
        const std::map<std::string, std::vector<std::int64_t>> some = {
            {"backbone.body.conv1.weight", {64, 3, 7, 7}},
            {"backbone.body.bn1.running_var", {64}},
            {"backbone.body.layer1.0.downsample.0.weight", {256, 64, 1, 1}},
            {"backbone.body.layer1.0.downsample.1.running_mean", {256}},
            {"backbone.body.layer4.2.conv3.weight", {2048, 512, 1, 1}},
            {"backbone.fpn.inner_blocks.0.0.weight", {256, 512, 1, 1}},
            {"backbone.fpn.layer_blocks.2.0.bias", {256}},
            {"backbone.fpn.extra_blocks.p7.weight", {256, 256, 3, 3}},
            {"head.classification_head.conv.3.0.weight", {256, 256, 3, 3}},
            {"head.classification_head.conv.3.0.bias", {256}},
            {"head.classification_head.cls_logits.weight", {9 * 91, 256, 3, 3}},
            {"head.regression_head.bbox_reg.bias", {36}}};
        for (const auto& [name, shape] : some) {
            QVERIFY2(state.contains(name), name.c_str());
            QVERIFY2(state.at(name).sizes() == torch::IntArrayRef(shape), name.c_str());
        }
        // As many as torchvision 0.14's retinanet_resnet50_fpn has, 53 counters of batches aside.
        QCOMPARE(state.size(), std::size_t{301});
    }

    void learns_one_picture_data() {
        QTest::addColumn<bool>("pixels");
        QTest::newRow("features") << false;
        QTest::newRow("pixels") << true;
    }

    void learns_one_picture() {
        QFETCH(bool, pixels);
        const auto detector = make_detector(pixels ? pixel_config() : feature_config(), "config");
        const FeaturePyramid input =
            pixels ? FeaturePyramid{{kImageFeature, torch::randn({2, 3, 64, 64})}} : features(2);
        const Targets targets = {target({0, 1}, {0.25F, 0.25F, 0.4F, 0.4F, 0.7F, 0.6F, 0.3F, 0.5F}), target({}, {})};
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{1});
        std::vector<torch::Tensor> parameters;
        for (const auto& [name, parameter] : detector->trainable_parameters()) {
            parameters.push_back(parameter);
        }
        std::vector<torch::Tensor> velocity(parameters.size());
        double first = 0;
        double last = 0;
        for (int i = 0; i < 120; ++i) {
            const auto losses = detector->losses(input, targets, kImage, generator);
            losses.total.backward();
            const torch::NoGradGuard no_grad;
            for (std::size_t p = 0; p < parameters.size(); ++p) {
                const auto gradient = parameters[p].grad() / (parameters[p].grad().norm() + 1e-6);
                velocity[p] = velocity[p].defined() ? velocity[p] * 0.9 + gradient : gradient;
                parameters[p].sub_(velocity[p] * 0.01);
                parameters[p].mutable_grad().reset();
            }
            last = losses.total.item<double>();
            first = i == 0 ? last : first;
        }
        QVERIFY2(last < 0.5 * first, qPrintable(QString::number(first) + " to " + QString::number(last)));
        const auto found = detector->detect(input, kImage, {128, 128}, 0.0);
        QCOMPARE(found.size(), std::size_t{2});
        const auto best =
            std::find_if(found[0].begin(), found[0].end(), [](const auto& d) { return d.class_index == 1; });
        QVERIFY(best != found[0].end());
        QVERIFY(iou(best->box, {128 * 0.55, 128 * 0.35, 128 * 0.85, 128 * 0.85}) > 0.6);
        QVERIFY(found[1].empty() || found[1].front().score < found[0].front().score);
    }

    void saves_and_loads() {
        const auto detector = make_detector(feature_config(), "config");
        save_detector(*detector, folder(), {{"steps", 3}});
        const auto loaded = load_adapter(folder());
        QCOMPARE(loaded->classes(), (std::vector<std::string>{"cat", "dog"}));
        QVERIFY(loaded->config() == detector->config());
        const auto input = features(1);
        const auto before = detector->detect(input, kImage, kImage, 0.0)[0];
        const auto after = loaded->detect(input, kImage, kImage, 0.0)[0];
        QVERIFY(!before.empty());
        QCOMPARE(after.size(), before.size());
        QCOMPARE(after.front().score, before.front().score);
        QVERIFY(after.front().box == before.front().box);
    }

    void detections_are_sorted_clipped_and_apart() {
        const auto detector = make_detector(pixel_config(), "config");
        const auto found = detector->detect({{kImageFeature, torch::randn({1, 3, 64, 64})}}, kImage, {32, 64}, 0.0)[0];
        QVERIFY(found.size() > 10);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(found[i].box == clamped(found[i].box, {32, 64}) && !found[i].box.empty());
            QVERIFY(i == 0 || found[i].score <= found[i - 1].score);
            for (std::size_t j = 0; j < i; ++j) {
                // Suppressed at 64 x 64; halving the width leaves the overlap as it is.
                QVERIFY(found[i].class_index != found[j].class_index || iou(found[i].box, found[j].box) < 0.5 + 1e-3);
            }
        }
        QVERIFY(detector->detect({{kImageFeature, torch::randn({1, 3, 64, 64})}}, kImage, kImage, 1.1)[0].empty());
    }

    void bfloat16_is_close_to_float32() {
        const auto detector = make_detector(pixel_config(), "config");
        const Targets targets = {target({0}, {0.5F, 0.5F, 0.5F, 0.5F})};
        const FeaturePyramid input = {{kImageFeature, torch::rand({1, 3, 64, 64}) * 2 - 1}};
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{1});
        const double wide = detector->losses(input, targets, kImage, generator).total.item<double>();
        for (auto& [name, parameter] : detector->trainable_parameters()) {
            parameter.set_data(parameter.to(torch::kBFloat16));
        }
        const auto narrow = detector->losses(input, targets, kImage, generator).total;
        QCOMPARE(narrow.scalar_type(), torch::kFloat32);
        QVERIFY(std::abs(narrow.item<double>() - wide) < 0.03 * wide);
    }

    void pretrained_bodies_are_taken() {
        auto config = pixel_config();
        config["backbone"] = {{"depth", 18}, {"width", 8}, {"norm", "frozen_batch"}};
        const auto source = make_detector(config, "config");
        std::map<std::string, torch::Tensor> classifier = {{"fc.weight", torch::ones({10, 64})}};
        for (const auto& [name, tensor] : nn::state_dict(source->module())) {
            if (name.starts_with("backbone.body.")) {
                classifier[name.substr(14)] = torch::rand_like(tensor);
            }
        }
        nn::write_safetensors(folder() / "resnet.safetensors", classifier);
        const auto detector = make_detector(config, "config");
        QCOMPARE(load_pretrained(detector->module(), folder() / "resnet.safetensors"), classifier.size() - 1);
        const auto state = nn::state_dict(detector->module());
        QVERIFY(torch::equal(state.at("backbone.body.layer4.1.bn2.running_var"),
                             classifier.at("layer4.1.bn2.running_var")));

        nn::save_weights(source->module(), folder() / "whole.safetensors");
        config["classes"] = {"cat", "dog", "cow"};  // its class head starts afresh
        const auto other = make_detector(config, "config");
        QCOMPARE(load_pretrained(other->module(), folder() / "whole.safetensors"), state.size() - 2);

        classifier.erase("layer2.0.conv1.weight");
        nn::write_safetensors(folder() / "resnet.safetensors", classifier);
        QVERIFY_EXCEPTION_THROWN(load_pretrained(detector->module(), folder() / "resnet.safetensors"), ConfigError);
    }

    void a_pixel_detector_is_no_adapter() {
        save_detector(*make_detector(pixel_config(), "config"), folder() / "pixel", nullptr);
        QCOMPARE(load_detector(folder() / "pixel")->feature_names(), std::vector<std::string>{"image"});
        QVERIFY_EXCEPTION_THROWN(load_adapter(folder() / "pixel"), ConfigError);
    }

    void bad_configurations_are_refused_data() {
        QTest::addColumn<QString>("patch");
        QTest::newRow("framework") << R"({"framework":"yolo"})";
        QTest::newRow("channels") << R"({"in_channels":{"div1":3}})";
        QTest::newRow("levels") << R"({"num_feature_levels":1})";
        QTest::newRow("anchors") << R"({"anchor_sizes":[16,32]})";
        QTest::newRow("negative anchor") << R"({"anchor_sizes":[16,32,-1]})";
        QTest::newRow("ratios") << R"({"aspect_ratios":[]})";
        QTest::newRow("ratio") << R"({"aspect_ratios":[0]})";
        QTest::newRow("groups") << R"({"group_norm_groups":5})";
        QTest::newRow("thresholds") << R"({"foreground_iou":0.3})";
        QTest::newRow("classes") << R"({"num_classes":7})";
        QTest::newRow("norm") << R"({"head_norm":"layer"})";
        QTest::newRow("depth") << R"({"backbone":{"depth":34}})";
        QTest::newRow("width") << R"({"backbone":{"width":12}})";
        QTest::newRow("deviation") << R"({"backbone":{"pixel_std":[1,0,1]}})";
        QTest::newRow("too many levels") << R"({"backbone":{"depth":18},"num_feature_levels":6,
                                               "anchor_sizes":[1,2,3,4,5,6]})";
    }

    void bad_configurations_are_refused() {
        QFETCH(QString, patch);
        auto config = feature_config();
        config.update(nlohmann::json::parse(patch.toStdString()));
        QVERIFY_EXCEPTION_THROWN(make_detector(config, "config.json"), ConfigError);
    }

    void wrong_features_are_named() {
        const auto detector = make_detector(feature_config(), "config");
        auto input = features(1);
        input.erase("div2");
        QVERIFY_EXCEPTION_THROWN(detector->detect(input, kImage, kImage), ConfigError);
        QVERIFY_EXCEPTION_THROWN(detector->detect({{kImageFeature, torch::zeros({1, 3, 64, 64})}}, kImage, kImage),
                                 ConfigError);
    }
};

DESTUDIO_TEST(RetinaNetTest)

}  // namespace destudio::retinanet_test

#include "retinanet_test.moc"
