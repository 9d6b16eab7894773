// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/geometry.h"
#include "core/dataset/model/dataset.h"
#include "core/scaleup/known_box.h"

namespace destudio::scaleup {

/// A source image.
struct Reference {
    std::filesystem::path file;
    std::string name;  ///< relative to the dataset's image folder
    std::string caption;
    std::vector<std::string> class_names;     ///< in order of first appearance, for the generic prompt
    std::vector<std::pair<int, int>> counts;  ///< index into the adapter's classes, how many boxes; rising index
    Size size;
    std::vector<std::string> more_captions{};  ///< further ones; the captions of an image are used in turn
    std::vector<KnownBox> boxes{};             ///< where it is known where they are
};

/// The images that are scaled up, in the order of the dataset.
struct ReferenceSet {
    std::vector<Reference> references;
    std::vector<std::string> classes;        ///< of the dataset
    std::vector<std::int64_t> category_ids;  ///< one for each class of the adapter; empty: index + 1
    std::string fingerprint;                 ///< SHA-256 of names, captions and boxes
};

/// An image with the classes of its boxes, one entry for each box.
struct SourceImage {
    std::filesystem::path file;
    std::string name;  ///< unique
    std::string caption;
    Size size;
    std::vector<std::string> box_classes;
    std::vector<std::string> more_captions{};
    std::vector<Box> boxes{};  ///< the same entries in pixels, or none where they are not known
};

/// The images of any source. @param classes of the source @param adapter_classes that the adapter can tell apart
ReferenceSet make_reference_set(const std::vector<SourceImage>& images, std::vector<std::string> classes,
                                const std::vector<std::string>& adapter_classes);

/// The images of a dataset as it was read. @param name what to call the dataset in errors
/// @throws FormatError when it has no image, or one with a name that leaves the folder; IoError when images are missing
ReferenceSet make_reference_set(const dataset::ReadResult& read, const std::vector<std::string>& adapter_classes,
                                const std::string& name);

/// A dataset that was read, and what to call it in errors: its path, whose last part comes in front of the names of its
/// images where there are several.
struct NamedDataset {
    std::string name;
    dataset::ReadResult read;
};

/// The images of all of them, one dataset after the other; classes are matched by name. @throws the same
ReferenceSet make_reference_set(const std::vector<NamedDataset>& datasets,
                                const std::vector<std::string>& adapter_classes);

}  // namespace destudio::scaleup
