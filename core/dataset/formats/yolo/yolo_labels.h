// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

// What the columns of a label line are goes by their number alone, and by "kpt_shape" of the yaml:
//   5                 class, box
//   6                 class, box and a score in 0..1, or else a track id
//   7                 class, box, score, track id where the sixth is in 0..1 and the seventh a whole number; else three
//                     corners
//   9, 11, 13, …      class and corners: an outline; 9 a rotated box as well
//   5 + the points    class, box, points of a pose; a score and a track id may follow. Only with kpt_shape, or where
//                     every third number behind the box says how visible a point is (0, 1 or 2)
//   8 numbers, word   corners in pixels, class name and, perhaps, "difficult": a rotated box of DOTA
// A score of exactly 0 or 1 and an id of 0 or 1 cannot be told apart by one line; LabelCounts says what the others are.

/// What is known of the columns beyond their number.
struct LabelRule {
    int keypoints = 0;               ///< as in YoloYaml
    int keypoint_dimensions = 0;     ///< as in YoloYaml
    bool sixth_is_id = false;        ///< a sixth column of exactly 0 or 1 is a track id
    bool seven_are_corners = false;  ///< seven columns that end in 0 or 1 are three corners
};

/// What the label lines of a dataset turned out to be.
struct LabelCounts {
    std::size_t boxes = 0;
    std::size_t scores = 0;
    std::size_t ids = 0;
    std::size_t poses = 0;
    std::size_t outlines = 0;  ///< all corners
    std::size_t four_corners = 0;
    std::size_t pixel_corners = 0;  ///< DOTA's
    std::size_t sixth_open = 0;     ///< lines of six that could be a score or an id
    std::size_t sixth_ids = 0;      ///< lines of six that are an id for sure
    std::size_t seven_open = 0;     ///< lines of seven that could be three corners
    std::size_t seven_ids = 0;      ///< lines of seven that end in an id for sure

    /// The rule with which the dataset has to be read again, because its other lines decide what the open ones are.
    /// Equal to `rule` where nothing changes.
    LabelRule better_rule(LabelRule rule) const;
    /// What was made of lines that are more than a box, a sentence each: notes where all was kept, else warnings.
    std::vector<Issue> told() const;
};

/// The classes that numbers in label files mean.
struct LabelClasses {
    std::map<std::int64_t, int> of_number;
    bool open = false;  ///< there is no class list: classes are made as they come
};

/// Reads one label file's text into `result`.
/// @param where its name, for issues
void read_label_text(std::string_view text, const std::string& where, const Image& image, const LabelRule& rule,
                     LabelClasses& classes, LabelCounts& counts, ReadResult& result);

}  // namespace destudio::dataset
