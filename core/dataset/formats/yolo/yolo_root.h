// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/dataset/formats/yolo/yolo_layout.h"

namespace destudio::dataset {

/// The place in `root` that a description means by a path: the path itself, without dots that lead out of the root (as
/// Roboflow's "../train/images"), with slashes for backslashes, or the longest end of it that is there, because paths
/// from the root of another machine and Darknet's "data/" are common. Empty when nothing is there.
std::filesystem::path find_inside(const std::filesystem::path& root, const std::string& named);

/// Settles the folder that the paths of a yaml are relative to: its "path", the yaml's own folder, or one above it. A
/// folder outside the yaml's own is taken only when the pictures there have labels, and is told.
/// @param images set: the pictures are elsewhere, so they say nothing about the root
void settle_yolo_root(YoloSource& source, const std::filesystem::path& images);

}  // namespace destudio::dataset
