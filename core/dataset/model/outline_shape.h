// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/mask_runs.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Pictures with more pixels have no mask of single pixels here: what files state is not trusted with memory.
inline constexpr std::int64_t kMaxMaskPixels = std::int64_t{1} << 28U;

/// Whether an annotation's outline is in run lengths, which can have holes; else it is polygons.
bool has_runs(const Annotation& annotation);

/// The rings of an annotation's outline, in pixels of the oriented image; run lengths become the edges of their pixels,
/// holes closed. Empty without an outline or for one that makes no sense. Rings have three corners or more.
Outline rings_of(const Annotation& annotation);

/// The mask of an annotation's outline; nothing without one, or in a picture above kMaxMaskPixels.
std::optional<MaskRuns> mask_of(const Annotation& annotation, Size image);

/// An outline as COCO's files have it, coordinates to 0.0001 pixel; empty for one without rings. Rings of fewer than
/// three corners are left out.
RawJson outline_json(const Outline& outline);
RawJson outline_json(const MaskRuns& runs);

/// Four corners that say no more than the box around them.
bool is_upright_box(const Ring& ring);

/// One ring around all: each further one is reached over a line there and back, as loaders that take one ring an object
/// join them themselves. Empty for none.
Ring joined_ring(const Outline& outline);

/// Whether a box is more than `tolerance` pixels off the box around the rings; false without rings.
bool is_off_outline(const Box& box, const Outline& rings, double tolerance = 1);

}  // namespace destudio::dataset
