// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace destudio {

/// Axis-aligned box in continuous pixel coordinates of the oriented image: x to the right, y down, the first pixel
/// covers [0,1). Edges, not pixel indices; no "+1".
struct Box {
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;

    double width() const { return x2 - x1; }
    double height() const { return y2 - y1; }
    double area() const { return std::max(0.0, width()) * std::max(0.0, height()); }
    bool empty() const { return !(x2 > x1 && y2 > y1); }
    bool operator==(const Box&) const = default;

    static Box from_xywh(double x, double y, double w, double h) { return {x, y, x + w, y + h}; }
};

/// Width and height in pixels.
struct Size {
    int width = 0;
    int height = 0;
    bool operator==(const Size&) const = default;
};

inline Box intersection(const Box& a, const Box& b) {
    return {std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)};
}

/// Intersection over union in [0,1]; 0 when both are empty.
inline double iou(const Box& a, const Box& b) {
    const double inter = intersection(a, b).area();
    const double uni = a.area() + b.area() - inter;
    return uni > 0 ? inter / uni : 0.0;
}

/// The one clamp of the project: corners put in order, then cut to the image.
inline Box clamped(const Box& box, Size image) {
    const auto w = static_cast<double>(image.width);
    const auto h = static_cast<double>(image.height);
    return {std::clamp(std::min(box.x1, box.x2), 0.0, w), std::clamp(std::min(box.y1, box.y2), 0.0, h),
            std::clamp(std::max(box.x1, box.x2), 0.0, w), std::clamp(std::max(box.y1, box.y2), 0.0, h)};
}

}  // namespace destudio
