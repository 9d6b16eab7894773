// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/models/model_description.h"

namespace destudio::models {

/// Puts a separate autoencoder (a file in either layout, or a folder) in place of the model's own.
/// @param hints its groups and scaling factor, where no config.json is there
/// @throws IoError, FormatError, ConfigError when it is something else
void use_autoencoder(const std::filesystem::path& path, const LayoutHints& hints, ModelDescription& model);

}  // namespace destudio::models
