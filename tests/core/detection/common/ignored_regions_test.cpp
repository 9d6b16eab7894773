// SPDX-License-Identifier: Apache-2.0
// Regions to ignore teach a detector nothing, in either framework.
#include <QTest>

#include "core/detection/common/box_ops.h"
#include "core/detection/dino/dino_criterion.h"
#include "core/detection/retinanet/retinanet_criterion.h"
#include "tests/support/test_main.h"

namespace destudio::ignored_regions_test {

using namespace destudio::detection;

namespace {

Targets one_object(const torch::Tensor& ignored) {
    Target target{torch::zeros({1}, torch::kLong), torch::tensor({{0.2f, 0.2f, 0.2f, 0.2f}})};
    target.ignored = ignored;
    return {target};
}

}  // namespace

class IgnoredRegionsTest : public QObject {
    Q_OBJECT

private slots:
    void covered_share_is_of_the_box() {
        const auto boxes = torch::tensor({{0.f, 0.f, 10.f, 10.f}, {20.f, 0.f, 30.f, 10.f}});
        const auto share = covered_share(boxes, torch::tensor({{5.f, 0.f, 100.f, 10.f}}));
        QVERIFY(std::abs(share[0].item<double>() - 0.5) < 1e-4);
        QVERIFY(std::abs(share[1].item<double>() - 1.0) < 1e-4);
        QCOMPARE(covered_share(boxes, torch::zeros({0, 4})).sum().item<double>(), 0.0);
    }

    void retinanet_anchors_inside_do_not_count() {
        RetinaNetConfig config;
        config.num_classes = 2;
        const auto anchors = torch::tensor({{10.f, 10.f, 30.f, 30.f}, {60.f, 60.f, 90.f, 90.f}});
        const auto gradient = [&](const torch::Tensor& ignored) {
            RetinaNetOutput output;
            output.logits = {torch::zeros({1, 2, 2}).requires_grad_(true)};
            output.deltas = {torch::zeros({1, 2, 4})};
            retinanet_losses(output, anchors, one_object(ignored), {100, 100}, config).total.backward();
            return output.logits[0].grad()[0].abs().sum(1);  // of each anchor
        };
        const auto plain = gradient({});
        QVERIFY(plain[0].item<double>() > 0 && plain[1].item<double>() > 0);
        const auto ignoring = gradient(torch::tensor({{0.75f, 0.75f, 0.4f, 0.4f}}));
        QCOMPARE(ignoring[1].item<double>(), 0.0);
        QCOMPARE(ignoring[0].item<double>(), plain[0].item<double>());
        // A region over the object itself takes nothing away from it.
        QVERIFY(gradient(torch::tensor({{0.2f, 0.2f, 0.4f, 0.4f}}))[0].item<double>() > 0);
    }

    void dino_queries_inside_do_not_count() {
        const auto gradient = [&](const torch::Tensor& ignored) {
            CriterionInput input;
            const auto boxes = torch::tensor({{0.2f, 0.2f, 0.2f, 0.2f}, {0.75f, 0.75f, 0.2f, 0.2f}});
            input.logits = torch::zeros({1, 1, 2, 2}).requires_grad_(true);
            input.boxes = boxes.view({1, 1, 2, 4});
            input.enc_logits = torch::zeros({1, 2, 2}).requires_grad_(true);
            input.enc_boxes = boxes.unsqueeze(0);
            dino_losses(input, one_object(ignored)).total.backward();
            return torch::stack({input.logits.grad()[0][0].abs().sum(1), input.enc_logits.grad()[0].abs().sum(1)});
        };
        const auto plain = gradient({});
        QVERIFY(plain.gt(0).all().item<bool>());
        const auto ignoring = gradient(torch::tensor({{0.75f, 0.75f, 0.4f, 0.4f}}));
        QVERIFY(ignoring.select(1, 1).eq(0).all().item<bool>());
        QVERIFY(torch::equal(ignoring.select(1, 0), plain.select(1, 0)));
    }
};

DESTUDIO_TEST(IgnoredRegionsTest)

}  // namespace destudio::ignored_regions_test

#include "ignored_regions_test.moc"
