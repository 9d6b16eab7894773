// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/deformable_attention_function.h"

#include <QTest>
#include <limits>
#include "tests/support/test_main.h"

namespace destudio::deformable_attention_function_test {

using namespace destudio::detection;

namespace {

struct Inputs {
    torch::Tensor value;
    torch::Tensor locations;
    torch::Tensor weights;
};

Inputs random_inputs(const LevelShapes& shapes, std::int64_t head_dim) {
    constexpr std::int64_t kBatch = 2;
    constexpr std::int64_t kQueries = 9;
    constexpr std::int64_t kHeads = 3;
    constexpr std::int64_t kPoints = 2;
    const auto levels = static_cast<std::int64_t>(shapes.size());
    return {torch::randn({kBatch, total_tokens(shapes), kHeads, head_dim}).requires_grad_(),
            (torch::rand({kBatch, kQueries, kHeads, levels, kPoints, 2}) * 1.6 - 0.3).requires_grad_(),
            torch::rand({kBatch, kQueries, kHeads, levels, kPoints}).requires_grad_()};
}

double difference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

}  // namespace

class DeformableAttentionFunctionTest : public QObject {
    Q_OBJECT

private slots:
    void kernel_equals_grid_sample_data() {
        QTest::addColumn<int>("head_dim");
        for (const int dim : {1, 5, 8, 12, 16, 24, 32, 40}) {
            QTest::addRow("%d", dim) << dim;
        }
    }

    void kernel_equals_grid_sample() {
        QFETCH(int, head_dim);
        torch::manual_seed(5);
        const LevelShapes shapes = {{7, 4}, {3, 2}, {1, 1}};
        Inputs a = random_inputs(shapes, head_dim);
        Inputs b = {a.value.detach().clone().requires_grad_(), a.locations.detach().clone().requires_grad_(),
                    a.weights.detach().clone().requires_grad_()};
        const auto out_a = deformable_attention(a.value, shapes, a.locations, a.weights);
        const auto out_b = deformable_attention_by_grid_sample(b.value, shapes, b.locations, b.weights);
        QVERIFY(difference(out_a, out_b) < 1e-5);
        const auto incoming = torch::randn_like(out_a);
        out_a.backward(incoming);
        out_b.backward(incoming);
        QVERIFY(difference(a.value.grad(), b.value.grad()) < 1e-4);
        QVERIFY(difference(a.locations.grad(), b.locations.grad()) < 1e-3);
        QVERIFY(difference(a.weights.grad(), b.weights.grad()) < 1e-4);
    }

    void far_and_undefined_locations_read_nothing() {
        const LevelShapes shapes = {{2, 2}};
        const auto value = torch::ones({1, 4, 1, 8});
        const auto weights = torch::ones({1, 1, 1, 1, 1});
        for (const float x :
             {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), -1e30F, 1e30F, 5.0F}) {
            const auto locations = torch::full({1, 1, 1, 1, 1, 2}, x);
            QCOMPARE(deformable_attention(value, shapes, locations, weights).abs().sum().item<float>(), 0.0F);
        }
    }

    void does_not_depend_on_threads() {
        torch::manual_seed(6);
        const LevelShapes shapes = {{16, 16}, {8, 8}};
        Inputs inputs = random_inputs(shapes, 16);
        std::vector<torch::Tensor> gradients;
        for (const int threads : {1, 2}) {
            torch::set_num_threads(threads);
            inputs.value.mutable_grad().reset();
            deformable_attention(inputs.value, shapes, inputs.locations, inputs.weights).sum().backward();
            gradients.push_back(inputs.value.grad().clone());
        }
        QVERIFY(torch::equal(gradients[0], gradients[1]));
    }
};

DESTUDIO_TEST(DeformableAttentionFunctionTest)

}  // namespace destudio::deformable_attention_function_test

#include "deformable_attention_function_test.moc"
