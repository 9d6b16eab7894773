// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/strip_convolution.h"

#include <QTest>

#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/resnet_block.h"
#include "tests/support/test_main.h"

namespace destudio::strip_convolution_test {

using namespace destudio::nn;

namespace {

/// Strips of a few rows as long as it lives.
class NarrowStrips {
public:
    NarrowStrips() { set_strip_bytes(1); }
    ~NarrowStrips() { set_strip_bytes(kStripBytes); }
    NarrowStrips(const NarrowStrips&) = delete;
    NarrowStrips& operator=(const NarrowStrips&) = delete;
};

torch::Tensor channels_last(const torch::Tensor& tensor) {
    return tensor.contiguous(torch::MemoryFormat::ChannelsLast);
}

template <class Module>
void convert(Module& module, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    for (auto& [name, tensor] : state_dict(module)) {
        torch::Tensor target = tensor;
        const auto converted = tensor.to(type);
        target.set_data(converted.dim() == 4 ? channels_last(converted) : converted);
    }
}

double largest(const torch::Tensor& tensor) {
    return tensor.abs().max().template item<double>();
}

}  // namespace

class StripConvolutionTest : public QObject {
    Q_OBJECT

private slots:
    void init() { torch::manual_seed(1); }

    void norm_and_convolution_are_the_same_in_strips_data() {
        QTest::addColumn<int>("height");
        for (const int height : {1, 15, 16, 17, 33, 64}) {
            QTest::addRow("%d rows", height) << height;
        }
    }
    void norm_and_convolution_are_the_same_in_strips() {
        QFETCH(int, height);
        const torch::NoGradGuard no_grad;
        GroupNorm norm(4, 16, 1e-6);
        Conv2d convolution({.in = 16, .out = 12});
        norm.weight.normal_();
        norm.bias.normal_();
        convert(convolution, torch::kFloat32);
        const auto input = channels_last(torch::randn({1, 16, height, 21}) + 3);
        const auto whole = convolution.forward(norm.forward_silu(input));
        const NarrowStrips narrow;
        const auto strips = norm_silu_convolution(norm, {4, 1e-6}, convolution, input);
        QCOMPARE(strips.sizes(), whole.sizes());
        QVERIFY(largest(strips - whole) < 1e-5);
    }

    /// In place of its input, and with a pointwise convolution added: the bits of the whole.
    void in_place_is_the_same_bits() {
        const torch::NoGradGuard no_grad;
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            for (const int height : {1, 16, 17, 33, 64}) {
                ResnetBlock block({.in = 24, .out = 16, .groups = 4, .eps = 1e-6});
                convert(block, type);
                GroupNorm norm(4, 16, 1e-6);
                Conv2d convolution({.in = 16, .out = 16});
                Conv2d pointwise({.in = 24, .out = 16, .kernel = 1, .padding = 0});
                convert(norm, type);
                convert(convolution, type);
                convert(pointwise, type);
                const auto image = channels_last(torch::randn({1, 16, height, 21}).to(type));
                const auto input = channels_last(torch::randn({1, 24, height, 21}).to(type));
                const auto whole = convolution.forward(norm.forward_silu(image));
                const auto sum = pointwise.forward(input) + whole;
                const auto block_whole = block.forward(input);
                const NarrowStrips narrow;
                QVERIFY(goes_in_strips(convolution, image));
                const auto changed = image.clone();
                norm_silu_convolution_in_place(norm, {4, 1e-6}, convolution, changed);
                QVERIFY2(changed.equal(whole), qPrintable(QString("%1 rows").arg(height)));
                add_pointwise_convolution(changed, pointwise, input);
                QVERIFY(changed.equal(sum));
                QVERIFY(block.forward(input).equal(block_whole));
            }
        }
    }

    void enlarged_convolution_is_the_same_in_strips() {
        const torch::NoGradGuard no_grad;
        Conv2d convolution({.in = 8, .out = 8});
        convert(convolution, torch::kFloat32);
        for (const std::int64_t height : {1, 8, 9, 40}) {
            const auto input = channels_last(torch::randn({1, 8, height, 5}));
            const auto whole = convolution.forward(torch::upsample_nearest2d(input, {2 * height, 10}));
            const NarrowStrips narrow;
            QVERIFY(largest(enlarged_convolution(convolution, input, 2 * height, 10) - whole) < 1e-5);
        }
    }

    /// A grey level is 2 / 255 of the decoder's range.
    void a_decoded_picture_has_no_seams() {
        const torch::NoGradGuard no_grad;
        AutoencoderKlConfig config;
        config.block_out_channels = {32, 64, 64};
        config.layers_per_block = 1;
        config.norm_num_groups = 16;
        for (const auto& [type, bound] : {std::pair(torch::kFloat32, 1e-4), std::pair(torch::kBFloat16, 2.0 / 255)}) {
            AutoencoderKl vae(config);
            convert(vae, type);
            const auto latent = channels_last(torch::randn({1, 4, 24, 20}).to(type));
            const auto picture = channels_last(torch::rand({1, 3, 96, 80}).mul(2).sub(1).to(type));
            const auto whole = vae.decode(latent).to(torch::kFloat32);
            const auto moments = vae.encode_moments(picture).to(torch::kFloat32);
            const NarrowStrips narrow;
            QVERIFY(largest(vae.decode(latent).to(torch::kFloat32) - whole) < bound);
            QVERIFY(largest(vae.encode_moments(picture).to(torch::kFloat32) - moments) < bound);
        }
    }

    void gradients_flow_without_strips() {
        const NarrowStrips narrow;
        GroupNorm norm(4, 16, 1e-6);
        Conv2d convolution({.in = 16, .out = 12});
        norm_silu_convolution(norm, {4, 1e-6}, convolution, channels_last(torch::randn({1, 16, 40, 8})))
            .sum()
            .backward();
        QVERIFY(norm.weight.grad().defined() && convolution.weight.grad().defined());
    }
};

DESTUDIO_TEST(StripConvolutionTest)

}  // namespace destudio::strip_convolution_test

#include "strip_convolution_test.moc"
