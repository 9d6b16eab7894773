// SPDX-License-Identifier: Apache-2.0
// Whole models on the fast paths against plain float32 arithmetic.
#include <QTest>

#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/unet_2d_condition.h"
#include "tests/support/test_main.h"

namespace destudio::fast_paths_test {

using namespace destudio::nn;

namespace {

double relative_error(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a.to(torch::kFloat64) - b).norm() / b.to(torch::kFloat64).norm()).item<double>();
}

/// Convolution weights in channels-last order, all in `type`, nothing to differentiate: as a bundle is loaded.
template <class Module>
void prepare(Module& module, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    for (auto& [name, tensor] : state_dict(module)) {
        auto converted = tensor.to(type);
        if (converted.dim() == 4) {
            converted = converted.contiguous(torch::MemoryFormat::ChannelsLast);
        }
        torch::Tensor target = tensor;
        target.set_data(converted);
    }
}

Unet2dConditionConfig unet_config() {
    Unet2dConditionConfig config;
    config.block_out_channels = {32, 64, 96, 96};
    config.layers_per_block = 1;
    config.cross_attention_dim = 48;
    config.attention_head_dim = {1, 2, 3, 3};
    config.norm_num_groups = 16;
    config.use_linear_projection = true;
    return config;
}

}  // namespace

class FastPathsTest : public QObject {
    Q_OBJECT

    torch::Tensor m_sample = torch::Tensor();
    torch::Tensor m_context = torch::Tensor();

    torch::Tensor step(Unet2dCondition& unet, const torch::Tensor& sample, torch::ScalarType type) {
        const auto input = sample.to(type).contiguous(torch::MemoryFormat::ChannelsLast);
        return unet
            .forward(input, torch::full({sample.size(0)}, 300.0F), m_context.slice(0, 0, sample.size(0)).to(type))
            .sample.detach();
    }

private slots:
    void init() {
        torch::manual_seed(1);
        m_sample = torch::randn({4, 4, 16, 16});
        m_context = torch::randn({1, 20, 48}).expand({4, -1, -1}).contiguous();
    }

    /// With gradients wanted, everything goes through libtorch's own operators.
    void unet_step_in_float32_and_bfloat16() {
        Unet2dCondition unet(unet_config());
        prepare(unet, torch::kFloat32);
        const auto plain = step(unet, m_sample, torch::kFloat32);
        const torch::NoGradGuard no_grad;
        const double float32 = relative_error(step(unet, m_sample, torch::kFloat32), plain);
        QVERIFY2(float32 < 1e-4, qPrintable(QString::number(float32)));
        prepare(unet, torch::kBFloat16);
        const double bfloat16 = relative_error(step(unet, m_sample, torch::kBFloat16), plain);
        QVERIFY2(bfloat16 < 2e-2, qPrintable(QString::number(bfloat16)));
    }

    void autoencoder_in_float32_and_bfloat16() {
        AutoencoderKlConfig config;
        config.block_out_channels = {32, 64, 64};
        config.layers_per_block = 1;
        config.norm_num_groups = 16;
        AutoencoderKl vae(config);
        prepare(vae, torch::kFloat32);
        const auto image = torch::rand({1, 3, 64, 64}).mul(2).sub(1);
        const auto latent = torch::randn({1, 4, 16, 16});
        const auto run = [&](torch::ScalarType type) {
            const auto input = image.to(type).contiguous(torch::MemoryFormat::ChannelsLast);
            const auto moments = vae.encode_moments(input).detach();
            const auto narrow = latent.to(type).contiguous(torch::MemoryFormat::ChannelsLast);
            return std::pair(moments, vae.decode(narrow).detach());
        };
        const auto plain = run(torch::kFloat32);
        const torch::NoGradGuard no_grad;
        const auto fast = run(torch::kFloat32);
        QVERIFY(relative_error(fast.first, plain.first) < 1e-4);
        QVERIFY(relative_error(fast.second, plain.second) < 1e-4);
        prepare(vae, torch::kBFloat16);
        const auto half = run(torch::kBFloat16);
        QVERIFY(relative_error(half.first, plain.first) < 2e-2);
        QVERIFY(relative_error(half.second, plain.second) < 2e-2);
    }
};

DESTUDIO_TEST(FastPathsTest)

}  // namespace destudio::fast_paths_test

#include "fast_paths_test.moc"
