// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Makes a dataset that was read fit to be written: images whose picture is missing or cannot be read are left out with
/// their boxes, and where a picture has another size than the annotations state, the picture counts and boxes are
/// checked against it. Annotations of people should not be lost because one file of thousands is.
/// @param decode also decode pictures whose bytes could be handed on; for formats that encode them anew
/// @return every one of these, by name
/// @throws FormatError when no image is left, saying why
std::vector<Issue> leave_out_unusable(ReadResult& read, bool decode);

}  // namespace destudio::dataset
