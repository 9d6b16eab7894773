// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace destudio::cli {

/// Adds --help-recipe, which prints a text and ends the program, whatever else is missing.
void add_recipe_help(CLI::App& command, std::function<std::string()> text);

/// Every key of the recipe, its default and what it decides; the keys of each framework's "model" behind them.
std::string detector_recipe_help();
std::string adapter_recipe_help();
std::string base_recipe_help();
std::string lora_recipe_help();

}  // namespace destudio::cli
