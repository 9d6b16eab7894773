// SPDX-License-Identifier: Apache-2.0
#include "ui/window/window_controllers.h"

#include <utility>

#include "core/engine/model/model_places.h"

namespace destudio::ui {

WindowControllers::WindowControllers(GenerationJobFactory factory)
    : edits(workspace),
      tools(workspace, edits),
      generation(workspace, pictures, jobs, factory),
      live(workspace, factory),
      reruns(workspace, jobs, std::move(factory)),
      projects(workspace),
      exports(workspace),
      training(workspace, jobs),
      loop(workspace, jobs, training),
      domain(jobs),
      checks(workspace),
      scale_ups(workspace, jobs, scaleup::make_scale_up_model),
      library(model_library) {}

bool WindowControllers::settled() const {
    return pictures.idle() && !tools.busy() && !generation.busy() && !live.busy() && !reruns.busy() &&
           !projects.importing() && !projects.opening();
}

}  // namespace destudio::ui
