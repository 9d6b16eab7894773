// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace destudio::detection {

/// A single-channel float map such as a cross-attention map, row by row.
struct FloatMap {
    int height = 0;
    int width = 0;
    std::vector<float> values;
};

/// The same in 8 bits.
struct ByteMap {
    int height = 0;
    int width = 0;
    std::vector<std::uint8_t> values;
};

/// Connected foreground pixels.
struct Component {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int pixels = 0;
    double centroid_x = 0;
    double centroid_y = 0;
    /// Left, top, right, bottom (the last two exclusive) divided by the map's width and height.
    std::array<double, 4> normalised_box(int map_width, int map_height) const;
};

struct Components {
    std::vector<int> labels;            ///< per pixel: 0 background, i for components[i-1]
    std::vector<Component> components;  ///< in the order of their first pixel, row by row
};

/// Bilinear, half-pixel centres, edges repeated (torch's interpolate with align_corners = false).
FloatMap upsample_bilinear(const FloatMap& map, int height, int width);

/// floor((x-min)/(max-min)*255 + 0.5) in single precision; all zero for a constant map.
ByteMap to_gray(const FloatMap& map);

/// Otsu's threshold (N. Otsu 1979) as OpenCV computes it: first maximum of the between-class variance of the 8-bit
/// histogram. A pixel is foreground when its value is greater.
int otsu_threshold(const ByteMap& gray);

/// 255 where value > threshold, else 0.
ByteMap binarise(const ByteMap& gray, int threshold);

/// @param connectivity 4 or 8
Components connected_components(const ByteMap& binary, int connectivity);

/// Smallest box around all foreground as x1, y1, x2, y2 (exclusive); nothing without foreground.
std::optional<std::array<int, 4>> foreground_box(const ByteMap& binary);

}  // namespace destudio::detection
