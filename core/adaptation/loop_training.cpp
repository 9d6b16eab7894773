// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/loop_training.h"

#include <algorithm>

#include "core/adaptation/run_list.h"
#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/model_places.h"

namespace destudio::adaptation {

static_assert(LoopSettings::kFewest == static_cast<int>(kFewestCorrections));

LabellerOptions loop_labeller(Project& project, const std::filesystem::path& adapter) {
    const GenerationSettings settings = project.settings().generation();
    LabellerOptions model;
    model.bundle = settings.bundle.empty() ? built_in_bundle() : settings.bundle;
    model.adapter = adapter.empty() ? settings.adapter : adapter;
    model.device = "auto";
    return model;
}

AdapterRunRequest loop_training(Project& project, const LoopSettings& settings) {
    const LabellerOptions model = loop_labeller(project, {});
    const BundleInfo info = read_bundle_info(model.bundle, model.adapter);
    if (!info.has_adapter) {
        throw ConfigError(model.bundle.string() +
                          " has no adapter that could learn from corrections. Train one first.");
    }
    AdapterRunRequest request;
    request.bundle = model.bundle;
    request.start_from = model.adapter.empty() ? model.bundle / "adapter" : model.adapter;
    request.recipe = fine_tuning_recipe(request.start_from, info.native_size.width);
    request.recipe.steps = settings.steps;
    request.recipe.warmup_steps = std::min<std::int64_t>(request.recipe.warmup_steps, settings.steps / 5);
    request.recipe.evaluate_every = settings.steps;
    request.recipe.checkpoint_every = std::min<std::int64_t>(request.recipe.checkpoint_every, settings.steps);
    request.pictures.kind = PictureChoice::Kind::kCorrections;
    request.pictures.path = project.file();
    request.out = next_run_folder(runs_folder(project.file()));
    return request;
}

}  // namespace destudio::adaptation
