// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace destudio::dataset {

/// What a YOLO data.yaml says. Only the part of YAML that such files use: plain keys, quoted or plain scalars, lists
/// and maps in block or flow style, comments.
struct YoloYaml {
    std::vector<std::string> names;
    std::vector<std::int64_t> numbers;                      ///< of the names in label files; empty: 0, 1, 2, …
    std::map<std::string, std::vector<std::string>> paths;  ///< "train", "val", "test" to folders or list files
    std::string path;                                       ///< root of the paths, usually empty
    std::string class_count;                                ///< "nc" as it stands there, usually empty
};

/// @throws FormatError naming the line
YoloYaml parse_yolo_yaml(std::string_view text, const std::string& file);

/// A scalar, quoted when YAML could take it for something else.
std::string yaml_scalar(const std::string& text);

}  // namespace destudio::dataset
