// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace destudio::world {

/// Four floats that the compiler keeps in one register: red, green, blue (0..255) and an unused or alpha lane.
using Float4 = float __attribute__((vector_size(16)));

struct Color {
    float red = 0;
    float green = 0;
    float blue = 0;
};

/// Color from hue (degrees), saturation and value (0..1).
Color from_hsv(double hue, double saturation, double value);
Color mixed(const Color& a, const Color& b, double amount_of_b);

/// sin() from additions and multiplications alone, so that it gives the same bits everywhere. Error below 1e-6.
double portable_sin(double radians);
inline double portable_cos(double radians) {
    return portable_sin(radians + 1.57079632679489661923);
}

/// A square picture in floats with anti-aliased primitives. Coordinates are fractions of the side: (0,0) is the top
/// left corner, (1,1) the bottom right; so a scene looks the same at every size.
class Canvas {
public:
    explicit Canvas(int size);

    int size() const { return m_size; }
    Float4* row(int y) { return m_pixels.data() + static_cast<std::ptrdiff_t>(y) * m_size; }

    /// Rows between two heights, fading from one color to another. The upper edge is anti-aliased.
    void fill_gradient(double top, double bottom, const Color& upper, const Color& lower);
    /// `softness` 0: a crisp edge; 1: fades from the middle to the rim.
    void fill_ellipse(double cx, double cy, double rx, double ry, const Color& color, double opacity,
                      double softness = 0);
    void fill_rectangle(double x1, double y1, double x2, double y2, const Color& color, double opacity = 1);
    /// Everything below the curve y = height(x), down to `bottom`; colors fade from the curve's mean height downwards.
    void fill_below(const std::function<double(double x)>& height, double bottom, const Color& upper,
                    const Color& lower);
    /// The quadrangle between two heights whose left and right edges are straight lines.
    void fill_trapezoid(double top, double left_top, double right_top, double bottom, double left_bottom,
                        double right_bottom, const Color& color, double opacity = 1);
    /// Blends `color` by coverage(u, v), a distance to an edge in pixels: +0.5 and more is inside, -0.5 and less not.
    void fill_where(const std::function<double(double u, double v)>& pixel_distance, const Color& color,
                    double opacity = 1);

    /// Rounded to 8 bits: size x size x 3.
    std::vector<std::uint8_t> to_rgb8() const;

private:
    void blend(int x, int y, const Float4& color, float amount);

    int m_size;
    std::vector<Float4> m_pixels;
};

}  // namespace destudio::world
