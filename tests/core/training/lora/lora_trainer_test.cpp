// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_trainer.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/lora/lora_report.h"
#include "core/nn/functional/recompute.h"
#include "core/training/sources/captioned_world_source.h"
#include "tests/core/training/training_fixture.h"
#include "tests/support/error_of.h"
#include "tests/support/test_main.h"
#include "tests/support/tiny_bundle.h"

namespace destudio::lora_trainer_test {

using namespace destudio::training;
namespace fs = std::filesystem;

namespace {

LoraRecipe tiny_lora_recipe() {
    LoraRecipe recipe;
    recipe.image_size = 32;
    recipe.rank = 2;
    recipe.alpha = 1;
    recipe.conv_rank = 3;
    recipe.conv_alpha = 6;
    recipe.modules = {"attention", "feed_forward", "projections", "convolutions"};
    recipe.text_encoder = true;
    recipe.dtype = "float32";
    recipe.file_dtype = "float32";
    recipe.checkpoint_every = 2;
    recipe.evaluate_every = 0;
    recipe.steps = 4;
    recipe.batch = 2;
    recipe.crops = 3;
    recipe.learning_rate = {1e-2, 1, 0.3};
    return recipe;
}

LoraPictures scenes(bool held_out = false) {
    const auto of = [](world::Split split) {
        return std::make_shared<CaptionedWorldSource>(built_in_atlas(), world::SceneSpec{32, split, 1, false});
    };
    LoraPictures pictures;
    pictures.training = of(world::Split::kTrain);
    if (held_out) {
        pictures.held_out = of(world::Split::kVal);
    }
    return pictures;
}

/// One batch whose loss is compared.
struct Probe {
    torch::Tensor latents;
    torch::Tensor noise;
    torch::Tensor timesteps = torch::tensor({700, 120}, torch::kInt64);
    std::vector<std::string> captions = {"a cat", "a red car"};

    Probe() {
        torch::manual_seed(8);
        latents = torch::randn({2, 4, 8, 8});
        noise = torch::randn({2, 4, 8, 8});
    }
    torch::Tensor of(LoraLearner& learner) const { return learner.loss(latents, noise, timesteps, captions); }
};

/// Moves `up` away from zero, so that every factor has a gradient.
void disturb(const LoraModules& modules) {
    const torch::NoGradGuard no_grad;
    torch::manual_seed(4);
    for (const auto& [name, parameter] : modules.parameters()) {
        auto values = parameter;
        values.add_(torch::randn_like(values) * 0.2);
    }
}

torch::Tensor flat_gradients(const LoraModules& modules) {
    std::vector<torch::Tensor> all;
    for (const auto& [name, parameter] : modules.parameters()) {
        all.push_back(parameter.grad().flatten());
    }
    return torch::cat(all);
}

}  // namespace

class LoraTrainerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    fs::path root() const { return m_dir.path().toStdString(); }

    void train(const LoraRecipe& recipe, const LoraPictures& pictures, const std::string& name,
               std::int64_t stop_at = 0) {
        std::stop_source stop;
        const ProgressSink progress = [&](const Progress& report) {
            if (report.stage == "lora" && report.done == stop_at) {
                stop.request_stop();
            }
        };
        train_lora({recipe, root() / "model", pictures, root() / name, torch::kCPU, stop.get_token(), progress});
    }
    std::string file_of(const std::string& name) const { return read_file(root() / name / "lora.safetensors"); }
    LoraLearner learner(const LoraRecipe& recipe, const LoraPictures& pictures) const {
        return LoraLearner({root() / "model", recipe, pictures, root() / "prior", torch::kCPU, {}, {}});
    }
    /// The model with a LoRA's file merged into its weights: noise that it predicts for the probe.
    torch::Tensor merged_prediction(const fs::path& file) const {
        const torch::NoGradGuard no_grad;
        diffusion::BundleLoadOptions options;
        options.loras = {{file, 1.0}};
        diffusion::StableDiffusionBundle merged(root() / "model", options);
        const Probe probe;
        return merged
            .predict_noise(probe.latents, probe.timesteps.to(torch::kFloat32), merged.encode_prompts(probe.captions))
            .sample;
    }

