// SPDX-License-Identifier: Apache-2.0
// What a convolution learns in bfloat16 is what it learns in float32, in small layers and over small maps, too.
#include "core/nn/torch.h"

#include <QtTest/QtTest>

#include "core/nn/functional/fused_convolution.h"
#include "tests/support/test_main.h"

namespace destudio::convolution_training_test {

namespace {

struct Gradients {
    torch::Tensor input;
    torch::Tensor weight;
    torch::Tensor bias;
};

Gradients gradients(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                    std::int64_t stride, torch::ScalarType type) {
    const auto learned = [type](const torch::Tensor& tensor) {
        auto copy = tensor.to(type).detach().clone();
        return (copy.dim() == 4 ? copy.contiguous(torch::MemoryFormat::ChannelsLast) : copy).requires_grad_(true);
    };
    const auto x = learned(input);
    const auto w = learned(weight);
    const auto b = learned(bias);
    const auto padding = weight.size(2) / 2;
    nn::convolution(x, w, b, stride, {padding, padding}).to(torch::kFloat32).square().sum().backward();
    return {x.grad().to(torch::kFloat32), w.grad().to(torch::kFloat32), b.grad().to(torch::kFloat32)};
}

bool close(const torch::Tensor& a, const torch::Tensor& b) {
    constexpr double kTolerance = 0.03;  // of the largest; bfloat16 has 8 bits
    return (a - b).abs().max().item<double>() <= kTolerance * b.abs().max().item<double>() + 1e-6;
}

}  // namespace

class ConvolutionTrainingTest : public QObject {
    Q_OBJECT

private slots:
    void bfloat16_learns_like_float32_data() {
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("side");
        for (const auto& [in, out] : {std::pair{3, 8}, {8, 12}, {12, 32}, {32, 4}, {16, 16}, {32, 64}}) {
            for (const auto& [kernel, stride] : {std::pair{1, 1}, {3, 1}, {3, 2}, {7, 2}}) {
                for (const int side : {1, 2, 9}) {
                    QTest::addRow("%d to %d, %d/%d, %d", in, out, kernel, stride, side)
                        << in << out << kernel << stride << side;
                }
            }
        }
    }

    void bfloat16_learns_like_float32() {
        QFETCH(int, in);
        QFETCH(int, out);
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, side);
        torch::manual_seed(1);
        for (int repetition = 0; repetition < 4; ++repetition) {
            const auto rounded = [](const torch::Tensor& tensor) { return tensor.to(torch::kBFloat16); };
            const auto input = rounded(torch::randn({1, in, side, side}));
            const auto weight = rounded(torch::randn({out, in, kernel, kernel}));
            const auto bias = rounded(torch::randn({out}));
            const auto got = gradients(input, weight, bias, stride, torch::kBFloat16);
            const auto wanted = gradients(input, weight, bias, stride, torch::kFloat32);
            QVERIFY(close(got.input, wanted.input));
            QVERIFY(close(got.weight, wanted.weight));
            QVERIFY(close(got.bias, wanted.bias));
        }
    }
};

DESTUDIO_TEST(ConvolutionTrainingTest)

}  // namespace destudio::convolution_training_test

#include "convolution_training_test.moc"
