// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_trainer.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/model_family.h"
#include "core/nn/io/safetensors.h"
#include "core/training/base_model/held_out_watch.h"
#include "core/training/loop/training_loop.h"

namespace destudio::training {

namespace {

constexpr const char* kLoraStage = "lora";
constexpr const char* kLoraHeldOutFile = "held-out.json";

/// Words of kohya's scripts and of the model specification for what a LoRA was made for.
struct FamilyWords {
    const char* version;
    const char* architecture;
};

FamilyWords words_of(models::Family family) {
    switch (family) {
        case models::Family::kStableDiffusion2:
            return {"sd_v2", "stable-diffusion-v2-512/lora"};
        case models::Family::kStableDiffusionXl:
            return {"sdxl_base_v1-0", "stable-diffusion-xl-v1-base/lora"};
        default:
            return {"sd_v1", "stable-diffusion-v1/lora"};
    }
}

torch::ScalarType file_type(const LoraRecipe& recipe) {
    return recipe.file_dtype == "float32"    ? torch::kFloat32
           : recipe.file_dtype == "bfloat16" ? torch::kBFloat16
                                             : torch::kFloat16;
}

std::string number_text(double value) {
    return nlohmann::json(value).dump();
}

AdamWOptions optimiser_of(const LoraRecipe& recipe) {
    AdamWOptions options;
    options.weight_decay = recipe.weight_decay;
    return options;
}

TrainingLoopOptions loop_of(const LoraTrainingRun& run) {
    TrainingLoopOptions options;
    options.stage = kLoraStage;
    options.steps = run.recipe.steps;
    options.batch = run.recipe.batch;
    options.learning_rate = run.recipe.learning_rate;
    options.checkpoint_every = run.recipe.checkpoint_every;
    options.evaluate_every = run.pictures.held_out ? run.recipe.evaluate_every : 0;
    options.evaluate_start = true;
    options.folder = run.out;
    return options;
}

/// The loop of one run, and who decides what becomes the file.
class LoraTrainer {
public:
    explicit LoraTrainer(const LoraTrainingRun& run)
        : m_run(run),
          m_learner({run.model, run.recipe, run.pictures, run.out / "prior", run.device, run.stop, run.progress}),
          m_optimiser(m_learner.modules().parameters(), optimiser_of(run.recipe)),
          m_options(loop_of(run)),
          m_watch(run.out / kLoraHeldOutFile, m_options.evaluate_every > 0 ? run.recipe.patience : 0) {}

    void train() {
        spdlog::info("The LoRA has {} layers and {} numbers.", m_learner.modules().size(),
                     m_learner.modules().parameter_count());
        TrainingLoop loop(m_options, {}, m_optimiser, nullptr);
        loop.on_checkpoint = [this](std::int64_t done) {
            if (!is_lowest_kept()) {
                write(done);
            }
        };
        if (m_options.evaluate_every > 0) {
            loop.on_evaluation = [this](std::int64_t done) { return evaluate(done); };
            loop.should_end = [this] { return m_watch.should_end(); };
        }
        loop.run([this](std::int64_t index) { return m_learner.step(index); }, m_run.stop, m_run.progress);
    }

private:
    /// Whether evaluations alone change the file.
    bool is_lowest_kept() const { return m_options.evaluate_every > 0 && m_run.recipe.patience > 0; }

    void write(std::int64_t done) {
        auto& bundle = m_learner.bundle();
        const bool is_velocity = bundle.schedule().config().prediction_type == diffusion::PredictionType::kVPrediction;
        write_lora_file(m_run.file(), m_learner.modules(), m_run.recipe, bundle.description(), is_velocity, done);
    }

    nlohmann::json evaluate(std::int64_t done) {
        const double loss = m_learner.held_out_loss();
        if (!std::isfinite(loss)) {
            throw Error("Training diverged at step " + std::to_string(done) +
                        " of lora: the loss on held-out pictures is not a number. Lower the learning rate.");
        }
        const bool is_lowest = m_watch.note(done, loss);
        if (is_lowest && is_lowest_kept()) {
            write(done);
        }
        spdlog::info("lora: after {} steps the loss on held-out pictures is {:.5f}", done, loss);
        return {{"held_out_loss", loss}, {"lowest", is_lowest}};
    }

    const LoraTrainingRun& m_run;
    LoraLearner m_learner;
    AdamW m_optimiser;
    TrainingLoopOptions m_options;
    HeldOutWatch m_watch;
};

}  // namespace

void write_lora_file(const std::filesystem::path& file, const LoraModules& modules, const LoraRecipe& recipe,
                     const models::ModelDescription& model, bool is_velocity, std::int64_t steps) {
    const FamilyWords words = words_of(model.family);
    std::map<std::string, std::string> metadata{{"ss_network_module", "networks.lora"},
                                                {"ss_network_dim", std::to_string(recipe.rank)},
                                                {"ss_network_alpha", number_text(recipe.alpha)},
                                                {"ss_base_model_version", words.version},
                                                {"ss_v_parameterization", is_velocity ? "True" : "False"},
                                                {"ss_sd_model_name", model.path.filename().string()},
                                                {"ss_output_name", recipe.name},
                                                {"ss_steps", std::to_string(steps)},
                                                {"ss_seed", std::to_string(recipe.seed)},
                                                {"ss_learning_rate", number_text(recipe.learning_rate.base)},
                                                {"ss_resolution", std::to_string(recipe.image_size)},
                                                {"modelspec.sai_model_spec", "1.0.0"},
                                                {"modelspec.architecture", words.architecture},
                                                {"modelspec.title", recipe.name},
                                                {"modelspec.prediction_type", is_velocity ? "v" : "epsilon"},
                                                {"modelspec.trigger_phrase", recipe.trigger}};
    if (std::find(recipe.modules.begin(), recipe.modules.end(), "convolutions") != recipe.modules.end()) {
        metadata["ss_network_args"] =
            nlohmann::json{{"conv_dim", recipe.conv_rank}, {"conv_alpha", recipe.conv_alpha}}.dump();
    }
    nn::write_safetensors(file, modules.file_tensors(file_type(recipe)), metadata);
}

void train_lora(const LoraTrainingRun& run) {
    LoraTrainer(run).train();
}

}  // namespace destudio::training
