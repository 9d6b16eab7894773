// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_group_norm.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::fused_group_norm_test {

using namespace destudio::nn;

namespace {

struct Case {
    torch::Tensor input;
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor grad_output;
};

Case make_case(at::IntArrayRef shape, torch::ScalarType type, double mean = 0.5) {
    torch::manual_seed(3);
    const auto random = [&](at::IntArrayRef sizes) { return torch::randn(sizes).to(type); };
    Case result;
    result.input = (random(shape) + mean).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
    result.weight = (random({shape[1]}) + 1).to(type);
    result.bias = random({shape[1]});
    result.grad_output = random(shape).contiguous(torch::MemoryFormat::ChannelsLast);
    return result;
}

/// Output and the gradients of input, weight and bias.
using Results = std::vector<torch::Tensor>;

template <class Forward>
Results run(const Case& from, torch::ScalarType type, const Forward& forward) {
    auto input = from.input.to(type).detach().requires_grad_(true);
    auto weight = from.weight.to(type).detach().requires_grad_(true);
    auto bias = from.bias.to(type).detach().requires_grad_(true);
    const auto output = forward(input, weight, bias);
    output.backward(from.grad_output.to(type));
    return {output.detach(), input.grad(), weight.grad(), bias.grad()};
}

Results fused(const Case& from, std::int64_t groups, bool silu) {
    return run(from, from.input.scalar_type(), [&](const auto& input, const auto& weight, const auto& bias) {
        return group_norm_silu(input, groups, weight, bias, 1e-5, silu);
    });
}

/// libtorch's own operators in float64.
Results expected(const Case& from, std::int64_t groups, bool silu) {
    return run(from, torch::kFloat64, [&](const auto& input, const auto& weight, const auto& bias) {
        const auto normed = torch::group_norm(input, groups, weight, bias, 1e-5);
        return silu ? torch::silu(normed) : normed;
    });
}

double relative_error(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a.to(torch::kFloat64) - b).abs().max() / b.abs().max()).item<double>();
}

}  // namespace

class FusedGroupNormTest : public QObject {
    Q_OBJECT

private slots:
    void equals_libtorch_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("silu");
        QTest::newRow("one block") << 8 << 4 << 3 << 5 << false;
        QTest::newRow("with silu") << 8 << 4 << 3 << 5 << true;
        QTest::newRow("odd width of groups") << 21 << 7 << 4 << 4 << true;
        QTest::newRow("several blocks, the last one short") << 64 << 16 << 19 << 17 << true;
        QTest::newRow("one pixel") << 32 << 8 << 1 << 1 << true;
        QTest::newRow("one group") << 12 << 1 << 6 << 6 << true;
    }

    void equals_libtorch() {
        QFETCH(int, channels);
        QFETCH(int, groups);
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(bool, silu);
        for (const auto& [type, bound] : {std::pair(torch::kFloat32, 1e-5), std::pair(torch::kBFloat16, 1e-2)}) {
            const Case example = make_case({3, channels, height, width}, type);
            const Results actual = fused(example, groups, silu);
            const Results wanted = expected(example, groups, silu);
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                QCOMPARE(actual[i].scalar_type(), type);
                const double error = relative_error(actual[i], wanted[i]);
                QVERIFY2(error < bound, qPrintable(QString("result %1: %2").arg(i).arg(error)));
            }
        }
    }

    void a_mean_far_above_the_deviation_is_no_trouble() {
        const Case example = make_case({2, 16, 32, 32}, torch::kBFloat16, 30.0);
        QVERIFY(relative_error(fused(example, 4, false)[0], expected(example, 4, false)[0]) < 1e-2);
    }

    void the_number_of_threads_does_not_matter() {
        const Case example = make_case({2, 32, 40, 40}, torch::kFloat32);
        const int before = torch::get_num_threads();
        torch::set_num_threads(1);
        const Results one = fused(example, 8, true);
        torch::set_num_threads(2);
        const Results two = fused(example, 8, true);
        torch::set_num_threads(before);
        for (std::size_t i = 0; i < one.size(); ++i) {
            QVERIFY(torch::equal(one[i], two[i]));
        }
    }

    void an_image_does_not_depend_on_its_batch() {
        const Case example = make_case({4, 32, 10, 10}, torch::kBFloat16);
        const auto all = group_norm_silu(example.input, 8, example.weight, example.bias, 1e-5, true);
        const auto one = group_norm_silu(example.input.slice(0, 2, 3), 8, example.weight, example.bias, 1e-5, true);
        QVERIFY(torch::equal(all.slice(0, 2, 3), one));
    }

    void only_channels_last_on_the_cpu_is_fused() {
        QVERIFY(can_fuse_group_norm(make_case({1, 8, 4, 4}, torch::kFloat32).input));
        QVERIFY(!can_fuse_group_norm(torch::randn({1, 8, 4, 4})));
        QVERIFY(!can_fuse_group_norm(make_case({1, 8, 4, 4}, torch::kFloat64).input));
        QVERIFY(!can_fuse_group_norm(torch::randn({1, 8, 4})));
    }
};

DESTUDIO_TEST(FusedGroupNormTest)

}  // namespace destudio::fused_group_norm_test

#include "fused_group_norm_test.moc"
