// SPDX-License-Identifier: Apache-2.0
#include "core/world/canvas.h"

#include <algorithm>
#include <cmath>

namespace destudio::world {

namespace {

constexpr double kPi = 3.14159265358979323846;

Float4 to_float4(const Color& color) {
    return Float4{color.red, color.green, color.blue, 0.0F};
}

double coverage(double pixel_distance) {
    return std::clamp(pixel_distance + 0.5, 0.0, 1.0);
}

}  // namespace

Color from_hsv(double hue, double saturation, double value) {
    const double sector = (hue - 360.0 * std::floor(hue / 360.0)) / 60.0;
    const int i = std::min(5, static_cast<int>(sector));
    const double f = sector - i;
    const double p = value * (1 - saturation);
    const double q = value * (1 - saturation * f);
    const double t = value * (1 - saturation * (1 - f));
    const double table[6][3] = {{value, t, p}, {q, value, p}, {p, value, t},
                                {p, q, value}, {t, p, value}, {value, p, q}};
    return {static_cast<float>(255 * table[i][0]), static_cast<float>(255 * table[i][1]),
            static_cast<float>(255 * table[i][2])};
}

Color mixed(const Color& a, const Color& b, double amount_of_b) {
    const auto t = static_cast<float>(amount_of_b);
    return {a.red + (b.red - a.red) * t, a.green + (b.green - a.green) * t, a.blue + (b.blue - a.blue) * t};
}

double portable_sin(double radians) {
    double x = radians - 2 * kPi * std::floor(radians / (2 * kPi) + 0.5);  // [-pi, pi]
    if (x > kPi / 2) {
        x = kPi - x;
    } else if (x < -kPi / 2) {
        x = -kPi - x;
    }
    const double s = x * x;  // Taylor series; the first term left out is below 6e-8 on [-pi/2, pi/2]
    return x * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110)))));
}

Canvas::Canvas(int size) : m_size(size), m_pixels(static_cast<std::size_t>(size) * static_cast<std::size_t>(size)) {}

void Canvas::blend(int x, int y, const Float4& color, float amount) {
    Float4& pixel = row(y)[x];
    pixel += (color - pixel) * amount;
}

void Canvas::fill_gradient(double top, double bottom, const Color& upper, const Color& lower) {
    const int first = std::max(0, static_cast<int>(std::floor(top * m_size)));
    const int last = std::min(m_size, static_cast<int>(std::ceil(bottom * m_size)));
    for (int y = first; y < last; ++y) {
        const double v = (y + 0.5) / m_size;
        const auto t = std::clamp((v - top) / std::max(1e-9, bottom - top), 0.0, 1.0);
        const Float4 color = to_float4(mixed(upper, lower, t));
        const auto amount = static_cast<float>(top <= 0 ? 1.0 : coverage((v - top) * m_size));
        for (int x = 0; x < m_size; ++x) {
            blend(x, y, color, amount);
        }
    }
}

void Canvas::fill_ellipse(double cx, double cy, double rx, double ry, const Color& color, double opacity,
                          double softness) {
    const int x1 = std::max(0, static_cast<int>(std::floor((cx - rx) * m_size)) - 1);
    const int x2 = std::min(m_size, static_cast<int>(std::ceil((cx + rx) * m_size)) + 1);
    const int y1 = std::max(0, static_cast<int>(std::floor((cy - ry) * m_size)) - 1);
    const int y2 = std::min(m_size, static_cast<int>(std::ceil((cy + ry) * m_size)) + 1);
    const Float4 paint = to_float4(color);
    const double least = std::min(rx, ry) * m_size;
    for (int y = y1; y < y2; ++y) {
        const double dy = ((y + 0.5) / m_size - cy) / ry;
        for (int x = x1; x < x2; ++x) {
            const double dx = ((x + 0.5) / m_size - cx) / rx;
            const double radius = std::sqrt(dx * dx + dy * dy);
            double amount = 0;
            if (softness > 0) {
                const double t = std::clamp((1 - radius) / softness, 0.0, 1.0);
                amount = t * t * (3 - 2 * t);
            } else {
                amount = coverage((1 - radius) * least);
            }
            if (amount > 0) {
                blend(x, y, paint, static_cast<float>(amount * opacity));
            }
        }
    }
}

