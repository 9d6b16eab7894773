// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/lora_choice.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/few_step.h"
#include "core/engine/recipe/recipe.h"

namespace destudio {

/// Those that have an effect: a strength of 0 has none. @throws UsageError for a strength that is no number
std::vector<LoraChoice> effective_loras(std::vector<LoraChoice> choices);

/// What a recipe says of them. Files are read once and their hashes remembered. @throws IoError
std::vector<RecipeLora> recipe_loras(const std::vector<LoraChoice>& choices);

/// The files that a recipe names, by their content, whatever they are called now.
/// @param places files, and folders whose .safetensors files are looked at
/// @throws IoError naming the first that is in none of the places
std::vector<LoraChoice> find_loras(const std::vector<RecipeLora>& wanted,
                                   const std::vector<std::filesystem::path>& places);

/// What a LoRA file would do to a bundle.
struct LoraSummary {
    std::string format;
    std::string base;                       ///< that it was made for; empty when names, shapes and metadata do not tell
    std::size_t used = 0;                   ///< modules that it changes
    std::size_t unused = 0;                 ///< modules that the model does not have
    std::size_t misshapen = 0;              ///< modules of another size than the model's
    std::size_t unknown = 0;                ///< tensors whose names mean nothing
    double relative = 0;                    ///< length of the change over that of the changed weights, at strength 1
    std::string strongest;                  ///< the block that it changes most: "down_blocks.1"
    double strongest_share = 0;             ///< of that block's weights
    std::optional<FewStepAdvice> few_step;  ///< none for most
};
/// Looks at every changed weight once, which may take seconds. @param bundle empty: the built-in one
/// @throws ConfigError when it cannot be used for this bundle, one sentence; IoError, FormatError
LoraSummary check_lora(const std::filesystem::path& bundle, const std::filesystem::path& file);

/// A bundle's defaults with LoRA files merged in: the first of them that says that it is made for few steps sets
/// sampler, steps and guidance. @throws IoError, FormatError, ConfigError for a file that is no LoRA
BundleInfo with_loras(BundleInfo bundle, const std::vector<LoraChoice>& choices);

}  // namespace destudio
