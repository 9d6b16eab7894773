// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/adaptation/adapter_run.h"
#include "core/adaptation/compute_threads.h"
#include "core/adaptation/picture_list_source.h"
#include "core/base/atomic_file.h"
#include "core/base/output_folder.h"
#include "core/domain/domain_budget.h"
#include "core/domain/stage_work.h"
#include "core/domain/step_timer.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/model_options.h"
#include "core/project/new_project.h"
#include "core/project/project.h"
#include "core/study/gain_study.h"

namespace destudio::domain {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kAdapterTrialSteps = 5;
constexpr std::int64_t kAdapterEvaluations = 12;
constexpr std::uint64_t kGainSeed = 1;

adaptation::PictureChoice labelled_pictures(const DomainPlan& plan) {
    adaptation::PictureChoice choice;
    choice.kind = adaptation::PictureChoice::Kind::kDataset;
    choice.path = plan.choices.pictures;
    return choice;
}

adaptation::AdapterRunRequest adapter_request(const DomainPlan& plan) {
    const Size native = read_bundle_info(plan.bundle()).native_size;
    adaptation::AdapterRunRequest request;
    request.recipe = adaptation::fresh_recipe("dino", std::max(native.width, native.height));
    std::error_code ec;
    if (const fs::path file = plan.folder / "adapter-recipe.json"; fs::exists(file, ec)) {
        request.recipe = training::read_adapter_recipe(file);
    }
    request.bundle = plan.bundle();
    request.pictures = labelled_pictures(plan);
    request.out = plan.adapter();
    return request;
}

double seconds_of_a_step(const DomainPlan& plan, adaptation::AdapterRunRequest request, const std::stop_token& stop,
                         const ProgressSink& progress) {
    request.out = plan.folder / "trial";
    request.recipe.steps = kAdapterTrialSteps;
    request.recipe.evaluate_every = kAdapterTrialSteps;
    request.recipe.evaluation_images = 1;
    std::error_code ec;
    fs::remove_all(request.out, ec);
    if (progress) {
        progress({"trial", 0, 0});
    }
    StepTimer timer;
    try {
        adaptation::start_run(request, stop, timer.sink());
    } catch (...) {
        fs::remove_all(request.out, ec);
        throw;
    }
    fs::remove_all(request.out, ec);
    return timer.seconds("adapter");
}

void install_adapter(const fs::path& adapter, const fs::path& bundle) {
    for (const char* name : {"model.safetensors", "config.json"}) {
        write_file_atomically(bundle / "adapter" / name, read_file(adapter / name));
    }
}

GenerationSettings settings_for(const fs::path& bundle) {
    const BundleInfo info = read_bundle_info(bundle);
    GenerationSettings settings;
    settings.bundle = bundle;
    settings.guidance_scale = info.guidance_scale;
    settings.sampler = info.sampler;
    settings.steps = info.steps;
    settings.eta = default_eta(settings.sampler);
    settings.spacing = info.spacing;
    return settings;
}

}  // namespace

void train_adapter_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress) {
    adaptation::AdapterRunRequest request = adapter_request(plan);
    if (plan.adapter_steps == 0) {
        const bool by_time = plan.choices.budget != Budget::kSteps;
        plan.adapter_steps =
            adapter_steps(plan.choices, by_time ? seconds_of_a_step(plan, request, stop, progress) : 0.0);
        write_plan(plan);
    }
    request.recipe.steps = plan.adapter_steps;
    request.recipe.evaluate_every = std::max(std::int64_t{1}, plan.adapter_steps / kAdapterEvaluations);
    const auto result = adaptation::run_or_continue(request, stop, progress);
    install_adapter(result.adapter, plan.bundle());
    auto& figures = plan.stage(DomainStage::kAdapter).figures;
    figures["steps"] = static_cast<double>(plan.adapter_steps);
    figures["AP"] = result.ap;
    figures["AP50"] = result.ap50;
    figures["held_out"] = static_cast<double>(result.held_out);
}

void make_project_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress) {
    auto& figures = plan.stage(DomainStage::kLadder).figures;
    std::error_code ec;
    if (fs::exists(plan.project(), ec)) {  // made by an earlier turn that could not say so any more
        return;
    }
    NewProject wanted;
    wanted.file = plan.project();
    wanted.name = plan.choices.name;
    wanted.source = read_project_source(plan.choices.pictures);
    for (const std::string& name : wanted.source.read.dataset.classes) {
        wanted.classes.emplace_back(name, name);
    }
    wanted.settings = settings_for(plan.bundle());
    make_project(wanted, stop, progress);
    figures["pictures"] = static_cast<double>(wanted.source.read.dataset.images.size());
}

void measure_gain_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress) {
    const adaptation::ComputeThreads threads(0);
    const GainEffort effort = gain_effort(plan.choices);
    study::GainOptions options;
    options.bundle = plan.bundle();
    options.real = effort.real;
    options.multiples = {effort.variants};
    options.pictures = plan.choices.pictures.string();
    options.seeds.clear();
    for (int seed = 1; seed <= effort.seeds; ++seed) {
        options.seeds.push_back(static_cast<std::uint64_t>(seed));
    }
    options.out = plan.gain_folder();
    training::DetectorRecipe recipe;
    std::error_code ec;
    if (const fs::path file = plan.folder / "detector-recipe.json"; fs::exists(file, ec)) {
        recipe = training::read_detector_recipe(file);
    }
    recipe.steps = effort.steps;
    const auto sources = adaptation::open_sources(
        adaptation::dataset_pictures(labelled_pictures(plan), kGainSeed, dataset::SplitUse::kFinal), kGainSeed);
    const ContinuedFolder folder(options.out, {"gain", {plan.choices.pictures, plan.bundle()}},
                                 [](const fs::path&) { return false; });
    const study::GainReport report =
        study::study_gain(options, recipe, {*sources.training, *sources.held_out}, stop, progress);
    plan.gain.clear();
    for (const study::GainResult& result : report.results) {
        const auto ap = study::figure_of(result, 0);
        plan.gain.push_back({result.arm.name, static_cast<std::int64_t>(result.images), ap.mean, ap.deviation,
                             study::figure_of(result, 1).mean});
    }
    auto& figures = plan.stage(DomainStage::kGain).figures;
    figures["steps"] = static_cast<double>(effort.steps);
    figures["seeds"] = effort.seeds;
    if (plan.gain.size() > 1) {
        figures["gain"] = plan.gain[1].ap - plan.gain[0].ap;
    }
}

}  // namespace destudio::domain
