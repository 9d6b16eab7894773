// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

enum class NameStyle {
    kKeepFolders,   ///< the file name without its extension
    kSplitFolders,  ///< the same in the folder of its split, where it is in none that says so
    kFlatId,        ///< also without folders, and only letters, digits, '_' and '-'
};

/// One name for each image, no two alike (letter case aside); a clash gets "_2", "_3", … appended.
/// @throws FormatError when a file name leaves its folder
std::vector<std::string> export_names(const std::vector<Image>& images, NameStyle style);

}  // namespace destudio::dataset
