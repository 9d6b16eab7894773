// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/mask_runs.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"

namespace destudio::adaptation {

/// A labelled picture on disk.
struct LabelledPicture {
    std::filesystem::path file;
    std::string group;       ///< pictures of one group are on one side of a split: the reference they come from
    std::int64_t row = 0;    ///< the reference or the variant of the project, or the image's id in its dataset
    std::vector<Box> boxes;  ///< pixels of the oriented picture
    std::vector<int> labels;
    std::vector<Box> ignored;  ///< regions that count neither as object nor as background
    std::vector<int> ignored_labels;
    std::string caption{};            ///< empty: none is known
    std::vector<Outline> outlines{};  ///< of each box; an empty one is not known. Empty: none is
    bool held_out = false;            ///< to measure on, never to learn from

    bool operator==(const LabelledPicture&) const = default;
};

/// Pictures and their class list. A plain value.
struct PictureList {
    std::vector<std::string> classes;
    std::vector<LabelledPicture> pictures;

    std::size_t count(bool held_out) const;
    bool operator==(const PictureList&) const = default;
};

/// A dataset's pictures, without those whose file `source` does not know. Groups follow the file names (reference_of).
PictureList list_pictures(const dataset::Dataset& dataset, const dataset::ImageSource& source);

/// Leaves out classes without a box or region, and numbers the others anew.
void drop_unused_classes(PictureList& list);

/// Marks about `share` of the pictures as held out, group by group, drawn from the seed; at least one group each way
/// where there are two.
void hold_out(PictureList& list, double share, std::uint64_t seed);

/// @throws IoError naming the first picture that is not there and how many are missing
void require_files(const PictureList& list);

/// A list as JSON file, so that a run goes on with the same pictures whatever happens to the project. @throws IoError
void write_pictures(const std::filesystem::path& file, const PictureList& list);
/// @throws IoError, FormatError
PictureList read_pictures(const std::filesystem::path& file);

}  // namespace destudio::adaptation
