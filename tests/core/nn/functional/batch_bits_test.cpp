// SPDX-License-Identifier: Apache-2.0
// Whether an image's bits depend on how many others are in its batch: rungs share U-Net calls only where they do not.
#include <QTest>
#include <algorithm>

#include "core/nn/functional/fused_convolution.h"
#include "core/nn/functional/fused_linear.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/unet_2d_condition.h"
#include "tests/support/test_main.h"

namespace destudio::batch_bits_test {

using namespace destudio::nn;

namespace {

constexpr std::int64_t kMax = 10;  ///< five guided rungs

torch::Tensor channels_last(const torch::Tensor& tensor) {
    return tensor.contiguous(torch::MemoryFormat::ChannelsLast);
}

/// Whether the first images of a batch of any size are those of a batch of two.
template <class Operator>
bool is_independent(const torch::Tensor& batch, const Operator& apply) {
    const auto pair = apply(batch.slice(0, 0, 2));
    for (const std::int64_t count : {std::int64_t{1}, std::int64_t{3}, std::int64_t{6}, kMax}) {
        const auto both = std::min<std::int64_t>(count, 2);
        if (!apply(batch.slice(0, 0, count)).slice(0, 0, both).equal(pair.slice(0, 0, both))) {
            return false;
        }
    }
    return true;
}

}  // namespace

class BatchBitsTest : public QObject {
    Q_OBJECT

    static void add_types() {
        QTest::addColumn<int>("type");
        QTest::newRow("float32") << static_cast<int>(torch::kFloat32);
        QTest::newRow("bfloat16") << static_cast<int>(torch::kBFloat16);
    }

private slots:
    void init() { torch::manual_seed(1); }

    void convolutions_data() { add_types(); }
    void convolutions() {
        QFETCH(int, type);
        const auto dtype = static_cast<torch::ScalarType>(type);
        const torch::NoGradGuard no_grad;
        struct Shape {
            std::int64_t in, out, side, stride;
        };
        for (const Shape& shape :
             {Shape{4, 64, 16, 1}, Shape{64, 64, 16, 2}, Shape{64, 4, 16, 1}, Shape{192, 192, 2, 1},
              Shape{256, 128, 8, 1}, Shape{640, 320, 32, 1}, Shape{1280, 640, 8, 1}}) {
            const auto images = channels_last(torch::randn({kMax, shape.in, shape.side, shape.side}).to(dtype));
            const auto weight = channels_last(torch::randn({shape.out, shape.in, 3, 3}).mul(0.02).to(dtype));
            const auto bias = torch::randn({shape.out}).to(dtype);
            QVERIFY2(is_independent(images,
                                    [&](const torch::Tensor& some) {
                                        return convolution(channels_last(some), weight, bias, shape.stride, {1, 1});
                                    }),
                     qPrintable(QString("%1 to %2 at %3").arg(shape.in).arg(shape.out).arg(shape.side)));
        }
    }

    void linear_layers_data() { add_types(); }
    void linear_layers() {
        QFETCH(int, type);
        const auto dtype = static_cast<torch::ScalarType>(type);
        const torch::NoGradGuard no_grad;
        struct Shape {
            std::int64_t rows, in, out;
        };
        for (const Shape& shape : {Shape{1, 64, 256}, Shape{4, 192, 192}, Shape{16, 192, 1536}, Shape{77, 128, 128},
                                   Shape{256, 320, 320}, Shape{64, 1280, 640}}) {
            const auto rows = torch::randn({kMax, shape.rows, shape.in}).to(dtype);
            const auto weight = torch::randn({shape.out, shape.in}).mul(0.05).to(dtype);
            const auto bias = torch::randn({shape.out}).to(dtype);
            QVERIFY2(is_independent(rows, [&](const torch::Tensor& some) { return linear(some, weight, bias); }),
                     qPrintable(QString("%1 rows, %2 to %3").arg(shape.rows).arg(shape.in).arg(shape.out)));
        }
    }

    void a_whole_unet_data() { add_types(); }
    void a_whole_unet() {
        QFETCH(int, type);
        const auto dtype = static_cast<torch::ScalarType>(type);
        const torch::NoGradGuard no_grad;
        Unet2dConditionConfig config;
        config.block_out_channels = {32, 64, 96, 96};
        config.layers_per_block = 1;
        config.cross_attention_dim = 48;
        config.attention_head_dim = {1, 2, 3, 3};
        config.norm_num_groups = 16;
        config.use_linear_projection = true;
        Unet2dCondition unet(config);
        for (auto& [name, tensor] : state_dict(unet)) {
            torch::Tensor target = tensor;
            const auto converted = tensor.to(dtype);
            target.set_data(converted.dim() == 4 ? channels_last(converted) : converted);
        }
        const auto latents = torch::randn({kMax, 4, 16, 16}).to(dtype);
        const auto context = torch::randn({kMax, 20, 48}).to(dtype);
        const auto times = torch::rand({kMax}).mul(1000);
        QVERIFY(is_independent(latents, [&](const torch::Tensor& some) {
            const auto count = some.size(0);
            return unet.forward(channels_last(some), times.slice(0, 0, count), context.slice(0, 0, count)).sample;
        }));
    }
};

DESTUDIO_TEST(BatchBitsTest)

}  // namespace destudio::batch_bits_test

#include "batch_bits_test.moc"
