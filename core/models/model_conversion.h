// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/models/model_description.h"

namespace destudio::models {

/// Writes a model as a folder in the diffusers layout, the weights in the precision in which they are stored. Tensors
/// go through memory one at a time. A tokenizer that was not found is left out.
/// @param out an empty folder  @throws IoError, FormatError, ConfigError, CancelledError
void convert_model(const ModelDescription& model, const std::filesystem::path& out, const std::stop_token& stop = {},
                   const ProgressSink& progress = {});

}  // namespace destudio::models
