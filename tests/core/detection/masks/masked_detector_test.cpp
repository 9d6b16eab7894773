// SPDX-License-Identifier: Apache-2.0
#include "core/detection/masks/masked_detector.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/adapter.h"
#include "core/detection/detector_factory.h"
#include "core/detection/masks/mask_outline.h"
#include "tests/support/test_main.h"

namespace destudio::masked_detector_test {

using namespace destudio::detection;

namespace {

const Size kPicture{64, 64};

nlohmann::json config_with(const nlohmann::json& more) {
    nlohmann::json config = {{"framework", "retinanet"},
                             {"in_features", {"div1", "div2"}},
                             {"in_channels", {{"div1", 8}, {"div2", 4}}},
                             {"num_feature_levels", 3},
                             {"embed_dim", 16},
                             {"group_norm_groups", 4},
                             {"head_convs", 1},
                             {"head_norm", "group"},
                             {"anchor_sizes", {16, 32, 64}},
                             {"classes", {"cat", "dog"}}};
    config.update(more);
    return config;
}

nlohmann::json small_head() {
    return {{"masks", {{"channels", 8}, {"convs", 1}, {"group_norm_groups", 2}}}};
}

FeaturePyramid made_features(std::int64_t batch) {
    return {{"div1", torch::randn({batch, 8, 16, 16})}, {"div2", torch::randn({batch, 4, 8, 8})}};
}

/// A disc and the upper left half of a square.
Target two_objects() {
    Target target{torch::tensor({0, 1}, torch::kLong), torch::tensor({20 / 64.0F, 20 / 64.0F, 32 / 64.0F, 32 / 64.0F,
                                                                      46 / 64.0F, 46 / 64.0F, 28 / 64.0F, 28 / 64.0F})
                                                           .view({2, 4})};
    target.masks = torch::zeros({2, 64, 64}, torch::kUInt8);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            target.masks[0][y][x] = std::hypot(x + 0.5 - 20, y + 0.5 - 20) < 16 ? 1 : 0;
            target.masks[1][y][x] = x >= 32 && y >= 32 && x < 60 && y < 60 && x + y < 92 ? 1 : 0;
        }
    }
    return target;
}

/// A few steps of Adam.
class SmallAdam {
public:
    explicit SmallAdam(std::vector<torch::Tensor> parameters) : m_parameters(std::move(parameters)) {}

    void step(const torch::Tensor& loss) {
        for (auto& parameter : m_parameters) {
            parameter.mutable_grad() = torch::Tensor();
        }
        loss.backward();
        const torch::NoGradGuard no_grad;
        ++m_count;
        for (auto& parameter : m_parameters) {
            auto& [mean, square] = m_state[parameter.unsafeGetTensorImpl()];
            const auto gradient = parameter.grad();
            mean = mean.defined() ? mean * 0.9 + gradient * 0.1 : gradient * 0.1;
            square = square.defined() ? square * 0.99 + gradient * gradient * 0.01 : gradient * gradient * 0.01;
            const auto direction =
                (mean / (1 - std::pow(0.9, m_count))) / ((square / (1 - std::pow(0.99, m_count))).sqrt() + 1e-8);
            parameter.sub_(direction * 0.02);
        }
    }

private:
    std::vector<torch::Tensor> m_parameters;
    std::map<void*, std::pair<torch::Tensor, torch::Tensor>> m_state;
    int m_count = 0;
};

}  // namespace

class MaskedDetectorTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path folder() const { return m_dir.path().toStdString(); }

