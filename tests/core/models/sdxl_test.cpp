// SPDX-License-Identifier: Apache-2.0
// A random network with Stable Diffusion XL's parts: three levels, two text encoders, sizes and pooled text.
#include "core/nn/torch.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/diffusion/image_to_image.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::sdxl_test {

namespace fs = std::filesystem;

namespace {

nn::Unet2dConditionConfig tiny_xl_unet() {
    nn::Unet2dConditionConfig config;
    config.sample_size = 8;
    config.block_out_channels = {8, 16, 16};
    config.down_block_types = {"DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"};
    config.up_block_types = {"CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"};
    config.transformer_layers_per_block = {1, 1, 2};
    config.attention_head_dim = {1, 2, 2};
    config.layers_per_block = 1;
    config.cross_attention_dim = 40;
    config.norm_num_groups = 4;
    config.use_linear_projection = true;
    config.addition_time_embed_dim = 4;
    config.projection_class_embeddings_input_dim = 20 + 6 * 4;
    return config;
}

/// The tiny bundle with another U-Net and a second text encoder.
void write_tiny_xl(const fs::path& folder) {
    test::write_tiny_bundle(folder, false);
    torch::manual_seed(3);
    nn::Unet2dCondition unet(tiny_xl_unet());
    nn::save_weights(unet, folder / "unet" / "diffusion_pytorch_model.safetensors");
    test::write_json_file(folder / "unet" / "config.json", nn::to_json(tiny_xl_unet()));
    nn::ClipTextConfig text;
    text.vocab_size = 514;
    text.hidden_size = 24;
    text.intermediate_size = 32;
    text.num_hidden_layers = 2;
    text.num_attention_heads = 2;
    text.hidden_act = "gelu";
    text.projection_dim = 20;
    nn::ClipTextEncoder encoder(text);
    nn::save_weights(encoder, folder / "text_encoder_2" / "model.safetensors");
    test::write_json_file(folder / "text_encoder_2" / "config.json", nn::to_json(text));
    test::write_tiny_tokenizer(folder / "tokenizer_2");
}

}  // namespace

class SdxlTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path path() const { return fs::path(m_folder.path().toStdString()) / "xl"; }

private slots:
    void initTestCase() { write_tiny_xl(path()); }

    void configurations_are_written_as_they_are_read() {
        QVERIFY(nn::parse_unet_2d_condition_config(nn::to_json(tiny_xl_unet()), "x") == tiny_xl_unet());
        auto json = nn::to_json(tiny_xl_unet());
        json["projection_class_embeddings_input_dim"] = 24;
        QVERIFY_THROWS_EXCEPTION(ConfigError, nn::parse_unet_2d_condition_config(json, "x"));
        json["addition_embed_type"] = "text";
        QVERIFY_THROWS_EXCEPTION(ConfigError, nn::parse_unet_2d_condition_config(json, "x"));
    }

    void a_text_carries_its_pooled_state() {
        diffusion::StableDiffusionBundle bundle(path(), {});
        const auto both = bundle.encode_prompts({"a cat", "a dog"});
        QVERIFY(both.sizes() == (std::vector<std::int64_t>{2, 78, 40}));
        const auto pooled = both.select(1, 77);
        QVERIFY(pooled.slice(1, 0, 20).abs().max().item<float>() > 0);
        QCOMPARE(pooled.slice(1, 20).abs().max().item<float>(), 0.F);
        QVERIFY(both[0].equal(bundle.encode_prompts({"a cat"})[0]));
        const auto latent = torch::randn({1, 4, 8, 8});
        const auto time = torch::full({1}, 500);
        auto changed = both.slice(0, 0, 1).clone();
        const auto before = bundle.predict_noise(latent, time, changed).sample;
        changed[0][77][0] += 5;  // in place: what the U-Net keeps of a text must follow
        QVERIFY(!bundle.predict_noise(latent, time, changed).sample.equal(before));
    }

    void a_layer_at_a_time_gives_the_same() {
        diffusion::BundleLoadOptions low;
        low.release_text_encoder = true;
        diffusion::StableDiffusionBundle streamed(path(), low);
        diffusion::StableDiffusionBundle whole(path(), {});
        QVERIFY(streamed.encode_prompts({"a cat"}).equal(whole.encode_prompts({"a cat"})));
    }

    void redraws_with_three_levels_of_features() {
        diffusion::StableDiffusionBundle bundle(path(), {});
        diffusion::ImageToImageRequest request;
        request.image = torch::rand({1, 3, 32, 32}) * 2 - 1;
        request.prompt = "a cat";
        request.rungs = {{0.5, 1}};
        request.options.steps = 4;
        std::vector<diffusion::ImageToImageResult> results;
        diffusion::ImageToImage(bundle).run(request, {}, {}, [&](std::size_t, diffusion::ImageToImageResult result) {
            results.push_back(std::move(result));
        });
        QCOMPARE(results.size(), std::size_t{1});
        QVERIFY(results[0].image.sizes() == (std::vector<std::int64_t>{3, 32, 32}));
        const auto channels = nn::feature_channels(tiny_xl_unet());
        QCOMPARE(results[0].features.levels.size(), std::size_t{3});
        for (std::size_t level = 0; level < 3; ++level) {
            QCOMPARE(results[0].features.levels[level].size(1), channels[level]);
        }
    }

    void an_empty_negative_prompt_is_zeros_unless_the_model_says_otherwise() {
        QVERIFY(diffusion::StableDiffusionBundle(path(), {}).zeroes_empty_negative());
        test::write_json_file(path() / "model_index.json", {{"force_zeros_for_empty_prompt", false}});
        QVERIFY(!diffusion::StableDiffusionBundle(path(), {}).zeroes_empty_negative());
    }

    void parts_of_different_models_are_refused() {
        const auto refusal = [&] { return test::error_of([&] { diffusion::StableDiffusionBundle(path(), {}); }); };
        QVERIFY(refusal().empty());
        auto unet = tiny_xl_unet();
        unet.projection_class_embeddings_input_dim += 6;
        unet.addition_time_embed_dim += 1;
        unet.projection_class_embeddings_input_dim += 1;
        nn::Unet2dCondition other(unet);
        nn::save_weights(other, path() / "unet" / "diffusion_pytorch_model.safetensors");
        test::write_json_file(path() / "unet" / "config.json", nn::to_json(unet));
        QVERIFY2(refusal().find("second text encoder does not fit") != std::string::npos, refusal().c_str());
        fs::remove_all(path() / "text_encoder_2");
        QVERIFY(!refusal().empty());
    }
};

DESTUDIO_TEST(SdxlTest)

}  // namespace destudio::sdxl_test

#include "sdxl_test.moc"
