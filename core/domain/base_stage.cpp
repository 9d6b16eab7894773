// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <algorithm>

#include "core/adaptation/compute_threads.h"
#include "core/base/output_folder.h"
#include "core/domain/domain_budget.h"
#include "core/domain/held_out_log.h"
#include "core/domain/own_pictures.h"
#include "core/domain/stage_work.h"
#include "core/domain/step_timer.h"
#include "core/engine/model/model_options.h"
#include "core/training/base_model/base_trainer.h"
#include "core/training/loop/training_log.h"

namespace destudio::domain {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kTrialSteps = 6;
constexpr std::int64_t kSampleSheets = 16;  ///< of a run, where it is long enough
constexpr std::int64_t kFewestBetween = 100;
constexpr std::int64_t kMaxBetween = 500;

training::BaseRecipe recipe_of(const DomainPlan& plan) {
    training::BaseRecipe recipe = training::picture_base_recipe();
    std::error_code ec;
    if (const fs::path file = plan.folder / "base-recipe.json"; fs::exists(file, ec)) {
        recipe = training::read_base_recipe(file, recipe);
    }
    recipe.name = plan.choices.name;
    recipe.domain = plan.choices.domain;
    recipe.pictures.flips = plan.choices.flips;
    recipe.pictures.quarter_turns = plan.choices.quarter_turns;
    return recipe;
}

adaptation::PictureChoice all_pictures(const DomainPlan& plan) {
    adaptation::PictureChoice choice;
    choice.kind = adaptation::PictureChoice::Kind::kDataset;
    choice.path = plan.choices.pictures;
    return choice;
}

void train_into(const DomainPlan& plan, training::BaseRecipe recipe, const fs::path& out, const std::stop_token& stop,
                const ProgressSink& progress) {
    auto own = open_own_pictures(all_pictures(plan), out, plan.choices.start_from, recipe);
    training::train_base({recipe, own.pictures, out, plan.choices.start_from, torch::Device(resolve_device("auto")),
                          stop, progress, own.show_samples});
}

/// A few steps of each part in a folder of their own, which goes away.
BaseSpeed measure_speed(const DomainPlan& plan, training::BaseRecipe recipe, const std::stop_token& stop,
                        const ProgressSink& progress) {
    const fs::path out = plan.folder / "trial";
    std::error_code ec;
    fs::remove_all(out, ec);
    recipe.autoencoder.steps = std::min(recipe.autoencoder.steps, kTrialSteps);
    recipe.diffusion.steps = kTrialSteps;
    recipe.evaluate_every = 0;
    recipe.diffusion.patience = 0;
    if (progress) {
        progress({"trial", 0, 0});
    }
    StepTimer timer;
    struct Gone {
        const fs::path& folder;
        ~Gone() {
            std::error_code ignored;
            fs::remove_all(folder, ignored);
        }
    } const gone{out};
    train_into(plan, recipe, out, stop, timer.sink());
    return {timer.seconds("autoencoder"), timer.seconds("diffusion")};
}

void settle_steps(DomainPlan& plan, const training::BaseRecipe& recipe, const std::stop_token& stop,
                  const ProgressSink& progress) {
    if (plan.base_steps > 0) {
        return;
    }
    BaseSpeed speed;
    if (plan.choices.budget != Budget::kSteps) {
        speed = measure_speed(plan, recipe, stop, progress);
        plan.base_step_seconds = speed.diffusion;
    }
    const BaseSteps steps = base_steps(plan.choices, plan.has_labels(), recipe.autoencoder.steps, speed);
    plan.autoencoder_steps = steps.autoencoder;
    plan.base_steps = steps.diffusion;
    write_plan(plan);
}

}  // namespace

void train_base_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress) {
    const adaptation::ComputeThreads threads(0);
    training::BaseRecipe recipe = recipe_of(plan);
    const ContinuedFolder folder(plan.base(), {"train-base", {plan.choices.start_from, plan.choices.pictures}},
                                 [](const fs::path&) { return false; });
    settle_steps(plan, recipe, stop, progress);
    recipe.autoencoder.steps = plan.autoencoder_steps;
    recipe.diffusion.steps = plan.base_steps;
    recipe.evaluate_every = std::clamp(plan.base_steps / kSampleSheets, std::min(plan.base_steps, kFewestBetween),
                                       std::min(plan.base_steps, kMaxBetween));
    train_into(plan, recipe, plan.base(), stop, progress);

    const auto log = plan.base() / training::kLogName;
    auto& figures = plan.stage(DomainStage::kBaseModel).figures;
    figures["steps"] = static_cast<double>(training::logged_steps(log, "diffusion"));
    const auto held_out = read_held_out_losses(log);
    if (!held_out.empty()) {
        const auto lowest = std::min_element(held_out.begin(), held_out.end(),
                                             [](const auto& a, const auto& b) { return a.loss < b.loss; });
        figures["held_out_loss"] = lowest->loss;
        figures["held_out_first"] = held_out.front().loss;
    }
}

}  // namespace destudio::domain
