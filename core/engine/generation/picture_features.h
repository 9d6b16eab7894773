// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/feature_vector.h"
#include "core/engine/recipe/recipe.h"
#include "core/nn/models/unet_2d_condition.h"

namespace destudio {

/// The kind of vectors of a model's features under a recipe: bundle, merged LoRA files and the step whose features are
/// read. @param recipe settled: with the bundle's hash and a label step that is not kBest
std::string unet_kind(const Recipe& recipe);

/// The means of the two coarsest levels over the picture, each counting alike, projected to kFeatureLength numbers.
/// @param pyramid of one picture; without levels the vector is empty
std::vector<std::int16_t> pooled_features(const nn::FeatureLevels& pyramid);

}  // namespace destudio
