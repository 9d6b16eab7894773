// SPDX-License-Identifier: Apache-2.0
// GLIGEN's gated layers: shut gates change nothing, open ones do, and masked slots are all alike.
#include "core/nn/models/gated_attention.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/nn/models/unet_2d_condition.h"
#include "tests/support/test_main.h"

namespace destudio::gated_attention_test {

using namespace destudio::nn;

namespace {

Unet2dConditionConfig gated_config() {
    return parse_unet_2d_condition_config({{"block_out_channels", {8, 8}},
                                           {"down_block_types", {"CrossAttnDownBlock2D", "DownBlock2D"}},
                                           {"up_block_types", {"UpBlock2D", "CrossAttnUpBlock2D"}},
                                           {"layers_per_block", 1},
                                           {"cross_attention_dim", 12},
                                           {"attention_head_dim", 2},
                                           {"norm_num_groups", 4},
                                           {"attention_type", "gated"}},
                                          "test");
}

}  // namespace

class GatedAttentionTest : public QObject {
    Q_OBJECT

private slots:
    void shut_gates_change_nothing_and_open_ones_do() {
        const torch::NoGradGuard no_grad;
        torch::manual_seed(1);
        Unet2dCondition unet(gated_config());
        QVERIFY(unet.position_net() != nullptr);
        const auto sample = torch::randn({1, 4, 8, 8});
        const auto context = torch::randn({1, 5, 12});
        const auto timesteps = torch::tensor({10}, torch::kLong);
        UnetConditions boxes;
        boxes.grounding =
            unet.position_net()->forward(torch::rand({1, 3, 4}), torch::ones({1, 3}), torch::randn({1, 3, 12}));
        const auto without = unet.forward(sample, timesteps, context).sample;
        QVERIFY(torch::equal(unet.forward(sample, timesteps, context, false, boxes).sample, without));
        for (auto& parameter : unet.named_parameters()) {
            if (parameter.key().find("alpha_") != std::string::npos) {
                parameter.value().fill_(0.7);
            }
        }
        QVERIFY(!torch::allclose(unet.forward(sample, timesteps, context, false, boxes).sample, without));
        QVERIFY(torch::equal(unet.forward(sample, timesteps, context).sample, without));  // the tokens are gone again
    }

    void slots_that_are_not_used_are_all_alike() {
        const torch::NoGradGuard no_grad;
        torch::manual_seed(2);
        PositionNet net(12);
        const auto tokens =
            net.forward(torch::rand({1, 3, 4}), torch::tensor({{1.0F, 0.0F, 0.0F}}), torch::randn({1, 3, 12}));
        QVERIFY(torch::equal(tokens[0][1], tokens[0][2]));
        QVERIFY(!torch::allclose(tokens[0][0], tokens[0][1]));
        QCOMPARE(box_sinusoids(torch::zeros({2, 4})).size(1), std::int64_t{64});
    }

    void the_configuration_is_written_and_read_again() {
        const auto config = gated_config();
        QVERIFY(config.gated_attention);
        QVERIFY(parse_unet_2d_condition_config(to_json(config), "again") == config);
        auto json = to_json(config);
        json["attention_type"] = "gated-text-image";
        QVERIFY_EXCEPTION_THROWN(parse_unet_2d_condition_config(json, "other"), ConfigError);
    }
};

DESTUDIO_CORE_TEST(GatedAttentionTest)

}  // namespace destudio::gated_attention_test

#include "gated_attention_test.moc"
