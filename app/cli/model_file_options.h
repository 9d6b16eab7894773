// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

namespace destudio::cli {

/// Options of every command about what a model file does not hold or say: vocabulary, autoencoder, configuration.
void add_model_file_options(CLI::App& app);

}  // namespace destudio::cli
