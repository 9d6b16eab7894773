// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/nn/models/autoencoder_kl_config.h"
#include "core/nn/models/autoencoder_tiny.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition_config.h"
#include "tests/support/test_main.h"

namespace destudio::config_test {

using nlohmann::json;

namespace {

template <class Parse>
std::string error_of(const Parse& parse, const json& document) {
    try {
        parse(document, "some/config.json");
    } catch (const ConfigError& error) {
        return error.what();
    }
    return {};
}

/// `good` with one key replaced is refused, and the message names the file and the key.
template <class Parse>
void refuses(const Parse& parse, json good, const char* key, const json& value) {
    good[key] = value;
    const auto message = error_of(parse, good);
    const auto text = std::string(key) + " = " + value.dump() + ": " + message;
    QVERIFY2(message.find(key) != std::string::npos, text.c_str());
    QVERIFY2(message.find("some/config.json") != std::string::npos, text.c_str());
}

}  // namespace

class ConfigTest : public QObject {
    Q_OBJECT

private slots:
    void unet_round_trip_and_defaults() {
        const nn::Unet2dConditionConfig config;
        QVERIFY(nn::parse_unet_2d_condition_config(nn::to_json(config), "x") == config);
        // Stable Diffusion 1.5's file lacks many keys.
        const auto old = nn::parse_unet_2d_condition_config(
            {{"attention_head_dim", 8}, {"cross_attention_dim", 768}, {"use_linear_projection", nullptr}}, "x");
        QVERIFY(!old.use_linear_projection);
        QVERIFY(!old.upcast_attention);
        QCOMPARE(old.attention_head_dim, (std::vector<std::int64_t>{8, 8, 8, 8}));
        QCOMPARE(old.cross_attention_dim, std::int64_t{768});
    }

    void unet_refusals() {
        const auto parse = nn::parse_unet_2d_condition_config;
        const auto good = nn::to_json(nn::Unet2dConditionConfig());
        refuses(parse, good, "block_out_channels", json::array());
        refuses(parse, good, "block_out_channels", {320, 640, 1280, -1});
        refuses(parse, good, "block_out_channels", {320, 640, 1280, 1e9});
        refuses(parse, good, "block_out_channels", {320, 640, 1280, 1283});
        refuses(parse, good, "block_out_channels", "320");
        refuses(parse, good, "down_block_types", {"DownBlock2D"});
        refuses(parse, good, "down_block_types", {"AttnDownBlock2D", "DownBlock2D", "DownBlock2D", "DownBlock2D"});
        refuses(parse, good, "attention_head_dim", {5, 10, 20});
        refuses(parse, good, "attention_head_dim", {7, 8, 8, 8});
        refuses(parse, good, "attention_head_dim", 0);
        refuses(parse, good, "layers_per_block", 0);
        refuses(parse, good, "layers_per_block", 2.5);
        refuses(parse, good, "norm_num_groups", 0);
        refuses(parse, good, "use_linear_projection", "yes");
        refuses(parse, good, "act_fn", "gelu");
        refuses(parse, good, "class_embed_type", "timestep");
        refuses(parse, good, "cross_attention_dim", 99999999999LL);
        QVERIFY(!error_of(parse, json::array()).empty());
    }

    void autoencoder_kl() {
        const nn::AutoencoderKlConfig config;
        QVERIFY(nn::parse_autoencoder_kl_config(nn::to_json(config), "x") == config);
        QCOMPARE(nn::parse_autoencoder_kl_config(json::object(), "x").scaling_factor, 0.18215);
        const auto parse = nn::parse_autoencoder_kl_config;
        const auto good = nn::to_json(config);
        refuses(parse, good, "block_out_channels", {128, 0});
        refuses(parse, good, "norm_num_groups", 33);
        refuses(parse, good, "scaling_factor", 0);
        refuses(parse, good, "scaling_factor", "0.18");
        refuses(parse, good, "down_block_types", {"DownEncoderBlock2D"});
        refuses(parse, good, "latent_channels", 0);
        refuses(parse, good, "_class_name", "VQModel");
    }

    void patch_autoencoder_kl() {
        nn::AutoencoderKlConfig config;
        QCOMPARE(config.factor(), 8);
        config.patch_size = 2;
        QCOMPARE(config.factor(), 16);
        const auto good = nn::to_json(config);
        QCOMPARE(good.at("_class_name").get<std::string>(), std::string("PatchAutoencoderKL"));
        const auto parse = nn::parse_autoencoder_kl_config;
        QVERIFY(parse(good, "x") == config);
        refuses(parse, good, "patch_size", 0);
        refuses(parse, good, "patch_size", 17);
        // diffusers' own class has no patches.
        auto plain = good;
        plain["_class_name"] = "AutoencoderKL";
        QCOMPARE(parse(plain, "x").patch_size, 1);
    }

    void autoencoder_tiny() {
        const nn::AutoencoderTinyConfig config;
        QVERIFY(nn::parse_autoencoder_tiny_config(nn::to_json(config), "x") == config);
        const auto parse = nn::parse_autoencoder_tiny_config;
        const auto good = nn::to_json(config);
        refuses(parse, good, "num_encoder_blocks", {1, 3});
        refuses(parse, good, "encoder_block_out_channels", {64, 32, 64, 64});
        refuses(parse, good, "act_fn", "gelu");
        refuses(parse, good, "scaling_factor", 0);
    }

    void clip_text() {
        const nn::ClipTextConfig config;
        QVERIFY(nn::parse_clip_text_config(nn::to_json(config), "x") == config);
        const auto parse = nn::parse_clip_text_config;
        const auto good = nn::to_json(config);
        refuses(parse, good, "hidden_act", "relu");
        refuses(parse, good, "num_attention_heads", 7);
        refuses(parse, good, "vocab_size", -1);
        refuses(parse, good, "num_hidden_layers", -1);
    }
};

DESTUDIO_TEST(ConfigTest)

}  // namespace destudio::config_test

#include "config_test.moc"
