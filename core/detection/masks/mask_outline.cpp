// SPDX-License-Identifier: Apache-2.0
#include "core/detection/masks/mask_outline.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/ring_area.h"

namespace destudio::detection {

namespace {

constexpr double kHalf = 0.5;

class ProbabilitySquare {
public:
    ProbabilitySquare(const float* values, int side) : m_values(values), m_side(side) {}

    double at(int x, int y) const {
        return x >= 0 && y >= 0 && x < m_side && y < m_side ? m_values[y * m_side + x] : 0;
    }

    Outline edges() const {
        std::vector<std::uint8_t> inside;
        for (int i = 0; i < m_side * m_side; ++i) {
            inside.push_back(m_values[i] >= kHalf ? 1 : 0);
        }
        return outline_of(runs_of_pixels(inside, {m_side, m_side}));
    }

    /// Where the line crosses from the cell on the right of an edge of length one to that on its left.
    Corner crossing(int x, int y, int dx, int dy) const {
        const int in_x = x - (dx < 0 || dy > 0 ? 1 : 0);
        const int in_y = y - (dx < 0 || dy < 0 ? 1 : 0);
        const int out_x = in_x + dy;
        const int out_y = in_y - dx;
        const double in = at(in_x, in_y);
        const double out = at(out_x, out_y);
        const double t = std::clamp((in - kHalf) / std::max(1e-9, in - out), 0.0, 1.0);
        const auto clamp = [this](double v) { return std::clamp(v, 0.0, double(m_side)); };
        return {clamp(in_x + 0.5 + t * (out_x - in_x)), clamp(in_y + 0.5 + t * (out_y - in_y))};
    }

private:
    const float* m_values;
    int m_side;
};

double distance_to_line(const Corner& point, const Corner& a, const Corner& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = std::hypot(dx, dy);
    return length == 0 ? std::hypot(point.x - a.x, point.y - a.y)
                       : std::abs(dx * (point.y - a.y) - dy * (point.x - a.x)) / length;
}

/// Points of the edges of cells moved to where the values between these cells pass one half.
Ring smooth_ring(const ProbabilitySquare& square, const Ring& edges) {
    Ring ring;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Corner& next = edges[(i + 1) % edges.size()];
        auto x = static_cast<int>(edges[i].x);
        auto y = static_cast<int>(edges[i].y);
        const int dx = (next.x > x ? 1 : 0) - (next.x < x ? 1 : 0);
        const int dy = (next.y > y ? 1 : 0) - (next.y < y ? 1 : 0);
        for (; x != static_cast<int>(next.x) || y != static_cast<int>(next.y); x += dx, y += dy) {
            ring.push_back(square.crossing(x, y, dx, dy));
        }
    }
    return ring;
}

}  // namespace

Ring simplified(const Ring& ring, double tolerance) {
    if (ring.size() < 4) {
        return ring;
    }
    // Two points that stay: the first and the one farthest from it.
    std::size_t far = 0;
    const auto from_first = [&](std::size_t i) { return std::hypot(ring[i].x - ring[0].x, ring[i].y - ring[0].y); };
    for (std::size_t i = 1; i < ring.size(); ++i) {
        far = from_first(i) > from_first(far) ? i : far;
    }
    std::vector<bool> stays(ring.size() + 1, false);
    stays[0] = stays[far] = true;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, far}, {far, ring.size()}};
    while (!open.empty()) {
        const auto [begin, end] = open.back();
        open.pop_back();
        std::size_t worst = begin;
        double most = tolerance;
        for (std::size_t i = begin + 1; i < end; ++i) {
            const double distance = distance_to_line(ring[i], ring[begin], ring[end % ring.size()]);
            if (distance > most) {
                most = distance;
                worst = i;
            }
        }
        if (worst != begin) {
            stays[worst] = true;
            open.emplace_back(begin, worst);
            open.emplace_back(worst, end);
        }
    }
    Ring kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (stays[i]) {
            kept.push_back(ring[i]);
        }
    }
    return kept;
}

Outline outline_of_probabilities(const float* probabilities, int side, const Box& box) {
    constexpr double kTolerance = 0.2;  // cells
    constexpr double kLeastOfLargest = 0.05;
    const ProbabilitySquare square(probabilities, side);
    Outline outline;
    double largest = 0;
    for (const Ring& edges : square.edges()) {
        Ring ring = simplified(smooth_ring(square, edges), kTolerance);
        largest = std::max(largest, std::abs(signed_area(ring)));
        outline.push_back(std::move(ring));
    }
    std::erase_if(outline, [&](const Ring& ring) {
        return ring.size() < 3 || std::abs(signed_area(ring)) < kLeastOfLargest * largest;
    });
    for (Ring& ring : outline) {
        for (Corner& corner : ring) {
            corner = {box.x1 + corner.x / side * box.width(), box.y1 + corner.y / side * box.height()};
        }
    }
    return outline;
}

}  // namespace destudio::detection
