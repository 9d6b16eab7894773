// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_linear.h"

#include <QTest>

#include "core/nn/functional/fused_convolution.h"
#include "core/nn/functional/fused_layer_norm.h"
#include "core/nn/kernels/linear_kernel.h"
#include "tests/support/test_main.h"

namespace destudio::fused_layers_test {

using namespace destudio::nn;

namespace {

double relative_error(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a.to(torch::kFloat64) - b).abs().max() / b.abs().max()).item<double>();
}

}  // namespace

class FusedLayersTest : public QObject {
    Q_OBJECT

private slots:
    void every_kernel_agrees_with_the_formula() {
        torch::manual_seed(1);
        for (const auto& kernel : linear_kernels()) {
            for (const auto& [rows, in, out] : {std::tuple(1, 1, 1), std::tuple(50, 33, 64), std::tuple(7, 500, 17)}) {
                const auto x = torch::randn({rows, in});
                const auto weight = torch::randn({out, in});
                const auto bias = torch::randn({out});
                const auto y = torch::full({rows, out}, std::numeric_limits<float>::quiet_NaN());
                std::vector<unsigned char> scratch(kernel.scratch_bytes, 0xFF);
                kernel.multiply({x.data_ptr<float>(), rows, in, weight.data_ptr<float>(), out, bias.data_ptr<float>(),
                                 y.data_ptr<float>(), out},
                                scratch.data());
                const auto wanted =
                    torch::linear(x.to(torch::kFloat64), weight.to(torch::kFloat64), bias.to(torch::kFloat64));
                QVERIFY2(relative_error(y, wanted) < 1e-6, kernel.name);
            }
        }
    }

    void equals_libtorch() {
        torch::manual_seed(2);
        const torch::NoGradGuard no_grad;
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            for (const bool with_bias : {false, true}) {
                const auto x = torch::randn({2, 300, 200}).to(type);
                const auto weight = torch::randn({150, 200}).to(type);
                const auto bias = with_bias ? torch::randn({150}).to(type) : torch::Tensor();
                const auto wide = [](const torch::Tensor& t) { return t.defined() ? t.to(torch::kFloat64) : t; };
                const auto wanted = torch::linear(wide(x), wide(weight), wide(bias));
                QVERIFY(relative_error(linear(x, weight, bias), wanted) < (type == torch::kFloat32 ? 1e-6 : 5e-3));
            }
        }
    }

    void gradients_go_through_libtorch() {
        const auto weight = torch::randn({4, 3}).requires_grad_(true);
        linear(torch::ones({2, 3}), weight, torch::Tensor()).sum().backward();
        QVERIFY(weight.grad().equal(torch::full({4, 3}, 2.0F)));
    }

    void no_row_depends_on_the_others() {
        torch::manual_seed(3);
        const torch::NoGradGuard no_grad;
        const auto x = torch::randn({1300, 70});
        const auto weight = torch::randn({100, 70});
        const auto bias = torch::randn({100});
        const auto together = linear(x, weight, bias);
        for (const std::int64_t row : {0, 5, 511, 512, 1299}) {
            QVERIFY(linear(x.slice(0, row, row + 1), weight, bias).equal(together.slice(0, row, row + 1)));
        }
    }

    void layer_norm_equals_libtorch() {
        torch::manual_seed(5);
        const torch::NoGradGuard no_grad;
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            for (const std::int64_t width : {1, 31, 64, 320, 333}) {
                // A mean far from zero is what short sums lose.
                const auto x = (torch::randn({3, 5, width}) + 20).to(type);
                const auto weight = torch::randn({width}).to(type);
                const auto bias = torch::randn({width}).to(type);
                const auto wanted = torch::layer_norm(x.to(torch::kFloat64), {width}, weight.to(torch::kFloat64),
                                                      bias.to(torch::kFloat64), 1e-5);
                const auto actual = layer_norm(x, weight, bias, 1e-5);
                QCOMPARE(actual.scalar_type(), type);
                QVERIFY((actual.to(torch::kFloat64) - wanted).abs().max().item<double>() <
                        (type == torch::kFloat32 ? 1e-4 : 3e-2));
            }
        }
    }

    void convolution_equals_libtorch() {
        torch::manual_seed(4);
        const torch::NoGradGuard no_grad;
        for (const auto& [kernel, stride, padding] : {std::tuple(1, 1, 0), std::tuple(3, 1, 1), std::tuple(3, 2, 1),
                                                      std::tuple(3, 2, 0), std::tuple(1, 2, 0)}) {
            const auto x = torch::randn({2, 20, 9, 7}).contiguous(torch::MemoryFormat::ChannelsLast);
            const auto weight = torch::randn({12, 20, kernel, kernel}).contiguous(torch::MemoryFormat::ChannelsLast);
            const auto bias = torch::randn({12});
            const auto wanted = torch::conv2d(x.to(torch::kFloat64), weight.to(torch::kFloat64),
                                              bias.to(torch::kFloat64), stride, padding);
            const auto actual = convolution(x, weight, bias, stride, {padding, padding});
            QCOMPARE(actual.sizes(), wanted.sizes());
            QVERIFY(actual.is_contiguous(torch::MemoryFormat::ChannelsLast));
            QVERIFY(relative_error(actual, wanted) < 1e-6);
        }
    }
};

DESTUDIO_TEST(FusedLayersTest)

}  // namespace destudio::fused_layers_test

#include "fused_layers_test.moc"
