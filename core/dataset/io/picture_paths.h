// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/dataset/images/image_finder.h"

namespace destudio::dataset {

/// A path with the extension that its picture has, for formats that name pictures without one by design, so that
/// nothing has to be told. The path itself where it is there as it stands, or no picture or several have its name.
std::string with_extension(const ImageFinder& finder, const std::string& path);

}  // namespace destudio::dataset
