// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_criterion.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::dino_criterion_test {

using namespace destudio::detection;

namespace {

CriterionInput random_input(std::int64_t layers, std::int64_t batch, std::int64_t queries, std::int64_t classes) {
    CriterionInput input;
    input.logits = torch::randn({layers, batch, queries, classes}).requires_grad_();
    input.boxes = torch::rand({layers, batch, queries, 4}).requires_grad_();
    input.enc_logits = torch::randn({batch, queries, classes}).requires_grad_();
    input.enc_boxes = torch::rand({batch, queries, 4}).requires_grad_();
    return input;
}

Target target(const std::vector<std::int64_t>& labels) {
    const auto count = static_cast<std::int64_t>(labels.size());
    return {torch::tensor(labels, torch::kLong), torch::rand({count, 4}) * 0.5 + 0.2};
}

}  // namespace

class DinoCriterionTest : public QObject {
    Q_OBJECT

private slots:
    void names_every_layer() {
        const auto losses = dino_losses(random_input(3, 2, 8, 4), {target({1}), target({0, 3})});
        for (const char* name : {"loss_class", "loss_bbox_1", "loss_giou_0", "loss_class_enc", "loss_giou_dn_1"}) {
            QVERIFY2(losses.unweighted.contains(name), name);
        }
        QCOMPARE(losses.unweighted.size(), std::size_t{3 * (3 + 1 + 3)});
        QCOMPARE(losses.matches.size(), std::size_t{4});
        QCOMPARE(losses.matches[0][1].queries.size(), std::size_t{2});
    }

    void batch_without_targets_trains_the_background() {
        auto input = random_input(2, 2, 5, 3);
        const auto losses = dino_losses(input, {target({}), target({})});
        QVERIFY(losses.unweighted.at("loss_class").item<double>() > 0);
        QCOMPARE(losses.unweighted.at("loss_bbox").item<double>(), 0.0);
        losses.total.backward();
        QVERIFY(input.logits.grad().abs().sum().item<double>() > 0);
    }

    void more_targets_than_queries() {
        const auto losses = dino_losses(random_input(1, 1, 2, 3), {target({0, 1, 2, 0, 1})});
        QCOMPARE(losses.matches[0][0].queries.size(), std::size_t{2});
        QVERIFY(std::isfinite(losses.total.item<double>()));
    }

    void undefined_predictions_do_not_hang() {
        auto input = random_input(1, 1, 4, 3);
        input.boxes = torch::full({1, 1, 4, 4}, std::numeric_limits<float>::quiet_NaN());
        const auto losses = dino_losses(input, {target({0, 1})});
        QCOMPARE(losses.matches[0][0].queries.size(), std::size_t{2});
    }
};

DESTUDIO_TEST(DinoCriterionTest)

}  // namespace destudio::dino_criterion_test

#include "dino_criterion_test.moc"
