// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/random.h"

namespace destudio::world {

/// A sentence that names every class: about half the time the generic prompt, else words with counts and the place,
/// "A clipart, with two cats and a bus on a meadow."
/// @param object_classes one entry for each object
/// @param place "on a meadow"
std::string write_caption(const std::vector<std::string>& classes, const std::vector<int>& object_classes,
                          std::string_view place, Random& random);

}  // namespace destudio::world
