// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <stop_token>

#include "core/detection/dino_adapter.h"
#include "core/evaluation/coco_evaluation.h"
#include "core/training/adapter_features.h"
#include "core/training/adapter_image_source.h"
#include "core/training/adapter_recipe.h"

namespace destudio::training {

/// COCO figures of an adapter on the first `recipe.evaluation_images` pictures of `source`, with features at the middle
/// of the recipe's timesteps and noise that only depends on the recipe's seed.
/// @throws CancelledError
evaluation::CocoFigures evaluate_adapter(const std::shared_ptr<detection::DinoAdapter>& adapter,
                                         AdapterFeatures& features, const TrainingImageSource& source,
                                         const AdapterRecipe& recipe, const std::stop_token& stop);

}  // namespace destudio::training
