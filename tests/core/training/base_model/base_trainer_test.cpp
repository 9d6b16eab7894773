// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/base_trainer.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/training/base_model/latent_cache.h"
#include "core/training/sources/captioned_world_source.h"
#include "tests/support/test_main.h"

namespace destudio::base_trainer_test {

using namespace destudio::training;

namespace {

const world::SpriteAtlas& atlas() {
    static const auto shipped =
        world::SpriteAtlas::load(std::filesystem::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
    return shipped;
}

nlohmann::json tiny_autoencoder() {
    return {{"block_out_channels", {8, 8, 8}}, {"layers_per_block", 1}, {"norm_num_groups", 4}, {"latent_channels", 4}};
}

/// A model of a few thousand weights, trained for a few steps.
BaseRecipe tiny_recipe() {
    BaseRecipe recipe;
    recipe.image_size = 32;
    recipe.dtype = "float32";
    recipe.checkpoint_every = 2;
    recipe.autoencoder.steps = 2;
    recipe.autoencoder.batch = 2;
    recipe.autoencoder.crop = 16;
    recipe.autoencoder.config = tiny_autoencoder();
    recipe.tokenizer = {50, 10};
    recipe.diffusion.steps = 6;
    recipe.diffusion.batch = 2;
    recipe.diffusion.scenes = 5;
    recipe.diffusion.unet_config = {{"sample_size", 8},
                                    {"block_out_channels", {8, 16}},
                                    {"down_block_types", {"DownBlock2D", "DownBlock2D"}},
                                    {"up_block_types", {"UpBlock2D", "UpBlock2D"}},
                                    {"layers_per_block", 1},
                                    {"attention_head_dim", 2},
                                    {"cross_attention_dim", 8},
                                    {"norm_num_groups", 4}};
    recipe.diffusion.text_config = {{"hidden_size", 8},
                                    {"intermediate_size", 16},
                                    {"num_hidden_layers", 1},
                                    {"num_attention_heads", 2},
                                    {"max_position_embeddings", 77}};
    return recipe;
}

BasePictures world_pictures(const BaseRecipe& recipe) {
    const auto scenes = [&](world::Split split) {
        return std::make_shared<CaptionedWorldSource>(atlas(),
                                                      world::SceneSpec{recipe.image_size, split, recipe.seed, false});
    };
    BasePictures pictures{scenes(world::Split::kTrain), scenes(world::Split::kVal), scenes(world::Split::kTest),
                          atlas().classes(), "scenes"};
    return pictures;
}

/// Loss by step of the U-Net's stage.
std::map<std::int64_t, double> diffusion_losses(const std::filesystem::path& out) {
    std::map<std::int64_t, double> losses;
    std::ifstream log(out / "log.jsonl");
    for (std::string line; std::getline(log, line);) {
        const auto json = nlohmann::json::parse(line);
        if (json.at("stage") == "diffusion") {
            losses[json.at("step").get<std::int64_t>()] = json.at("loss").get<double>();
        }
    }
    return losses;
}

}  // namespace

class BaseTrainerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::vector<SampleSheet> m_sheets;
    std::filesystem::path root() const { return m_dir.path().toStdString(); }

    /// Trains into root()/name; stops when `stop_at` steps of the U-Net are done, if that is above 0.
    void train(const BaseRecipe& recipe, const std::string& name, std::int64_t stop_at = 0,
               const std::filesystem::path& start_from = {}) {
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.stage == "diffusion" && report.done == stop_at) {
                stop.request_stop();
            }
        };
        const BasePictures pictures = world_pictures(recipe);
        train_base({recipe, pictures, root() / name, start_from, torch::kCPU, stop.get_token(), progress,
                    [this](const SampleSheet& sheet) { m_sheets.push_back(sheet); }});
    }