    /// What the probe's loss is for the model with a LoRA's file merged into its weights.
    double merged_loss(const fs::path& file) const {
        const torch::NoGradGuard no_grad;
        diffusion::BundleLoadOptions options;
        options.loras = {{file, 1.0}};
        diffusion::StableDiffusionBundle merged(root() / "model", options);
        const Probe probe;
        const auto& schedule = merged.schedule();
        const bool is_velocity = schedule.config().prediction_type == diffusion::PredictionType::kVPrediction;
        const auto noisy = schedule.add_noise(probe.latents, probe.noise, probe.timesteps);
        const auto found =
            merged.predict_noise(noisy, probe.timesteps.to(torch::kFloat32), merged.encode_prompts(probe.captions));
        const auto target = is_velocity ? schedule.velocity(probe.latents, probe.noise, probe.timesteps) : probe.noise;
        return (found.sample - target).square().mean().item<double>();
    }

private slots:
    void initTestCase() {
        test::write_tiny_bundle(root() / "model", false);
        auto recipe = tiny_lora_recipe();
        train(recipe, scenes(), "whole");
    }

    void the_files_merge_as_the_trained_layers_compute() {
        const auto recipe = tiny_lora_recipe();
        const auto pictures = scenes();
        auto trained = learner(recipe, pictures);
        const Probe probe;
        const auto predict = [&] {
            const torch::NoGradGuard no_grad;
            auto& bundle = trained.bundle();
            return bundle
                .predict_noise(probe.latents, probe.timesteps.to(torch::kFloat32),
                               bundle.differentiable_prompts(probe.captions))
                .sample;
        };
        const auto before = predict();
        disturb(trained.modules());
        const auto now = predict();
        const auto file = root() / "disturbed.safetensors";
        write_lora_file(file, trained.modules(), recipe, trained.bundle().description(), false, 1);
        const double change = (now - before).abs().max().item<double>();
        const double error = (merged_prediction(file) - now).abs().max().item<double>();
        QVERIFY2(change > 0.1 && error < 1e-4 * change, qPrintable(QString("%1 of %2").arg(error).arg(change)));
    }

    void the_report_knows_every_module() {
        const lora::LoraFile file(root() / "whole/lora.safetensors");
        QCOMPARE(file.layout().format, std::string("kohya"));
        QVERIFY(file.layout().unknown.empty());
        QVERIFY(file.stated_base().starts_with("stable-diffusion-v") && file.stated_base().ends_with("/lora"));
        models::PartOpener opener;
        const auto model = models::describe_model(root() / "model");
        lora::Parts parts;
        parts[lora::Component::kUnet] = opener.open(model.unet);
        parts[lora::Component::kTextEncoder] = opener.open_text(model.text.weights);
        const auto report = lora::compare(file, parts);
        QVERIFY2(report.problem.empty(), report.problem.c_str());
        QVERIFY(report.unused.empty() && report.misshapen.empty());
        QVERIFY(report.used > 50 && report.relative > 0);
    }

    void names_are_those_that_kohyas_scripts_write() {
        using lora::Component;
        const std::string query = "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q";
        const std::vector<std::string> unet{"down_blocks.0.resnets.0.conv1", "down_blocks.0.resnets.1.conv1", query};
        QCOMPARE(lora::kohya_names(Component::kUnet, unet, false).at(query),
                 std::string("lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q"));
        const auto of_xl = lora::kohya_names(Component::kUnet, unet, true);
        QCOMPARE(of_xl.at(query), std::string("lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q"));
        const std::string text = "text_model.encoder.layers.0.self_attn.q_proj";
        QCOMPARE(lora::kohya_names(Component::kTextEncoder, {text}, false).at(text),
                 std::string("lora_te_text_model_encoder_layers_0_self_attn_q_proj"));
        QCOMPARE(lora::kohya_names(Component::kTextEncoder2, {text}, true).at(text),
                 std::string("lora_te2_text_model_encoder_layers_0_self_attn_q_proj"));
        lora::ModuleNames names;
        names.add(Component::kUnet, unet);
        QCOMPARE(names.find(of_xl.at(query))->path, query);
    }

