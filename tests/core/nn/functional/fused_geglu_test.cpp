// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_geglu.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::fused_geglu_test {

using namespace destudio::nn;

namespace {

struct Result {
    torch::Tensor output;
    torch::Tensor gradient;
};

torch::Tensor by_libtorch(const torch::Tensor& input) {
    const auto halves = input.chunk(2, -1);
    return halves[0] * torch::gelu(halves[1]);
}

Result run(const torch::Tensor& from, const torch::Tensor& grad_output,
           torch::Tensor (*function)(const torch::Tensor&)) {
    auto input = from.detach().clone().requires_grad_(true);
    const auto output = function(input);
    output.backward(grad_output);
    return {output.detach(), input.grad()};
}

double relative_error(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a.to(torch::kFloat64) - b).abs().max() / b.abs().max()).item<double>();
}

}  // namespace

class FusedGegluTest : public QObject {
    Q_OBJECT

private slots:
    void equals_libtorch() {
        torch::manual_seed(1);
        for (const auto& [type, bound] : {std::pair(torch::kFloat32, 1e-6), std::pair(torch::kBFloat16, 5e-3)}) {
            for (const std::int64_t width : {1, 7, 64}) {
                const auto input = (4 * torch::randn({3, 5, 2 * width})).to(type);
                const auto grad_output = torch::randn({3, 5, width}).to(type);
                const auto actual = run(input, grad_output, geglu);
                const auto wanted = run(input.to(torch::kFloat64), grad_output.to(torch::kFloat64), by_libtorch);
                QCOMPARE(actual.output.scalar_type(), type);
                QVERIFY(relative_error(actual.output, wanted.output) < bound);
                QVERIFY(relative_error(actual.gradient, wanted.gradient) < bound);
            }
        }
    }

    void every_value_of_gelu_is_close() {
        const auto x = torch::linspace(-30, 30, 200001, torch::kFloat64);
        const auto actual = geglu(torch::stack({torch::ones_like(x), x}, -1).to(torch::kFloat32)).flatten();
        const double error = (actual.to(torch::kFloat64) - torch::gelu(x)).abs().max().item<double>();
        QVERIFY2(error < 2e-6, qPrintable(QString::number(error)));
    }

    void huge_values_stay_finite() {
        const auto input = torch::tensor({1.0F, 1.0F, -1e30F, 1e30F}).view({1, 4});
        const auto output = geglu(input);
        QCOMPARE(output[0][0].item<float>(), 0.0F);
        QCOMPARE(output[0][1].item<float>(), 1e30F);
    }

    void a_slice_of_a_larger_tensor_is_fine() {
        const auto large = torch::randn({4, 12});
        QVERIFY(torch::allclose(geglu(large.slice(1, 2, 10)), by_libtorch(large.slice(1, 2, 10))));
    }
};

DESTUDIO_TEST(FusedGegluTest)

}  // namespace destudio::fused_geglu_test

#include "fused_geglu_test.moc"