private slots:
    void init() { torch::manual_seed(7); }

    void a_line_goes_where_probabilities_pass_one_half() {
        // Left of the middle of a square everything is inside; the third column from there is a quarter sure.
        std::vector<float> values(16, 0.0F);
        for (std::size_t y = 0; y < 4; ++y) {
            values[y * 4] = values[y * 4 + 1] = 1.0F;
            values[y * 4 + 2] = 0.25F;
        }
        const Outline outline = outline_of_probabilities(values.data(), 4, {10, 20, 50, 60});
        QCOMPARE(outline.size(), std::size_t{1});
        const Box around = bounds_of(outline);
        QVERIFY(std::abs(around.x2 - (10 + 10 * (1.5 + 0.5 / 0.75))) < 1e-6);
        QVERIFY(around.x1 >= 10 && around.y1 >= 20 && around.y2 <= 60 && around.x1 < 15);
        std::fill(values.begin(), values.end(), 0.4F);
        QVERIFY(outline_of_probabilities(values.data(), 4, {0, 0, 4, 4}).empty());
    }

    void points_on_a_line_are_left_out() {
        const Ring square{{0, 0}, {1, 0.01}, {2, 0}, {2, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}};
        QCOMPARE(simplified(square, 0.1), (Ring{{0, 0}, {2, 0}, {2, 2}, {0, 2}}));
    }

    void detections_have_outlines_within_their_boxes() {
        const auto detector = make_detector(config_with(small_head()), "config");
        {
            const torch::NoGradGuard no_grad;  // sure of everything
            for (auto& [name, parameter] : detector->trainable_parameters()) {
                if (name.ends_with("cls_logits.bias") || name == "mask_head.output.bias") {
                    torch::Tensor(parameter).fill_(6);
                }
            }
        }
        const auto found = detector->detect(made_features(2), kPicture, {128, 64}, 0.0);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(!found[0].empty() && found[0][0].score > kMinStoredScore);
        for (const Detection& detection : found[0]) {
            if (detection.score < kMinStoredScore) {
                QVERIFY(detection.outline.empty());
                continue;
            }
            const Box around = bounds_of(detection.outline);
            QVERIFY(around.x1 >= detection.box.x1 - 1e-6 && around.y1 >= detection.box.y1 - 1e-6 &&
                    around.x2 <= detection.box.x2 + 1e-6 && around.y2 <= detection.box.y2 + 1e-6);
        }
        QVERIFY(iou(bounds_of(found[0][0].outline), found[0][0].box) > 0.5);
        const auto plain = make_detector(config_with(nlohmann::json::object()), "config")
                               ->detect(made_features(2), kPicture, kPicture, 0.0);
        QVERIFY(std::all_of(plain[0].begin(), plain[0].end(), [](const Detection& d) { return d.outline.empty(); }));
    }

    void a_small_case_is_learnt() {
        MaskHeadConfig config;
        config.channels = 16;
        config.convs = 1;
        config.group_norm_groups = 4;
        MaskHead head(config, {"div1", "div2"}, {{"div1", 8}, {"div2", 4}});
        auto pyramid = made_features(1);
        const Targets targets{two_objects()};
        // One channel of many tells where objects are, four pixels a cell.
        const auto objects = targets[0].masks.amax(0).to(torch::kFloat).view({1, 1, 64, 64});
        pyramid["div1"].select(1, 0).copy_(torch::avg_pool2d(objects, {4, 4}).select(1, 0) * 4 - 2);
        auto generator = torch::make_generator<torch::CPUGeneratorImpl>(1);
        SmallAdam adam(head.parameters());
        for (int step = 0; step < 60; ++step) {
            adam.step(mask_loss(head, pyramid, targets, kPicture, generator));
        }
        const torch::NoGradGuard no_grad;
        const auto boxes = torch::tensor({4.0F, 4.0F, 36.0F, 36.0F, 32.0F, 32.0F, 60.0F, 60.0F}).view({2, 4});
        const auto masks = torch::sigmoid(head.forward(pyramid, {boxes}, kPicture)).contiguous();
        QCOMPARE(masks.sizes().vec(), (std::vector<std::int64_t>{2, 28, 28}));
        for (std::int64_t i = 0; i < 2; ++i) {
            const auto row = boxes[i];
            const Box box{row[0].item<double>(), row[1].item<double>(), row[2].item<double>(), row[3].item<double>()};
            const Outline outline = outline_of_probabilities(masks[i].data_ptr<float>(), 28, box);
            const auto bytes = targets[0].masks[i].contiguous();
            const std::uint8_t* first = bytes.data_ptr<std::uint8_t>();
            const double overlap =
                mask_iou(fill_outline(outline, kPicture), runs_of_pixels({first, first + 64 * 64}, kPicture), false);
            QVERIFY2(overlap > 0.8, std::to_string(overlap).c_str());
        }
    }

    void without_masks_nothing_is_learnt_but_the_gradient_is_there() {
        const auto detector = make_detector(config_with(small_head()), "config");
        Targets targets{two_objects()};
        targets[0].masks = torch::Tensor();
        auto generator = torch::make_generator<torch::CPUGeneratorImpl>(1);
        auto losses = detector->losses(made_features(1), targets, kPicture, generator);
        QCOMPARE(losses.parts.at("mask").item<double>(), 0.0);
        losses.total.backward();
        for (const auto& [name, parameter] : detector->trainable_parameters()) {
            QVERIFY2(!name.starts_with("mask_head.") || parameter.grad().abs().sum().item<double>() == 0, name.c_str());
        }
        targets[0].masks = torch::full({2, 64, 64}, kMaskUnknown, torch::kUInt8);
        QCOMPARE(detector->losses(made_features(1), targets, kPicture, generator).parts.at("mask").item<double>(), 0.0);
        targets[0].masks = two_objects().masks;
        QVERIFY(detector->losses(made_features(1), targets, kPicture, generator).parts.at("mask").item<double>() > 0.1);
    }

    void it_is_saved_and_loaded_with_the_detector() {
        const auto detector = make_detector(config_with(small_head()), "config");
        save_detector(*detector, folder() / "with", {});
        const auto loaded = load_adapter(folder() / "with");
        QVERIFY(loaded->config() == detector->config());
        const auto pyramid = made_features(1);
        const auto own = detector->trainable_parameters();
        const auto again = loaded->trainable_parameters();
        QCOMPARE(own.size(), again.size());
        int of_head = 0;
        for (std::size_t i = 0; i < own.size(); ++i) {
            QVERIFY(own[i].first == again[i].first && torch::equal(own[i].second, again[i].second));
            of_head += own[i].first.starts_with("mask_head.") ? 1 : 0;
        }
        QVERIFY(of_head > 4);
        // A folder without masks is what it was.
        const auto plain = make_detector(config_with(nlohmann::json::object()), "config");
        save_detector(*plain, folder() / "without", {});
        QVERIFY(!read_json(folder() / "without" / "config.json").contains("masks"));
        QVERIFY(load_adapter(folder() / "without")->config() == plain->config());
    }

    void what_does_not_fit_is_refused() {
        for (const nlohmann::json& bad : {nlohmann::json(true), nlohmann::json{{"channels", 0}},
                                          nlohmann::json{{"channels", 10}}, nlohmann::json{{"loss_weight", -1}}}) {
            QVERIFY_EXCEPTION_THROWN(make_detector(config_with({{"masks", bad}}), "config"), ConfigError);
        }
    }
};

DESTUDIO_TEST(MaskedDetectorTest)

}  // namespace destudio::masked_detector_test

#include "masked_detector_test.moc"
