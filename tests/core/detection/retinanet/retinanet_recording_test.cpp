// SPDX-License-Identifier: Apache-2.0
// Heads, anchors, assignment, losses, gradients and post-processing against tests/data/detection/
// retinanet_torchvision.safetensors: torchvision 0.14.1's RetinaNetHead (8 channels, 3 classes, random weights), its
// AnchorGenerator, Matcher, losses and postprocess_detections (20 candidates a level, 10 detections), run in float32 on
// an image of 48 x 64 with one level of 8 x 6 and one of 4 x 3.
#include <QTest>
#include <cmath>
#include <filesystem>

#include "core/detection/common/anchors.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/retinanet/retinanet.h"
#include "core/detection/retinanet/retinanet_criterion.h"
#include "core/detection/retinanet/retinanet_post_processing.h"
#include "core/nn/io/safetensors.h"
#include "tests/support/test_main.h"

namespace destudio::retinanet_recording_test {

using namespace destudio::detection;

namespace {

const Size kImage{48, 64};

RetinaNetConfig recorded_config() {
    auto config = parse_retinanet_config({{"in_features", {"div1", "div2"}},
                                          {"in_channels", {{"div1", 8}, {"div2", 8}}},
                                          {"embed_dim", 8},
                                          {"group_norm_groups", 8},
                                          {"anchor_sizes", {16, 32}},
                                          {"num_classes", 3},
                                          {"candidates_per_level", 20},
                                          {"max_detections", 10}},
                                         "config");
    config.smooth_l1_beta = 1e-9;  // torchvision's loss is L1
    return config;
}

bool close(const torch::Tensor& a, const torch::Tensor& b) {
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() <= 1e-4 * b.abs().max().item<double>();
}

}  // namespace

class RetinaNetRecordingTest : public QObject {
    Q_OBJECT

    nn::SafetensorsFile m_file{std::filesystem::path(DESTUDIO_TEST_DATA_DIR) /
                               "detection/retinanet_torchvision.safetensors"};
    RetinaNetConfig m_config = recorded_config();
    RetinaNetTower m_classes{m_config, "cls_logits", 3, 0};
    RetinaNetTower m_boxes{m_config, "bbox_reg", 4, 0};

    torch::Tensor recorded(const std::string& name) const { return m_file.tensor(name); }

    RetinaNetOutput forward() {
        RetinaNetOutput output;
        for (const char* name : {"feat.0", "feat.1"}) {
            const auto level = recorded(name);
            output.shapes.push_back({level.size(2), level.size(3)});
            output.logits.push_back(m_classes.forward(level));
            output.deltas.push_back(m_boxes.forward(level));
        }
        return output;
    }

private slots:
    void initTestCase() {
        const torch::NoGradGuard no_grad;
        for (auto& [prefix, tower] :
             {std::pair{"weights.classification_head.", &m_classes}, std::pair{"weights.regression_head.", &m_boxes}}) {
            for (auto& item : tower->named_parameters()) {
                item.value().copy_(recorded(prefix + item.key()));
            }
        }
    }

    void heads() {
        const auto output = forward();
        QVERIFY(close(torch::cat(output.logits, 1), recorded("cls_logits")));
        QVERIFY(close(torch::cat(output.deltas, 1), recorded("bbox_regression")));
    }

    void anchors_and_assignment() {
        const auto anchors = torch::cat(make_anchors(m_config.anchors(), kImage, {{8, 6}, {4, 3}}));
        QVERIFY(torch::equal(anchors, recorded("anchors")));
        QVERIFY(torch::equal(assign_anchors(anchors, recorded("target.boxes"), 0.5, 0.4), recorded("matched")));
    }

    void losses_and_gradients() {
        const auto scale = torch::tensor({48.F, 64.F, 48.F, 64.F});
        const Targets targets = {{recorded("target.labels"), xyxy_to_cxcywh(recorded("target.boxes")) / scale}};
        const auto losses = retinanet_losses(forward(), recorded("anchors"), targets, kImage, m_config);
        QVERIFY(close(losses.parts.at("loss_class").view({1}), recorded("loss.classification")));
        QVERIFY(close(losses.parts.at("loss_box").view({1}), recorded("loss.bbox_regression")));
        losses.total.backward();
        for (const auto& item : m_classes.named_parameters()) {
            QVERIFY2(close(item.value().grad(), recorded("grad.classification_head." + item.key())),
                     item.key().c_str());
        }
        for (const auto& item : m_boxes.named_parameters()) {
            QVERIFY2(close(item.value().grad(), recorded("grad.regression_head." + item.key())), item.key().c_str());
        }
    }

    void detections() {
        const auto output = forward();
        const auto found = retinanet_detections(output, make_anchors(m_config.anchors(), kImage, output.shapes),
                                                m_config, kImage, kImage, 0.05)
                               .at(0);
        const auto boxes = recorded("post.boxes");
        std::size_t place = 0;
        for (std::int64_t i = 0; i < boxes.size(0); ++i) {
            const auto box = boxes[i];
            if ((box[2] <= box[0]).item<bool>() || (box[3] <= box[1]).item<bool>()) {
                continue;  // torchvision keeps boxes without area
            }
            QVERIFY(place < found.size());
            const Detection& detection = found[place++];
            QCOMPARE(detection.class_index, recorded("post.labels")[i].item<int>());
            QVERIFY(std::abs(detection.score - recorded("post.scores")[i].item<double>()) < 1e-5);
            const double corners[] = {detection.box.x1, detection.box.y1, detection.box.x2, detection.box.y2};
            for (std::int64_t c = 0; c < 4; ++c) {
                QVERIFY(std::abs(corners[c] - box[c].item<double>()) < 1e-3);
            }
        }
        QVERIFY(place >= 8);
    }
};

DESTUDIO_TEST(RetinaNetRecordingTest)

}  // namespace destudio::retinanet_recording_test

#include "retinanet_recording_test.moc"
