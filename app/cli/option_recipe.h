// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace destudio::cli {

/// A JSON file that gives options of a command, by their long names with or without underscores: {"max_images": 100}.
/// What was typed counts more than what the file says. Lists become values between commas, or several values of an
/// option that takes them; null says nothing.
/// @param never options that no file may give, such as --out
/// @throws UsageError for an option that is unknown, or whose value makes no sense; IoError, FormatError
void apply_option_recipe(CLI::App& command, const std::filesystem::path& file, const std::vector<std::string>& never);

/// Every key that such a file may have, and what it means.
std::string option_recipe_help(const CLI::App& command, const std::vector<std::string>& never);

}  // namespace destudio::cli
