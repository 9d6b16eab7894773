// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/model/dataset.h"
#include "core/dataset/text/yaml_document.h"

namespace destudio::dataset {

/// How many classes a description may name; label files name no larger number.
inline constexpr std::size_t kMaxYoloClasses = 100'000;

/// What a YOLO data.yaml says.
struct YoloYaml {
    std::vector<std::string> names;
    std::vector<std::int64_t> numbers;  ///< of the names in label files; empty: 0, 1, 2, …
    /// "train", "val", "test" to folders or list files; "" for pictures without a split
    std::map<std::string, std::vector<std::string>> paths;
    std::string path;               ///< root of the paths, usually empty
    std::string class_count;        ///< "nc" as it stands there, usually empty
    int keypoints = 0;              ///< "kpt_shape": how many points a pose has; 0: the labels are no poses
    int keypoint_dimensions = 0;    ///< and how many numbers each, 2 or 3
    bool names_are_made = false;    ///< there are none, so they were made from "nc"
    bool names_are_a_word = false;  ///< "names" is one word, which may be the name of a file
    std::vector<Issue> issues;      ///< what loaders take otherwise than it is meant
};

/// @throws FormatError naming the line
YoloYaml parse_yolo_yaml(std::string_view text, const std::string& file);

/// The name that Ultralytics gives to a class without one.
std::string made_class_name(std::size_t number);

}  // namespace destudio::dataset
