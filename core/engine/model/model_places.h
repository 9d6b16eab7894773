// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/models/model_library.h"

namespace destudio {

/// The user's list of models: their folder "models" and the file models.json in the program's folder of the user's
/// data.
/// @throws FormatError for a damaged models.json
models::ModelLibrary model_library();

/// The model to draw with where none is named: the default of the user's list, else the built-in bundle.
/// @throws IoError when there is none
std::filesystem::path default_bundle();

}  // namespace destudio
