// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Takes captions from text files beside pictures: <name>.caption or <name>.txt. What has a caption keeps it.
/// @param folder where the text files are, laid out as the pictures
void add_sidecar_captions(ReadResult& result, const std::filesystem::path& folder);

/// Takes captions from a COCO captions file, matched by file name, or from a folder of text files. The caption of a
/// file replaces what was there. @throws IoError, FormatError
void add_captions(ReadResult& result, const std::filesystem::path& file_or_folder);

}  // namespace destudio::dataset
