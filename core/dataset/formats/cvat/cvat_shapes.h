// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string_view>

#include "core/base/geometry.h"

namespace destudio::dataset {

/// The box of a <box>, or the one around another shape with an area; nothing for points, lines and skeletons.
std::optional<Box> cvat_box(const pugi::xml_node& shape);

/// The upright box around one that is turned around its middle.
Box upright_around(const Box& box, double degrees);

}  // namespace destudio::dataset
