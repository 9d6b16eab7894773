// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/training/base_model/base_recipe.h"

namespace destudio::training {

/// The networks and the prediction that a recipe leaves open: those of the bundle to start from; without one, those of
/// the built-in bundle, with patches for the recipe's image size.
/// @throws UsageError when `start_from` is no folder in the diffusers layout, or of a family that is not trained here;
///         IoError, FormatError
void settle_networks(BaseRecipe& recipe, const std::filesystem::path& start_from);

/// Throws ConfigError, with sizes that would do, unless autoencoder and U-Net can halve pictures of this size as often
/// as they have to.
void check_picture_size(const BaseRecipe& recipe, const nlohmann::json& autoencoder_config, int width, int height);

}  // namespace destudio::training