    void gradients_agree_with_differences_of_merged_weights() {
        const auto recipe = tiny_lora_recipe();
        const auto pictures = scenes();
        auto trained = learner(recipe, pictures);
        disturb(trained.modules());
        const Probe probe;
        probe.of(trained).backward();
        const auto gradient = flat_gradients(trained.modules());
        // Along the gradient itself the loss rises fastest, by its length a unit of way.
        const double length = gradient.norm().item<double>();
        const auto direction = gradient / length;
        // At a shifted place the loss of the model with the written file merged in, which knows no low-rank branch.
        const auto loss_at = [&](double way) {
            const torch::NoGradGuard no_grad;
            std::int64_t at = 0;
            for (const auto& [name, parameter] : trained.modules().parameters()) {
                auto values = parameter;
                values.add_(direction.slice(0, at, at + values.numel()).view_as(values) * way);
                at += values.numel();
            }
            const auto file = root() / "shifted.safetensors";
            write_lora_file(file, trained.modules(), recipe, trained.bundle().description(), false, 1);
            return merged_loss(file);
        };
        const double step = 0.01;
        const double above = loss_at(step);
        const double below = loss_at(-2 * step);
        const double slope = (above - below) / (2 * step);
        QVERIFY2(length > 1e-3 && std::abs(slope - length) < 0.02 * length,
                 qPrintable(QString("%1 and %2").arg(slope).arg(length)));
    }

    void computing_blocks_again_changes_no_gradient() {
        auto recipe = tiny_lora_recipe();
        const auto pictures = scenes();
        const auto gradients = [&] {
            auto trained = learner(recipe, pictures);
            disturb(trained.modules());
            Probe().of(trained).backward();
            return flat_gradients(trained.modules());
        };
        const auto kept = gradients();
        recipe.gradient_checkpointing = true;
        const auto again = gradients();
        QVERIFY(kept.abs().max().item<double>() > 1e-4);
        // The pass forward takes faster kernels, which add in another order.
        QVERIFY((kept - again).abs().max().item<double>() <= 1e-3 * kept.abs().max().item<double>());
    }

    void bfloat16_gradients_point_the_same_way() {
        auto recipe = tiny_lora_recipe();
        const auto pictures = scenes();
        const auto gradients = [&] {
            auto trained = learner(recipe, pictures);
            disturb(trained.modules());
            Probe().of(trained).backward();
            return flat_gradients(trained.modules());
        };
        const auto exact = gradients();
        recipe.dtype = "bfloat16";
        const auto rounded = gradients();
        QVERIFY(torch::isfinite(rounded).all().item<bool>());
        QVERIFY(torch::cosine_similarity(exact, rounded, 0).item<double>() > 0.98);
    }

    void the_models_own_weights_stay() {
        const auto recipe = tiny_lora_recipe();
        const auto pictures = scenes();
        auto trained = learner(recipe, pictures);
        trained.step(0);
        for (const auto& parameter : trained.bundle().unet().parameters()) {
            QVERIFY(!parameter.requires_grad() && !parameter.grad().defined());
        }
    }

    void a_stopped_run_continues_with_the_same_bytes() {
        const auto recipe = tiny_lora_recipe();
        QVERIFY_EXCEPTION_THROWN(train(recipe, scenes(), "stopped", 3), CancelledError);
        QCOMPARE(logged_losses(root() / "stopped", "lora").size(), std::size_t{3});
        train(recipe, scenes(), "stopped");
        QCOMPARE(logged_losses(root() / "stopped", "lora"), logged_losses(root() / "whole", "lora"));
        QCOMPARE(file_of("stopped"), file_of("whole"));
    }

