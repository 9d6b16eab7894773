// SPDX-License-Identifier: Apache-2.0
#include "core/bench/operation_count.h"

#include <QtTest/QtTest>

#include "core/bench/bundle_preset.h"
#include "core/bench/observed_operations.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/unet_2d_condition.h"
#include "tests/support/test_main.h"

namespace destudio::operation_count_test {

using bench::OperationCount;

namespace {

bool is_near(double value, double expected) {
    return std::abs(value - expected) <= 1e-9 * expected;
}

}  // namespace

class OperationCountTest : public QObject {
    Q_OBJECT

private slots:
    void agrees_with_the_figures_of_stable_diffusion_2() {
        const auto preset = bench::bundle_preset("sd2-base");
        const double unet = bench::count_unet(preset.unet, 2, 64, 64, 77).total() / 1e12;
        const double decode = bench::count_vae_decode(preset.vae, 512, 512).total() / 1e12;
        const double encode = bench::count_vae_encode(preset.vae, 512, 512).total() / 1e12;
        qInfo("unet %.4f decode %.4f encode %.4f TFLOP", unet, decode, encode);
        QVERIFY2(std::abs(unet / 1.61 - 1) < 0.02, qPrintable(QString::number(unet)));
        QVERIFY2(std::abs(decode / 2.51 - 1) < 0.02, qPrintable(QString::number(decode)));
        QVERIFY2(std::abs(encode / 1.12 - 1) < 0.02, qPrintable(QString::number(encode)));
    }

    void counts_a_text_encoder_by_hand() {
        nn::ClipTextConfig config;
        config.hidden_size = 8;
        config.intermediate_size = 32;
        config.num_hidden_layers = 2;
        config.num_attention_heads = 2;
        config.max_position_embeddings = 5;
        const OperationCount count = bench::count_text_encoder(config, 3);
        // Per layer and token: 2 (4 * 8 * 8 + 2 * 8 * 32) = 1536 in layers, 4 * 5 * 8 = 160 in attention; 15 tokens.
        QCOMPARE(count.linear, 2.0 * 15 * 1536);
        QCOMPARE(count.attention, 2.0 * 15 * 160);
        QCOMPARE(count.convolution, 0.0);
    }

    void counts_an_autoencoder_by_hand() {
        nn::AutoencoderKlConfig config;
        config.block_out_channels = {4};
        config.layers_per_block = 1;
        config.norm_num_groups = 2;
        const OperationCount encode = bench::count_vae_encode(config, 2, 3);
        // 6 pixels. 3x3: 3 to 4, three residual blocks of two 4 to 4, 4 to 8; 1x1: 8 to 8.
        QCOMPARE(encode.convolution, 2.0 * 6 * (9 * (3 * 4 + 6 * 16 + 4 * 8) + 64));
        QCOMPARE(encode.linear, 2.0 * 6 * 4 * 16);
        QCOMPARE(encode.attention, 4.0 * 6 * 6 * 4);
        const OperationCount decode = bench::count_vae_decode(config, 2, 3);
        // 1x1: 4 to 4; 3x3: 4 to 4, four residual blocks, 4 to 3.
        QCOMPARE(decode.convolution, 2.0 * 6 * (16 + 9 * (16 + 8 * 16 + 4 * 3)));
    }

    /// The formula walks the configuration, the observation the modules that run: they must not differ.
    void agrees_with_the_layers_that_run() {
        const torch::NoGradGuard no_grad;
        auto preset = bench::bundle_preset("tiny");
        for (const bool linear_projection : {true, false}) {
            preset.unet.use_linear_projection = linear_projection;
            nn::Unet2dCondition unet(preset.unet);
            const auto seen = bench::observe_operations(unet, [&] {
                unet.forward(torch::randn({2, 4, 13, 16}), torch::tensor({5.0F, 5.0F}),
                             torch::randn({2, 7, preset.unet.cross_attention_dim}));
            });
            const OperationCount counted = bench::count_unet(preset.unet, 2, 13, 16, 7);
            QVERIFY(is_near(counted.convolution, seen.convolution));
            QVERIFY(is_near(counted.linear, seen.linear));
            QVERIFY(counted.attention > 0);
        }
        nn::AutoencoderKl vae(preset.vae);
        const auto decoded = bench::observe_operations(vae, [&] { vae.decode(torch::randn({1, 4, 4, 6})); });
        const auto factor = preset.vae.factor();
        const OperationCount decode = bench::count_vae_decode(preset.vae, 4 * factor, 6 * factor);
        QVERIFY(is_near(decode.convolution, decoded.convolution));
        QVERIFY(is_near(decode.linear, decoded.linear));
        const auto encoded = bench::observe_operations(vae, [&] {
            vae.encode_moments(torch::randn({1, 3, 4 * factor, 6 * factor}));
        });
        const OperationCount encode = bench::count_vae_encode(preset.vae, 4 * factor, 6 * factor);
        QVERIFY(is_near(encode.convolution, encoded.convolution));
        QVERIFY(is_near(encode.linear, encoded.linear));
    }
};

DESTUDIO_CORE_TEST(OperationCountTest)

}  // namespace destudio::operation_count_test

#include "operation_count_test.moc"
