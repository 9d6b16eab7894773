// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_trainer.h"

#include "core/detection/common/pretrained.h"
#include "core/detection/detector_factory.h"

namespace destudio::training {

namespace {

/// A DINO's is always float32.
torch::ScalarType arithmetic(const DetectorRecipe& recipe) {
    return recipe.is_bfloat16() && recipe.framework != "dino" ? torch::kBFloat16 : torch::kFloat32;
}

}  // namespace

DetectorTrainingResult train_detector(const DetectorTrainingRun& run) {
    const DetectorRecipe& recipe = run.recipe;
    torch::manual_seed(recipe.seed);
    const auto detector =
        detection::make_detector(detector_config(recipe, run.training.classes()), "The recipe's model");
    if (!run.weights.empty()) {
        detection::load_pretrained(detector->module(), run.weights);
    }
    detector->to(run.device);
    PixelInputs inputs;
    return train({"detector",
                  recipe,
                  *detector,
                  inputs,
                  arithmetic(recipe),
                  1,
                  run.training,
                  run.held_out,
                  run.out,
                  run.out / "detector",
                  training_notes(recipe),
                  run.device,
                  run.stop,
                  run.progress,
                  {},
                  0,
                  run.peers,
                  run.extension});
}

}  // namespace destudio::training
