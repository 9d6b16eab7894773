// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Which class of one dataset becomes which of another, by name. A class that is not listed keeps its name; one that is
/// mapped to an empty name is left out with its boxes.
using ClassMap = std::map<std::string, std::string>;

/// A folder for the images of each of several datasets, so that their names cannot clash: the last part of the path
/// with a slash at its end, and a number where that is taken. @param taken what was given out so far
std::string dataset_prefix(const std::filesystem::path& path, std::set<std::string>& taken);

/// Adds the images and boxes of `from` to `into`. Classes are matched by name, new ones are added at the end; images
/// keep their ids where these are free, and get `prefix` (a folder with a slash at its end, or empty) in front of their
/// file names.
void append(Dataset& into, const Dataset& from, const std::string& prefix = {}, const ClassMap& classes = {});

}  // namespace destudio::dataset
