// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/base/geometry.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// The box of a <box>, or the one around another shape with an area; nothing for points, lines and skeletons.
std::optional<Box> cvat_box(const pugi::xml_node& shape);

/// The outline of a <polygon> or of the run lengths of a <mask>, which go along the rows of its own box; empty for
/// other shapes and where it makes no sense.
/// @param image its size; zero: not known, and masks are left out
RawJson cvat_outline(const pugi::xml_node& shape, Size image);

/// "box", "polygon" for an outline of one ring, "mask" for any other one.
const char* cvat_shape_name(const Annotation& annotation);

/// Writes the corners of a box, the points of a polygon or the run lengths of a mask into an element of that name.
void write_cvat_shape(const Annotation& annotation, Size image, pugi::xml_node& shape);

/// The upright box around one that is turned around its middle.
Box upright_around(const Box& box, double degrees);

}  // namespace destudio::dataset
