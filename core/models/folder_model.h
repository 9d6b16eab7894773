// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/models/model_description.h"

namespace destudio::models {

/// What a folder is, from its configurations; a sentence why it is not opened, or empty.
struct FolderKind {
    Family family = Family::kUnknown;
    std::string refusal;
};
FolderKind kind_of_folder(const std::filesystem::path& folder);

ModelDescription describe_folder(const std::filesystem::path& folder, const ModelFileOptions& options);
ModelDescription describe_single_file(const std::filesystem::path& file, const ModelFileOptions& options);

}  // namespace destudio::models
