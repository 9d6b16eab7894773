// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/models/model_options.h"

namespace destudio::models {

/// Whether a folder holds vocab.json and merges.txt, or tokenizer.json.
bool is_tokenizer_folder(const std::filesystem::path& folder);

/// The tokenizer folder that a person means with a path: the folder itself, that of the file, or "tokenizer" in it.
/// @throws IoError when there is none
std::filesystem::path tokenizer_folder(const std::filesystem::path& path);

/// A tokenizer for a single-file model, which holds none: the one that `options` name; "tokenizer" beside the file or
/// its files there; what $DESTUDIO_TOKENIZER names; that of a model in the library with as many tokens.
/// @param vocabulary how many tokens the text encoder knows
/// @return nothing when there is none  @throws IoError when `options` or the environment name something else
std::optional<std::filesystem::path> find_tokenizer(const std::filesystem::path& model, std::int64_t vocabulary,
                                                    const ModelFileOptions& options);

}  // namespace destudio::models
