// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/dataset/formats/yolo/yolo_yaml.h"

namespace destudio::dataset {

/// Where a YOLO dataset says what belongs to it.
enum class YoloLayout {
    kYaml,     ///< a data.yaml
    kDarknet,  ///< obj.data with obj.names and lists, as Darknet and CVAT ("YOLO 1.1") have it
    kFolder,   ///< nothing but pictures and label files, perhaps with a list of classes (classes.txt, obj.names)
};

/// A YOLO dataset as its folder describes it.
struct YoloSource {
    YoloLayout layout = YoloLayout::kYaml;
    std::filesystem::path file;  ///< the yaml, the obj.data or the list of classes; empty: there is none
    std::filesystem::path root;  ///< what paths in the description are relative to
    YoloYaml description;
    bool open_classes = false;  ///< no list of classes: they are made from the labels
    /// Only of kFolder: the pictures, relative to the root, and their splits.
    std::vector<std::pair<std::string, std::string>> pictures;
    std::vector<Issue> issues;

    /// What messages call it.
    std::string name() const { return file.empty() ? root.filename().string() : file.filename().string(); }
};

/// The yaml of a folder (or `path` itself when it is a yaml file): data.yaml, dataset.yaml, config.yaml, or else the
/// only other one that names classes and pictures. Empty when there is none.
/// @throws FormatError when several could be meant
std::filesystem::path find_yolo_yaml(const std::filesystem::path& path);

/// Whether a folder or file looks like one of the layouts; cheap, never throws.
bool is_yolo(const std::filesystem::path& path);

/// @param images where the pictures are when they are not in the dataset's folder
/// @throws IoError when it is no YOLO dataset; FormatError
YoloSource open_yolo_source(const std::filesystem::path& path, const std::filesystem::path& images);

/// Where the labels of a picture may lie, relative to the root; the place where loaders look comes first.
/// @param image relative to the root
std::vector<std::filesystem::path> yolo_label_places(const std::filesystem::path& image);

}  // namespace destudio::dataset
