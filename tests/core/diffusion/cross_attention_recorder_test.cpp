// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/diffusion/cross_attention_recorder.h"

#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::cross_attention_recorder_test {

namespace {

struct Call {
    torch::Tensor latent = torch::randn({1, 4, 13, 16});
    torch::Tensor time = torch::full({1}, 200.0F);
    torch::Tensor context;

    explicit Call(const nn::Unet2dConditionConfig& config)
        : context(torch::randn({1, 9, config.cross_attention_dim})) {}
    nn::UnetOutput on(nn::Unet2dCondition& unet) const { return unet.forward(latent, time, context, true); }
};

/// Small models of the shapes that bundles have.
nn::Unet2dConditionConfig shape(const QString& name) {
    auto config = test::tiny_unet_config();
    if (name == QStringLiteral("sd15")) {
        config.attention_head_dim = {2, 2, 2, 2};
        config.use_linear_projection = false;
    } else if (name == QStringLiteral("clipart")) {
        config.down_block_types = {"DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"};
        config.up_block_types = {"UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"};
        config.transformer_layers_per_block = {1, 2, 1, 1};
    }
    return config;
}

}  // namespace

class CrossAttentionRecorderTest : public QObject {
    Q_OBJECT

private slots:
    void init() { torch::manual_seed(4); }

    void shares_of_all_tokens_sum_to_one_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("finest");
        QTest::addColumn<int>("levels");
        QTest::newRow("sd2") << QStringLiteral("sd2") << 1 << 4;
        QTest::newRow("sd15") << QStringLiteral("sd15") << 1 << 4;
        QTest::newRow("clipart") << QStringLiteral("clipart") << 2 << 3;
    }

    void shares_of_all_tokens_sum_to_one() {
        QFETCH(QString, name);
        QFETCH(int, finest);
        QFETCH(int, levels);
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(shape(name));
        const Call call(unet.config());
        const diffusion::CrossAttentionRecorder recorder(unet, call.context);
        QVERIFY(recorder.levels(13, 16).empty());
        call.on(unet);
        call.on(unet);
        const auto found = recorder.levels(13, 16);
        QCOMPARE(found.size(), static_cast<std::size_t>(levels));
        QCOMPARE(found.front().divisor, std::int64_t{finest});
        for (const auto& level : found) {
            const auto& shares = level.probabilities;
            QCOMPARE(shares.size(0), std::int64_t{9});
            QCOMPARE(shares.size(1), (13 + level.divisor - 1) / level.divisor);
            QCOMPARE(shares.size(2), 16 / level.divisor);
            QVERIFY(shares.min().item<double>() >= 0);
            QVERIFY((shares.sum(0) - 1).abs().max().item<double>() < 1e-5);
        }
    }

    void recording_changes_no_bit_of_the_output() {
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(test::tiny_unet_config());
        const Call call(unet.config());
        const auto before = call.on(unet);
        nn::UnetOutput during;
        {
            const diffusion::CrossAttentionRecorder recorder(unet, call.context);
            during = call.on(unet);
        }
        const auto after = call.on(unet);
        for (const nn::UnetOutput* other : std::initializer_list<const nn::UnetOutput*>{&during, &after}) {
            QVERIFY(torch::equal(other->sample, before.sample));
            QCOMPARE(other->block_outputs.size(), before.block_outputs.size());
            for (std::size_t i = 0; i < before.block_outputs.size(); ++i) {
                QVERIFY(torch::equal(other->block_outputs[i], before.block_outputs[i]));
            }
        }
    }

    void tells_the_attention_that_the_model_uses() {
        // One head, keys and queries made by hand: every pixel looks at token 3 alone.
        const torch::NoGradGuard no_grad;
        auto config = test::tiny_unet_config();
        config.attention_head_dim = {1, 1, 1, 1};
        nn::Unet2dCondition unet(config);
        Call call(config);
        call.context = torch::zeros({1, 9, config.cross_attention_dim});
        call.context[0][3] = 1;
        // Queries of 1, keys of 40 at token 3 and of 0 elsewhere.
        for (auto& parameter : unet.named_parameters()) {
            const std::string& name = parameter.key();
            auto& value = parameter.value();
            if (name.ends_with("norm2.weight") && name.find("transformer") != std::string::npos) {
                value.zero_();
            } else if (name.ends_with("norm2.bias") && name.find("transformer") != std::string::npos) {
                value.fill_(1);
            } else if (name.ends_with("attn2.to_q.weight")) {
                value.copy_(torch::eye(value.size(0)));
            } else if (name.ends_with("attn2.to_k.weight")) {
                value.fill_(40.0 / static_cast<double>(config.cross_attention_dim));
            }
        }
        const diffusion::CrossAttentionRecorder recorder(unet, call.context);
        call.on(unet);
        for (const auto& level : recorder.levels(13, 16)) {
            QVERIFY(level.probabilities[3].min().item<double>() > 0.999);
        }
    }

    void works_in_half_precision() {
        const torch::NoGradGuard no_grad;
        nn::Unet2dCondition unet(test::tiny_unet_config());
        const Call call(unet.config());
        std::vector<diffusion::CrossAttentionLevel> wide;
        {
            const diffusion::CrossAttentionRecorder recorder(unet, call.context);
            call.on(unet);
            wide = recorder.levels(13, 16);
        }
        unet.to(torch::kBFloat16);
        const auto context = call.context.to(torch::kBFloat16);
        const diffusion::CrossAttentionRecorder recorder(unet, context);
        unet.forward(call.latent.to(torch::kBFloat16), call.time, context);
        const auto narrow = recorder.levels(13, 16);
        QCOMPARE(narrow.size(), wide.size());
        for (std::size_t i = 0; i < wide.size(); ++i) {
            QVERIFY((narrow[i].probabilities - wide[i].probabilities).abs().max().item<double>() < 0.02);
        }
    }
};

DESTUDIO_CORE_TEST(CrossAttentionRecorderTest)

}  // namespace destudio::cross_attention_recorder_test

#include "cross_attention_recorder_test.moc"
