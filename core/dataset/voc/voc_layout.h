// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace destudio::dataset {

inline constexpr const char* kVocFolder = "VOC2012";
/// Keeps the ordered class list, which VOC itself has no place for; CVAT and Datumaro read and write it too.
inline constexpr const char* kVocLabelMap = "labelmap.txt";
inline constexpr std::uintmax_t kMaxVocXmlBytes = 16U << 20U;

/// The folder with Annotations and JPEGImages: `path` itself, or VOCdevkit/VOC… below it. @throws IoError
std::filesystem::path voc_root(const std::filesystem::path& path);

}  // namespace destudio::dataset
