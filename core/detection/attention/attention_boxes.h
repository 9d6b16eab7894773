// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/detection/attention/otsu_boxes.h"

namespace destudio::detection {

/// A class's attention cut at Otsu's threshold, as the paper's binarised cross-attention (BCA).
struct BinarisedAttention {
    ByteMap binary;          ///< 255 where attention is strong, at the size asked for
    std::vector<Box> boxes;  ///< of its 8-connected parts, in fractions of the map, largest first
};

/// Parts smaller than this share of the picture are specks, not objects.
inline constexpr double kSmallestPart = 0.004;

/// @param map of any size; enlarged bilinearly to `height` x `width` before it is cut
BinarisedAttention binarise_attention(const FloatMap& map, int height, int width);

/// A place that a class's attention holds for an object and where no box is.
struct UnboxedPart {
    Box box;              ///< fractions of the picture
    double strength = 0;  ///< how much attention it has, as a multiple of the map's mean; above 1
};

struct UnboxedRules {
    double cover_margin = 0.15;  ///< boxes count as this much larger on each side: attention spills over their edges
    double min_peak = 0.5;       ///< the part's peak against the map's
    double min_strength = 1.5;   ///< weaker parts are noise; a flat map has 1 everywhere
    double min_area = 0.01;      ///< share of the picture
};

/// The map divided by its mean: how many times the usual attention each pixel has. A map of zeros stays one.
FloatMap relative_attention(const FloatMap& map);

/// The parts of a class's binarised map that remain when its boxes are cut out, strongest first. A pixel belongs to the
/// class alone whose relative attention is largest there: every word has some attention on every object.
/// @param maps  relative attention of all classes of the prompt, all of one size  @param index the class's
/// @param boxes of the class, in fractions of the picture
std::vector<UnboxedPart> unboxed_parts(const std::vector<FloatMap>& maps, std::size_t index,
                                       const std::vector<Box>& boxes, const UnboxedRules& rules = {});

}  // namespace destudio::detection
