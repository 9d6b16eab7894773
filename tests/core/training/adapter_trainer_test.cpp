// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_trainer.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/nn/autoencoder_kl.h"
#include "core/nn/clip_text_encoder.h"
#include "core/nn/unet_2d_condition.h"
#include "core/nn/weights.h"
#include "core/training/adapter_world_source.h"
#include "core/training/tokenizer_builder.h"

using namespace destudio;
using namespace destudio::training;

namespace {

/// A diffusion model of a few thousand random weights.
void make_bundle(const std::filesystem::path& bundle) {
    torch::manual_seed(1);
    const nlohmann::json unet = {{"sample_size", 8},
                                 {"block_out_channels", {8, 16}},
                                 {"down_block_types", {"DownBlock2D", "DownBlock2D"}},
                                 {"up_block_types", {"UpBlock2D", "UpBlock2D"}},
                                 {"layers_per_block", 1},
                                 {"attention_head_dim", 2},
                                 {"cross_attention_dim", 8},
                                 {"norm_num_groups", 4}};
    const nlohmann::json vae = {
        {"block_out_channels", {8, 8, 8}}, {"layers_per_block", 1}, {"norm_num_groups", 4}, {"latent_channels", 4}};
    const int vocabulary = build_tokenizer({"a cat and a dog", "a red car"}, 10, bundle / "tokenizer");
    const nlohmann::json text = {{"vocab_size", vocabulary}, {"hidden_size", 8},
                                 {"intermediate_size", 16},  {"num_hidden_layers", 1},
                                 {"num_attention_heads", 2}, {"max_position_embeddings", 77}};
    const nn::Unet2dCondition unet_module(nn::parse_unet_2d_condition_config(unet, "unet"));
    const nn::AutoencoderKl vae_module(nn::parse_autoencoder_kl_config(vae, "vae"));
    const nn::ClipTextEncoder text_module(nn::parse_clip_text_config(text, "text"));
    nn::save_weights(unet_module, bundle / "unet/diffusion_pytorch_model.safetensors");
    nn::save_weights(vae_module, bundle / "vae/diffusion_pytorch_model.safetensors");
    nn::save_weights(text_module, bundle / "text_encoder/model.safetensors");
    write_file_atomically(bundle / "unet/config.json", nn::to_json(unet_module.config()).dump());
    write_file_atomically(bundle / "vae/config.json", nn::to_json(vae_module.config()).dump());
    write_file_atomically(bundle / "text_encoder/config.json", nn::to_json(text_module.config()).dump());
}

AdapterRecipe tiny_recipe() {
    return parse_adapter_recipe({{"image_size", 32},
                                 {"steps", 6},
                                 {"batch", 2},
                                 {"feature_repeats", 2},
                                 {"ema_decay", 0.9},
                                 {"checkpoint_every", 2},
                                 {"evaluate_every", 3},
                                 {"evaluation_images", 4},
                                 {"dtype", "float32"},
                                 {"model",
                                  {{"embed_dim", 16},
                                   {"num_heads", 2},
                                   {"feedforward_dim", 16},
                                   {"num_encoder_layers", 1},
                                   {"num_decoder_layers", 2},
                                   {"num_queries", 10},
                                   {"group_norm_groups", 4},
                                   {"select_box_nums_for_evaluation", 20},
                                   {"dn_number", 4}}}},
                                "recipe");
}

std::map<std::int64_t, double> logged_losses(const std::filesystem::path& out) {
    std::map<std::int64_t, double> losses;
    std::ifstream log(out / "log.jsonl");
    for (std::string line; std::getline(log, line);) {
        const auto json = nlohmann::json::parse(line);
        if (json.at("stage") == "adapter") {
            losses[json.at("step").get<std::int64_t>()] = json.at("loss").get<double>();
        }
    }
    return losses;
}

}  // namespace

class AdapterTrainerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::filesystem::path root() const { return m_dir.path().toStdString(); }

    /// Trains into root()/name; stops when `stop_at` steps are done, if that is above 0.
    AdapterTrainingResult train(const std::string& name, std::int64_t stop_at = 0) {
        static const auto atlas =
            world::SpriteAtlas::load(std::filesystem::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
        const WorldImageSource scenes(atlas, world::Split::kTrain, 1);
        const WorldImageSource held_out(atlas, world::Split::kVal, 0);
        const AdapterRecipe recipe = tiny_recipe();
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.done == stop_at) {
                stop.request_stop();
            }
        };
        return train_adapter(
            {recipe, root() / "bundle", scenes, held_out, root() / name, torch::kCPU, stop.get_token(), progress});
    }

private slots:
    void initTestCase() { make_bundle(root() / "bundle"); }

    void writes_an_adapter_that_loads() {
        const auto result = train("whole");
        const auto adapter = detection::load_adapter(result.adapter);
        QCOMPARE(adapter->classes().size(), std::size_t{20});
        QCOMPARE(adapter->feature_names(), (std::vector<std::string>{"div1", "div2"}));
        QVERIFY(result.best_step == 3 || result.best_step == 6);
    }

    void resuming_gives_the_same_losses() {
        train("whole");
        QVERIFY_EXCEPTION_THROWN(train("stopped", 3), CancelledError);
        QVERIFY(logged_losses(root() / "stopped").size() == 3);
        train("stopped");
        QCOMPARE(logged_losses(root() / "stopped"), logged_losses(root() / "whole"));
        QCOMPARE(read_file(root() / "stopped/adapter/model.safetensors"),
                 read_file(root() / "whole/adapter/model.safetensors"));
    }

    void image_size_must_fit_the_autoencoder() {
        AdapterRecipe recipe = tiny_recipe();
        recipe.image_size = 33;
        const auto atlas =
            world::SpriteAtlas::load(std::filesystem::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
        const WorldImageSource scenes(atlas, world::Split::kTrain, 1);
        QVERIFY_EXCEPTION_THROWN(
            train_adapter({recipe, root() / "bundle", scenes, scenes, root() / "odd", torch::kCPU, {}, {}}),
            ConfigError);
    }

    void missing_bundle_is_named() {
        const AdapterRecipe recipe = tiny_recipe();
        const auto atlas =
            world::SpriteAtlas::load(std::filesystem::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
        const WorldImageSource scenes(atlas, world::Split::kTrain, 1);
        QVERIFY_EXCEPTION_THROWN(
            train_adapter({recipe, root() / "nowhere", scenes, scenes, root() / "none", torch::kCPU, {}, {}}), IoError);
    }
};

QTEST_APPLESS_MAIN(AdapterTrainerTest)
#include "adapter_trainer_test.moc"