void Canvas::fill_rectangle(double x1, double y1, double x2, double y2, const Color& color, double opacity) {
    fill_trapezoid(y1, x1, x2, y2, x1, x2, color, opacity);
}

void Canvas::fill_below(const std::function<double(double)>& height, double bottom, const Color& upper,
                        const Color& lower) {
    std::vector<double> edge(static_cast<std::size_t>(m_size));
    double mean = 0;
    double highest = 1;
    for (int x = 0; x < m_size; ++x) {
        const double y = height((x + 0.5) / m_size);
        edge[static_cast<std::size_t>(x)] = y * m_size;
        mean += y / m_size;
        highest = std::min(highest, y);
    }
    const int last = std::min(m_size, static_cast<int>(std::ceil(bottom * m_size)));
    for (int y = std::max(0, static_cast<int>(std::floor(highest * m_size)) - 1); y < last; ++y) {
        const double v = (y + 0.5) / m_size;
        const auto t = std::clamp((v - mean) / std::max(1e-9, bottom - mean), 0.0, 1.0);
        const Float4 color = to_float4(mixed(upper, lower, t));
        for (int x = 0; x < m_size; ++x) {
            const double amount = coverage(y + 0.5 - edge[static_cast<std::size_t>(x)]);
            blend(x, y, color, static_cast<float>(amount));
        }
    }
}

void Canvas::fill_trapezoid(double top, double left_top, double right_top, double bottom, double left_bottom,
                            double right_bottom, const Color& color, double opacity) {
    const Float4 paint = to_float4(color);
    const int first = std::max(0, static_cast<int>(std::floor(top * m_size)));
    const int last = std::min(m_size, static_cast<int>(std::ceil(bottom * m_size)));
    for (int y = first; y < last; ++y) {
        const double rows = std::min(y + 1.0, bottom * m_size) - std::max(static_cast<double>(y), top * m_size);
        const double v = std::clamp((y + 0.5) / m_size, top, bottom);
        const double t = (v - top) / std::max(1e-9, bottom - top);
        const double left = (left_top + (left_bottom - left_top) * t) * m_size;
        const double right = (right_top + (right_bottom - right_top) * t) * m_size;
        const int x1 = std::max(0, static_cast<int>(std::floor(left)));
        const int x2 = std::min(m_size, static_cast<int>(std::ceil(right)));
        for (int x = x1; x < x2; ++x) {
            const double columns = std::min(x + 1.0, right) - std::max(static_cast<double>(x), left);
            blend(x, y, paint, static_cast<float>(std::max(0.0, columns) * std::max(0.0, rows) * opacity));
        }
    }
}

void Canvas::fill_where(const std::function<double(double, double)>& pixel_distance, const Color& color,
                        double opacity) {
    const Float4 paint = to_float4(color);
    for (int y = 0; y < m_size; ++y) {
        for (int x = 0; x < m_size; ++x) {
            const double amount = coverage(pixel_distance((x + 0.5) / m_size, (y + 0.5) / m_size));
            if (amount > 0) {
                blend(x, y, paint, static_cast<float>(amount * opacity));
            }
        }
    }
}

std::vector<std::uint8_t> Canvas::to_rgb8() const {
    std::vector<std::uint8_t> out(m_pixels.size() * 3);
    std::uint8_t* to = out.data();
    for (const Float4& pixel : m_pixels) {
        for (int c = 0; c < 3; ++c) {
            *to++ = static_cast<std::uint8_t>(std::clamp(pixel[c] + 0.5F, 0.0F, 255.0F));
        }
    }
    return out;
}

}  // namespace destudio::world
