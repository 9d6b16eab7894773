// SPDX-License-Identifier: Apache-2.0
// From pixels to the lines around them.
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/mask_runs.h"
#include "core/base/ring_area.h"

namespace destudio {

namespace {

// Walks along the edges of pixels with the inside at the right hand (y points down), so that outer edges turn
// clockwise on the screen and edges of holes the other way.
class EdgeWalker {
public:
    explicit EdgeWalker(const MaskRuns& runs)
        : m_width(runs.size.width), m_height(runs.size.height), m_inside(pixels_of(runs)), m_seen(m_inside.size(), 0) {}

    Outline rings() {
        Outline outline;
        for (int y = 0; y < m_height; ++y) {
            for (int x = 0; x < m_width; ++x) {
                // Every ring has an edge on top of a pixel that goes to the right, outer or not.
                if (inside(x, y) && !inside(x, y - 1) && !seen(x, y)) {
                    Ring ring = walk(x, y);
                    if (signed_area(ring) > 0) {
                        outline.push_back(std::move(ring));
                    }
                }
            }
        }
        return outline;
    }

private:
    bool inside(int x, int y) const {
        return x >= 0 && y >= 0 && x < m_width && y < m_height && m_inside[at(x, y)] != 0;
    }
    bool seen(int x, int y) const { return m_seen[at(x, y)] != 0; }
    std::size_t at(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x);
    }

    // From the upper left corner of a pixel to the right and around. Directions: right, down, left, up.
    Ring walk(int start_x, int start_y) {
        constexpr std::array<int, 4> kX{1, 0, -1, 0};
        constexpr std::array<int, 4> kY{0, 1, 0, -1};
        Ring ring;
        int x = start_x;
        int y = start_y;
        std::size_t direction = 0;
        do {
            if (direction == 0) {
                m_seen[at(x, y)] = 1;
            }
            x += kX[direction];
            y += kY[direction];
            // The pixels ahead at the right and at the left of the corner that was reached.
            const bool right = inside(x + (direction == 0 || direction == 3 ? 0 : -1),
                                      y + (direction == 0 || direction == 1 ? 0 : -1));
            const bool left = inside(x + (direction == 0 || direction == 1 ? 0 : -1),
                                     y + (direction == 1 || direction == 2 ? 0 : -1));
            const std::size_t next = !right ? (direction + 1) % 4 : left ? (direction + 3) % 4 : direction;
            if (next != direction) {
                ring.push_back({double(x), double(y)});
            }
            direction = next;
        } while (x != start_x || y != start_y || direction != 0);
        return ring;
    }

    int m_width;
    int m_height;
    std::vector<std::uint8_t> m_inside;
    std::vector<std::uint8_t> m_seen;
};

}  // namespace

Outline outline_of(const MaskRuns& runs) {
    return EdgeWalker(runs).rings();
}

}  // namespace destudio
