// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace destudio::dataset {

inline constexpr const char* kVocFolder = "VOC2012";
inline constexpr std::uintmax_t kMaxVocXmlBytes = 16U << 20U;

/// Where the parts of a dataset lie.
struct VocFolders {
    std::filesystem::path root;
    std::filesystem::path annotations;
    std::filesystem::path images;
    bool is_devkit = true;  ///< annotations and pictures in folders of their own; else beside each other, as LabelImg
                            ///< saves them
    std::string split{};    ///< what the names of its folders tell: "train", "val", "test" or empty

    /// "Annotations/a.xml", or "a.xml" where everything is beside each other.
    std::string name_of(const std::string& file) const {
        return is_devkit ? annotations.filename().string() + "/" + file : file;
    }
};

/// All datasets in a folder: `path` itself, or what lies below it (VOCdevkit/VOC2007 and VOC2012, train and valid), by
/// name. A dataset is a folder with Annotations (also "annotations") and JPEGImages (also "images"), a folder of
/// annotations with one of pictures beside it, or annotation files beside their pictures. Empty when there is none.
/// @param path a folder or one annotation file
std::vector<VocFolders> find_voc_sets(const std::filesystem::path& path);

/// Annotation files below a folder, sorted, relative to it and without ".xml": "a", "sub/b". What systems leave behind
/// is not among them.
std::vector<std::string> voc_ids(const VocFolders& folders);

/// The annotation file of an id, whatever capital letters its extension has.
std::filesystem::path voc_annotation_file(const VocFolders& folders, const std::string& id);

/// What the first bytes of an XML file tell.
enum class VocXmlKind {
    kNone,      ///< no annotation
    kVoc,       ///< Pascal VOC
    kPolygons,  ///< <annotation> as well, but with polygons instead of boxes: LabelMe of the MIT
};
VocXmlKind voc_xml_kind(const std::filesystem::path& file);

}  // namespace destudio::dataset
