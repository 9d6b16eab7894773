// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Keeps the ordered class list, which VOC itself has no place for; CVAT and Datumaro read and write it too. A line is
/// name:colour:parts:actions. We write "name:::", and names may hold colons: the last three count.
inline constexpr const char* kVocLabelMap = "labelmap.txt";

/// Adds the classes of a label map, if there is one. @throws IoError, FormatError
void read_voc_label_map(const std::filesystem::path& root, Dataset& dataset);

std::string voc_label_map(const Dataset& dataset);

/// A class name that VOC's files cannot hold. @throws UsageError naming the class
void require_voc_class_names(const Dataset& dataset);

}  // namespace destudio::dataset
