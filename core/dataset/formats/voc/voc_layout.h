// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace destudio::dataset {

inline constexpr const char* kVocFolder = "VOC2012";
/// Keeps the ordered class list, which VOC itself has no place for; CVAT and Datumaro read and write it too.
inline constexpr const char* kVocLabelMap = "labelmap.txt";
inline constexpr std::uintmax_t kMaxVocXmlBytes = 16U << 20U;

/// Where the parts of a dataset lie.
struct VocFolders {
    std::filesystem::path root;
    std::filesystem::path annotations;
    std::filesystem::path images;
    bool is_devkit = true;  ///< Annotations and JPEGImages; else everything beside each other, as LabelImg saves it

    /// "Annotations/a.xml", or "a.xml" where everything is beside each other.
    std::string name_of(const std::string& file) const { return is_devkit ? "Annotations/" + file : file; }
};

/// `path` itself when it has Annotations, or VOCdevkit/VOC… below it, or else a folder that holds annotation files
/// itself. Nothing when there is none of these.
std::optional<VocFolders> find_voc_folders(const std::filesystem::path& path);

/// Whether a file's first bytes are those of an annotation.
bool is_voc_annotation(const std::filesystem::path& file);

}  // namespace destudio::dataset
