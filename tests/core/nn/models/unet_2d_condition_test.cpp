// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/unet_2d_condition.h"

#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::unet_2d_condition_test {

namespace {

nn::Unet2dConditionConfig small_config() {
    nn::Unet2dConditionConfig config;
    config.block_out_channels = {8, 12, 16, 20};
    config.layers_per_block = 1;
    config.cross_attention_dim = 6;
    config.attention_head_dim = {1, 2, 4, 4};
    config.norm_num_groups = 4;
    return config;
}

}  // namespace

class Unet2dConditionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { torch::manual_seed(1); }

    void distilled_guidance_is_an_input_of_its_own() {
        const torch::NoGradGuard no_grad;
        auto config = small_config();
        config.time_cond_proj_dim = 6;
        QVERIFY(nn::parse_unet_2d_condition_config(nn::to_json(config), "x") == config);
        nn::Unet2dCondition unet(config);
        const auto sample = torch::randn({2, 4, 8, 8});
        const auto context = torch::randn({2, 3, 6});
        const auto with = [&](double scale) {
            nn::UnetConditions conditions;
            conditions.guidance = nn::guidance_embedding(torch::full({2}, scale), 6);
            return unet.forward(sample, torch::tensor({500, 20}), context, false, conditions).sample;
        };
        QVERIFY(!with(3).equal(with(8)));
        QVERIFY(!with(3).equal(unet.forward(sample, torch::tensor({500, 20}), context).sample));
        // Scale 1 is w = 0: the sines are 0, the cosines 1; an odd width ends in a 0.
        const auto none = nn::guidance_embedding(torch::ones({1}), 7);
        QVERIFY(none.equal(torch::tensor({{0.0F, 0.0F, 0.0F, 1.0F, 1.0F, 1.0F, 0.0F}})));
        const auto some = nn::guidance_embedding(torch::full({1}, 2.0), 4);
        QVERIFY((some - torch::tensor({{std::sin(1000.0), std::sin(0.1), std::cos(1000.0), std::cos(0.1)}}))
                    .abs()
                    .max()
                    .item<double>() < 1e-6);
    }

    void any_size_and_its_pyramid_data() {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        for (const auto& [h, w] :
             std::vector<std::pair<int, int>>{{8, 8}, {9, 11}, {7, 13}, {10, 14}, {1, 1}, {2, 33}}) {
            QTest::addRow("%dx%d", h, w) << h << w;
        }
    }
    void any_size_and_its_pyramid() {
        QFETCH(int, height);
        QFETCH(int, width);
        const torch::NoGradGuard no_grad;
        for (const bool linear : {false, true}) {
            auto config = small_config();
            config.use_linear_projection = linear;
            nn::Unet2dCondition unet(config);
            const auto output = unet.forward(torch::randn({2, 4, height, width}), torch::tensor({1, 900}),
                                             torch::randn({2, 5, 6}), true);
            QCOMPARE(output.sample.sizes(), (torch::IntArrayRef{2, 4, height, width}));
            QVERIFY(output.sample.isfinite().all().item<bool>());
            const auto pyramid = nn::group_features(output.block_outputs, height, width);
            const auto channels = nn::feature_channels(config);
            QCOMPARE(pyramid.levels.size(), std::size_t{4});
            for (std::size_t k = 0; k < 4; ++k) {
                const std::int64_t scale = std::int64_t{1} << k;
                QCOMPARE(pyramid.levels[k].sizes(), (torch::IntArrayRef{2, channels[k], (height + scale - 1) / scale,
                                                                        (width + scale - 1) / scale}));
            }
        }
    }

    void feature_channels_of_stable_diffusion_2() {
        nn::Unet2dConditionConfig config;
        config.block_out_channels = {320, 640, 1280, 1280};
        QCOMPARE(nn::feature_channels(config), (std::vector<std::int64_t>{960, 1600, 1920, 3840}));
    }

    void features_only_on_request() {
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(small_config());
        const auto output = unet.forward(torch::randn({1, 4, 8, 8}), torch::tensor({1}), torch::randn({1, 5, 6}));
        QVERIFY(output.block_outputs.empty());
    }

    void samples_of_a_batch_are_independent() {
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(small_config());
        const auto sample = torch::randn({2, 4, 8, 12});
        const auto timesteps = torch::tensor({3, 700});
        const auto context = torch::randn({2, 5, 6});
        const auto together = unet.forward(sample, timesteps, context).sample;
        for (int i = 0; i < 2; ++i) {
            const auto alone =
                unet.forward(sample.slice(0, i, i + 1), timesteps.slice(0, i, i + 1), context.slice(0, i, i + 1))
                    .sample;
            QVERIFY((alone[0] - together[i]).abs().max().item<float>() < 1e-5F);
        }
    }

    void fractional_and_whole_timesteps_agree() {
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(small_config());
        const auto sample = torch::randn({1, 4, 8, 8});
        const auto context = torch::randn({1, 5, 6});
        const auto whole = unet.forward(sample, torch::tensor({500}), context).sample;
        QVERIFY(torch::equal(whole, unet.forward(sample, torch::tensor({500.0F}), context).sample));
        QVERIFY(!torch::equal(whole, unet.forward(sample, torch::tensor({500.5F}), context).sample));
    }

    void bfloat16_stays_close() {
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(small_config());
        const auto sample = torch::randn({1, 4, 8, 8});
        const auto context = torch::randn({1, 5, 6});
        const auto exact = unet.forward(sample, torch::tensor({500}), context).sample;
        unet.to(torch::kBFloat16);
        const auto half = unet.forward(sample.to(torch::kBFloat16), torch::tensor({500}), context.to(torch::kBFloat16));
        const auto error = (half.sample.to(torch::kFloat32) - exact).abs().max().item<float>();
        QVERIFY2(error < 0.1F * exact.abs().max().item<float>() + 0.02F, std::to_string(error).c_str());
    }

    void gradients_reach_every_parameter() {
        nn::Unet2dCondition unet(small_config());
        unet.forward(torch::randn({1, 4, 8, 8}), torch::tensor({500}), torch::randn({1, 5, 6})).sample.sum().backward();
        for (const auto& item : unet.named_parameters()) {
            QVERIFY2(item.value().grad().defined(), item.key().c_str());
        }
    }
};

DESTUDIO_TEST(Unet2dConditionTest)

}  // namespace destudio::unet_2d_condition_test

#include "unet_2d_condition_test.moc"
