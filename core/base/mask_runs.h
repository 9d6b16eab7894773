// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/geometry.h"

namespace destudio {

/// A corner of an outline, in continuous pixel coordinates as Box has them.
struct Corner {
    double x = 0;
    double y = 0;
    bool operator==(const Corner&) const = default;
};

/// A closed line; the last corner joins the first.
using Ring = std::vector<Corner>;

/// The shape of one object: the union of its rings, as COCO means it. Holes cannot be told.
using Outline = std::vector<Ring>;

/// A mask in whole pixels as COCO stores it: lengths of runs down the columns, by turns outside and inside, first
/// outside. They add up to width * height.
struct MaskRuns {
    Size size;
    std::vector<std::uint32_t> counts;
    bool operator==(const MaskRuns&) const = default;
};

/// The pixels that pycocotools fills for a ring (maskApi.c, rleFrPoly), parts outside the picture cut off.
/// @throws UsageError for a size below 1
MaskRuns fill_ring(const Ring& ring, Size size);
/// The union of its rings.
MaskRuns fill_outline(const Outline& outline, Size size);

/// @param pixels size.width * size.height values row by row; zero is outside
MaskRuns runs_of_pixels(const std::vector<std::uint8_t>& pixels, Size size);
/// One value a pixel, row by row, 0 or 1.
std::vector<std::uint8_t> pixels_of(const MaskRuns& runs);

/// What is in either. @throws UsageError where the sizes differ
MaskRuns united(const MaskRuns& a, const MaskRuns& b);
/// Pixels inside.
std::uint64_t area_of(const MaskRuns& runs);
/// The box around what is inside; empty where nothing is.
Box bounds_of(const MaskRuns& runs);
Box bounds_of(const Outline& outline);

/// pycocotools' mask IoU: a crowd divides by the area of the detection alone; -1 where the sizes differ.
double mask_iou(const MaskRuns& detection, const MaskRuns& truth, bool crowd);

/// The edges of the pixels inside as rings, one a part; holes are closed, parts that touch by a corner are apart.
/// Points within a straight edge are left out.
Outline outline_of(const MaskRuns& runs);

/// COCO's compressed text of the counts, and back. Nothing for text that is broken or does not fill the size.
std::string compressed_counts(const MaskRuns& runs);
std::optional<MaskRuns> runs_of_text(std::string_view text, Size size);

/// An outline as COCO's list of polygons [[x1, y1, x2, y2, …], …], to 0.01 pixel; and back, leaving out what is none.
nlohmann::json polygons_json(const Outline& outline);
Outline outline_of_polygons(const nlohmann::json& polygons);

/// COCO's "segmentation": a list of polygons, or run lengths with counts as text or numbers.
/// @param size of the picture; run lengths of another one are refused
/// @returns nothing for what pycocotools would not take
std::optional<MaskRuns> mask_of_json(const nlohmann::json& segmentation, Size size);

}  // namespace destudio