private slots:
    void initTestCase() { train(tiny_recipe(), "whole"); }

    void latents_do_not_depend_on_what_was_asked_for_before() {
        torch::manual_seed(1);
        nn::AutoencoderKl autoencoder(nn::parse_autoencoder_kl_config(tiny_autoencoder(), "vae"));
        const world::SceneSpec spec{32, world::Split::kTrain, 1, false};
        const CaptionedWorldSource scenes(atlas(), spec);
        LatentCache fresh(scenes, autoencoder, 6);
        LatentCache used(scenes, autoencoder, 6);
        used.batch({5, 4, 3});
        const LatentBatch a = fresh.batch({3, 0, 5});
        const LatentBatch b = used.batch({3, 0, 5});
        QVERIFY(torch::equal(a.moments, b.moments));
        QVERIFY(a.captions == b.captions);
        QCOMPARE(a.captions[1], world::render_scene(atlas(), spec, 0).caption);
        QVERIFY(!torch::equal(a.moments[0], a.moments[1]));
        QVERIFY_EXCEPTION_THROWN(fresh.batch({6}), std::out_of_range);
    }

    void a_stopped_run_continues_with_the_same_losses() {
        QVERIFY_EXCEPTION_THROWN(train(tiny_recipe(), "stopped", 3), CancelledError);
        QCOMPARE(diffusion_losses(root() / "stopped").size(), std::size_t{3});
        train(tiny_recipe(), "stopped");
        QCOMPARE(diffusion_losses(root() / "stopped"), diffusion_losses(root() / "whole"));
        QCOMPARE(read_file(root() / "stopped/bundle/unet/diffusion_pytorch_model.safetensors"),
                 read_file(root() / "whole/bundle/unet/diffusion_pytorch_model.safetensors"));
    }

    void starting_from_a_bundle_keeps_its_autoencoder_and_tokenizer() {
        BaseRecipe recipe = tiny_recipe();
        recipe.seed = 2;  // would learn another autoencoder
        recipe.tokenizer.merges = 3;
        const auto from = root() / "whole/bundle";
        train(recipe, "further", 0, from);
        const auto to = root() / "further/bundle";
        for (const char* file : {"vae/diffusion_pytorch_model.safetensors", "vae/config.json", "tokenizer/merges.txt",
                                 "tokenizer/vocab.json"}) {
            QCOMPARE(read_file(to / file), read_file(from / file));
        }
        QVERIFY(!std::filesystem::exists(root() / "further/autoencoder-checkpoint.safetensors"));
        QVERIFY(read_file(to / "unet/diffusion_pytorch_model.safetensors") !=
                read_file(from / "unet/diffusion_pytorch_model.safetensors"));
    }

    void a_grown_autoencoder_keeps_its_encoder_and_learns_to_draw_larger() {
        BaseRecipe recipe = tiny_recipe();
        recipe.image_size = 64;
        recipe.autoencoder.grow = 2;
        recipe.autoencoder.crop = 32;
        recipe.diffusion.steps = 0;
        const auto from = root() / "whole/bundle";
        train(recipe, "grown", 0, from);
        const auto vae = root() / "grown/bundle/vae";
        const auto config = nn::read_autoencoder_kl_config(vae / "config.json");
        const auto before = nn::read_autoencoder_kl_config(from / "vae/config.json");
        QCOMPARE(config.factor(), 2 * before.factor());
        QCOMPARE(config.scaling_factor, before.scaling_factor);
        const auto index = nlohmann::json::parse(read_file(root() / "grown/bundle/model_index.json"));
        QCOMPARE(index.at("vae").dump(), std::string(R"(["destudio","PatchAutoencoderKL"])"));

        nn::AutoencoderKl small(before);
        nn::load_weights(small, from / "vae/diffusion_pytorch_model.safetensors");
        nn::AutoencoderKl large(config);
        nn::load_weights(large, vae / "diffusion_pytorch_model.safetensors");
        const torch::NoGradGuard no_grad;
        const auto image = torch::rand({1, 3, 64, 64}) * 2 - 1;
        const auto moments = large.encode_moments(image);
        const auto expected = small.encode_moments(torch::avg_pool2d(image, 2));
        // The new file rounds a quarter of each weight to half precision, which is exact.
        QVERIFY(torch::allclose(moments, expected, 1e-4, 1e-5));
        const auto latent = nn::moments_mean(moments);
        QVERIFY(!torch::allclose(large.decode(latent),
                                 small.decode(latent).repeat_interleave(2, 2).repeat_interleave(2, 3), 1e-4, 1e-5));
        // The U-Net was not asked to learn more.
        QCOMPARE(read_file(root() / "grown/bundle/unet/diffusion_pytorch_model.safetensors"),
                 read_file(from / "unet/diffusion_pytorch_model.safetensors"));
    }

    void an_adapted_autoencoder_starts_from_the_bundle_and_learns() {
        BaseRecipe recipe = tiny_recipe();
        recipe.autoencoder.adapt = true;
        recipe.autoencoder.config = nullptr;
        recipe.autoencoder.learning_rate.base = 1e-6;
        recipe.diffusion.unet_config = nullptr;
        recipe.diffusion.text_config = nullptr;
        recipe.diffusion.prediction_type.clear();
        const auto from = root() / "whole/bundle";
        train(recipe, "adapted", 0, from);
        const auto weights = [](const std::filesystem::path& bundle) {
            nn::AutoencoderKl model(nn::read_autoencoder_kl_config(bundle / "vae/config.json"));
            nn::load_weights(model, bundle / "vae/diffusion_pytorch_model.safetensors");
            return model.encode_moments(torch::ones({1, 3, 32, 32}) * 0.5).detach();
        };
        // A step of that rate changes next to nothing: what it starts from are the bundle's weights.
        QVERIFY(torch::allclose(weights(root() / "adapted/bundle"), weights(from), 1e-2, 1e-2));
        QCOMPARE(read_file(root() / "adapted/bundle/tokenizer/vocab.json"), read_file(from / "tokenizer/vocab.json"));
        QVERIFY(std::filesystem::exists(root() / "adapted/autoencoder-checkpoint.safetensors"));
    }

    void of_another_network_what_fits_is_kept() {
        BaseRecipe recipe = tiny_recipe();
        recipe.diffusion.steps = 0;
        recipe.diffusion.unet_config["block_out_channels"] = {8, 24};
        recipe.diffusion.unet_config["norm_num_groups"] = 4;
        const auto from = root() / "whole/bundle";
        train(recipe, "other", 0, from);
        const auto was = nn::open_weights(from / "unet/diffusion_pytorch_model.safetensors");
        const auto is = nn::open_weights(root() / "other/bundle/unet/diffusion_pytorch_model.safetensors");
        QVERIFY(torch::equal(is->tensor("conv_in.weight"), was->tensor("conv_in.weight")));
        QVERIFY(is->tensor("mid_block.resnets.0.conv1.weight").sizes() !=
                was->tensor("mid_block.resnets.0.conv1.weight").sizes());
        recipe.diffusion.unet_config["block_out_channels"] = {12, 24};
        recipe.diffusion.unet_config["cross_attention_dim"] = 4;
        recipe.diffusion.text_config["hidden_size"] = 4;
        recipe.diffusion.text_config["intermediate_size"] = 5;
        QVERIFY_EXCEPTION_THROWN(train(recipe, "nothing-fits", 0, from), ConfigError);
    }

    void a_size_that_cannot_be_halved_is_refused() {
        BaseRecipe recipe = tiny_recipe();
        recipe.image_size = 36;
        QVERIFY_EXCEPTION_THROWN(train(recipe, "odd"), ConfigError);
    }

    void training_ends_when_the_held_out_loss_rises_and_keeps_the_lowest() {
        BaseRecipe recipe = tiny_recipe();
        recipe.evaluate_every = 1;
        recipe.guidance_scale = 2;
        recipe.diffusion.patience = 2;
        recipe.diffusion.steps = 200;
        recipe.diffusion.learning_rate = {0.5, 0, 0.1};  // far too high: it gets worse soon
        m_sheets.clear();
        train(recipe, "risen");
        const auto out = root() / "risen";
        std::map<std::int64_t, double> losses;
        std::int64_t lowest = -1;
        std::ifstream log(out / "log.jsonl");
        for (std::string line; std::getline(log, line);) {
            const auto json = nlohmann::json::parse(line);
            if (json.at("stage") == "diffusion-evaluation") {
                const auto step = json.at("step").get<std::int64_t>();
                losses[step] = json.at("held_out_loss").get<double>();
                lowest = json.at("lowest").get<bool>() ? step : lowest;
            }
        }
        QVERIFY(losses.size() < 200);
        QCOMPARE(losses.rbegin()->first, lowest + 2);
        for (const auto& [step, loss] : losses) {
            QVERIFY(step == lowest || loss >= losses.at(lowest));
        }
        const auto bundle = nlohmann::json::parse(read_file(out / "bundle/bundle.json"));
        QCOMPARE(bundle.at("guidance_scale").get<double>(), 2.0);
        // Each new lowest was shown, with the picture itself and four ratios; the autoencoder's before.
        QCOMPARE(m_sheets.front().stage, std::string("autoencoder"));
        QCOMPARE(m_sheets.back().stage, std::string("diffusion"));
        QCOMPARE(m_sheets.back().step, lowest);
        QCOMPARE(m_sheets.back().cells.size(), std::size_t{4 * 5});
        QCOMPARE(m_sheets.back().cells.back().rgb.size(), std::size_t{32 * 32 * 3});
        // It has ended: run again, nothing is trained further.
        const auto before = read_file(out / "bundle/unet/diffusion_pytorch_model.safetensors");
        train(recipe, "risen");
        QCOMPARE(diffusion_losses(out).size(), static_cast<std::size_t>(lowest + 2));
        QCOMPARE(read_file(out / "bundle/unet/diffusion_pytorch_model.safetensors"), before);
    }

    void nothing_grows_without_a_bundle() {
        BaseRecipe recipe = tiny_recipe();
        recipe.autoencoder.grow = 2;
        QVERIFY_EXCEPTION_THROWN(train(recipe, "groundless"), ConfigError);
    }

    void a_bundle_to_start_from_must_be_there() {
        QVERIFY_EXCEPTION_THROWN(train(tiny_recipe(), "nowhere", 0, root() / "missing"), IoError);
        QVERIFY(!std::filesystem::exists(root() / "nowhere/bundle/vae"));
    }
};

DESTUDIO_CORE_TEST(BaseTrainerTest)

}  // namespace destudio::base_trainer_test

#include "base_trainer_test.moc"
