// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/autoencoder_tiny.h"
#include "tests/support/test_main.h"

namespace destudio::autoencoder_test {

class AutoencoderTest : public QObject {
    Q_OBJECT

private slots:
    void kl_shapes() {
        const torch::NoGradGuard no_grad;
        nn::AutoencoderKlConfig config;
        config.block_out_channels = {4, 8, 8};
        config.layers_per_block = 1;
        config.norm_num_groups = 2;
        config.latent_channels = 3;
        nn::AutoencoderKl model(config);
        QCOMPARE(config.factor(), std::int64_t{4});
        const auto moments = model.encode_moments(torch::rand({2, 3, 12, 20}));
        QCOMPARE(moments.sizes(), (torch::IntArrayRef{2, 6, 3, 5}));
        QCOMPARE(model.decode(nn::moments_mean(moments)).sizes(), (torch::IntArrayRef{2, 3, 12, 20}));
    }

    void moments_are_a_clamped_gaussian() {
        const auto moments = torch::tensor({2.0F, -100.0F, 3.0F, 100.0F}).reshape({2, 2, 1, 1});
        QVERIFY(torch::equal(nn::moments_mean(moments).flatten(), torch::tensor({2.0F, 3.0F})));
        QVERIFY(torch::equal(nn::moments_logvar(moments).flatten(), torch::tensor({-30.0F, 20.0F})));
        const auto sample = nn::moments_sample(moments, torch::ones({2, 1, 1, 1})).flatten();
        QVERIFY(std::abs(sample[0].item<double>() - (2 + std::exp(-15.0))) < 1e-6);
        QVERIFY(std::abs(sample[1].item<double>() - (3 + std::exp(10.0))) < 0.1);
    }

    void tiny_shapes() {
        const torch::NoGradGuard no_grad;
        nn::AutoencoderTinyConfig config;
        config.encoder_block_out_channels = {8, 8, 8};
        config.decoder_block_out_channels = {8, 8, 8};
        config.num_encoder_blocks = {1, 1, 1};
        config.num_decoder_blocks = {1, 1, 1};
        nn::AutoencoderTiny model(config);
        const auto latent = model.encode(torch::rand({1, 3, 24, 32}));
        QCOMPARE(latent.sizes(), (torch::IntArrayRef{1, 4, 6, 8}));
        QCOMPARE(model.decode(latent).sizes(), (torch::IntArrayRef{1, 3, 24, 32}));
    }
};

DESTUDIO_TEST(AutoencoderTest)

}  // namespace destudio::autoencoder_test

#include "autoencoder_test.moc"