    void it_learns_and_the_lowest_held_out_loss_decides() {
        auto recipe = tiny_lora_recipe();
        recipe.steps = 40;
        recipe.evaluate_every = 10;
        recipe.evaluation_pictures = 2;
        recipe.patience = 3;
        recipe.learning_rate = {5e-3, 5, 0.3};
        train(recipe, scenes(true), "learned");
        std::vector<double> held_out;
        std::ifstream log(root() / "learned/log.jsonl");
        for (std::string line; std::getline(log, line);) {
            const auto json = nlohmann::json::parse(line);
            if (json.contains("held_out_loss")) {
                held_out.push_back(json.at("held_out_loss").get<double>());
            } else {
                QVERIFY(json.contains("seconds_left"));
            }
        }
        QVERIFY(held_out.size() >= 4);
        QVERIFY2(*std::min_element(held_out.begin(), held_out.end()) < held_out.front(),
                 qPrintable(QString("%1 to %2").arg(held_out.front()).arg(held_out.back())));
        const lora::LoraFile file(root() / "learned/lora.safetensors");
        QVERIFY(file.tensors().metadata().contains("ss_steps"));
    }

    void prior_pictures_are_drawn_once_and_learned_beside() {
        auto recipe = tiny_lora_recipe();
        recipe.steps = 2;
        recipe.prior.prompt = "a scene";
        recipe.prior.generate = 2;
        recipe.prior.steps = 2;
        train(recipe, scenes(), "with-prior");
        const auto drawn = root() / "with-prior/prior/0001.safetensors";
        const auto bytes = read_file(drawn);
        QVERIFY(!bytes.empty());
        std::ifstream log(root() / "with-prior/log.jsonl");
        std::string line;
        QVERIFY(std::getline(log, line) && nlohmann::json::parse(line).at("prior_loss").get<double>() > 0);
        auto longer = recipe;
        longer.steps = 3;
        train(longer, scenes(), "with-prior");
        QCOMPARE(read_file(drawn), bytes);
        auto given = scenes();
        given.prior = given.training;
        auto other = tiny_lora_recipe();
        other.steps = 1;
        train(other, given, "given-prior");
        QVERIFY(!fs::exists(root() / "given-prior/prior"));
    }

    void accumulated_parts_teach_as_the_whole() {
        auto recipe = tiny_lora_recipe();
        recipe.batch = 4;
        recipe.accumulate = 2;
        const auto pictures = scenes();
        auto trained = learner(recipe, pictures);
        const auto losses = trained.step(0);
        QVERIFY(losses.at("loss") > 0);
        QVERIFY(flat_gradients(trained.modules()).abs().max().item<double>() > 0);
    }

    void training_is_measured() {
        auto recipe = tiny_lora_recipe();
        const auto found = measure_lora(root() / "model", recipe, 2, torch::kCPU, {}, {});
        QVERIFY(found.layers > 50 && found.parameters > 1000);
        QVERIFY(found.seconds_per_step > 0 && found.peak_bytes > 0);
    }

    void recipes_are_read_back_and_wrong_ones_refused() {
        const auto recipe = tiny_lora_recipe();
        QCOMPARE(to_json(parse_lora_recipe(to_json(recipe), "r")), to_json(recipe));
        QCOMPARE(parse_lora_recipe({{"rank", 16}}, "r").alpha, 16.0);
        const std::vector<std::pair<nlohmann::json, std::string>> wrong{
            {{{"stepz", 1}}, "stepz"},
            {{{"rank", 0}}, "rank"},
            {{{"modules", {"everything"}}}, "modules"},
            {{{"batch", 3}, {"accumulate", 2}}, "accumulate"},
            {{{"min_timestep", 500}, {"max_timestep", 500}}, "min_timestep"},
            {{{"prior", {{"generate", 3}}}}, "prior.prompt"},
            {{{"dtype", "float16"}}, "dtype"}};
        for (const auto& [json, key] : wrong) {
            const auto error = test::error_of([&] { parse_lora_recipe(json, "r"); });
            QVERIFY2(QString::fromStdString(error).contains(QString::fromStdString(key)), error.c_str());
        }
    }
};

DESTUDIO_CORE_TEST(LoraTrainerTest)

}  // namespace destudio::lora_trainer_test

#include "lora_trainer_test.moc"
