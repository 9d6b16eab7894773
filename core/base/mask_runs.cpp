// SPDX-License-Identifier: Apache-2.0
#include "core/base/mask_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace destudio {

namespace {

// Runs of equal pixels, built from the outside on; two of one kind become one.
class RunBuilder {
public:
    explicit RunBuilder(Size size) : m_runs{size, {0}} {}

    void add(std::uint64_t count, bool inside) {
        if (count == 0) {
            return;
        }
        if (inside != m_inside) {
            m_runs.counts.push_back(0);
            m_inside = inside;
        }
        m_runs.counts.back() += static_cast<std::uint32_t>(count);
    }
    MaskRuns take() { return std::move(m_runs); }

private:
    MaskRuns m_runs;
    bool m_inside = false;
};

// Both masks cut into pieces in which neither changes: each(count, in_a, in_b).
template <class Each>
void walk_both(const MaskRuns& a, const MaskRuns& b, const Each& each) {
    std::size_t i = 0;
    std::size_t j = 0;
    std::uint32_t left_a = a.counts.empty() ? 0 : a.counts[0];
    std::uint32_t left_b = b.counts.empty() ? 0 : b.counts[0];
    while (i < a.counts.size() && j < b.counts.size()) {
        const std::uint32_t step = std::min(left_a, left_b);
        each(step, i % 2 == 1, j % 2 == 1);
        left_a -= step;
        left_b -= step;
        if (left_a == 0 && ++i < a.counts.size()) {
            left_a = a.counts[i];
        }
        if (left_b == 0 && ++j < b.counts.size()) {
            left_b = b.counts[j];
        }
    }
}

void check_mask_size(Size size) {
    const auto pixels = static_cast<std::int64_t>(size.width) * size.height;
    if (size.width < 1 || size.height < 1 || pixels > std::numeric_limits<std::int32_t>::max()) {
        throw UsageError("A mask needs a size of at least 1 by 1 and below 2 billion pixels.");
    }
}

struct GridPoint {
    int x;
    int y;
};

// Coordinates five times as fine, rounded as maskApi.c does, and kept where an int ends.
int fine_grid(double value) {
    constexpr double kScale = 5;
    constexpr double kFar = 1e8;
    return static_cast<int>(std::clamp(kScale * value + 0.5, -kFar, kFar));
}

// Every point of the fine grid along one side, from its first end to its last.
void walk_side(GridPoint from, GridPoint to, std::vector<GridPoint>& points) {
    const int dx = std::abs(to.x - from.x);
    const int dy = std::abs(to.y - from.y);
    const bool flat = dx >= dy;
    const bool flipped = flat ? from.x > to.x : from.y > to.y;
    if (flipped) {
        std::swap(from, to);
    }
    const int length = std::max(dx, dy);
    const double slope = length == 0 ? 0 : (flat ? double(to.y - from.y) : double(to.x - from.x)) / length;
    for (int d = 0; d <= length; ++d) {
        const int t = flipped ? length - d : d;
        points.push_back(flat ? GridPoint{from.x + t, static_cast<int>(from.y + slope * t + 0.5)}
                              : GridPoint{static_cast<int>(from.x + slope * t + 0.5), from.y + t});
    }
}

// Where the line from `a` to `b` crosses the middle of a column of pixels: the number of the first pixel below it,
// counted down the columns. Nothing where it crosses none.
std::optional<std::uint32_t> column_crossing(GridPoint a, GridPoint b, Size size) {
    constexpr double kScale = 5;
    if (a.x == b.x) {
        return {};
    }
    const double x = ((b.x < a.x ? b.x : b.x - 1) + 0.5) / kScale - 0.5;
    if (std::floor(x) != x || x < 0 || x > size.width - 1) {
        return {};
    }
    const double y = ((b.y < a.y ? b.y : a.y) + 0.5) / kScale - 0.5;
    const double row = std::ceil(std::clamp(y, 0.0, double(size.height)));
    return static_cast<std::uint32_t>(x) * static_cast<std::uint32_t>(size.height) + static_cast<std::uint32_t>(row);
}

}  // namespace

MaskRuns fill_ring(const Ring& ring, Size size) {
    check_mask_size(size);
    // Corners far outside would take memory for points that fill nothing.
    const auto near = [](double value, int side) {
        constexpr double kSides = 10;
        return std::isnan(value) ? 0.0 : std::clamp(value, -kSides * side - 100, kSides * side + 100);
    };
    std::vector<GridPoint> corners;
    for (const Corner& corner : ring) {
        corners.push_back({fine_grid(near(corner.x, size.width)), fine_grid(near(corner.y, size.height))});
    }
    std::vector<GridPoint> points;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        walk_side(corners[i], corners[(i + 1) % corners.size()], points);
    }
    std::vector<std::uint32_t> changes;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (const auto at = column_crossing(points[i - 1], points[i], size)) {
            changes.push_back(*at);
        }
    }
    changes.push_back(static_cast<std::uint32_t>(size.width) * static_cast<std::uint32_t>(size.height));
    std::sort(changes.begin(), changes.end());
    RunBuilder runs(size);
    std::uint32_t before = 0;
    bool inside = false;
    for (const std::uint32_t change : changes) {
        runs.add(change - before, inside);
        inside = !inside;
        before = change;
    }
    return runs.take();
}

MaskRuns fill_outline(const Outline& outline, Size size) {
    check_mask_size(size);
    MaskRuns all{size, {static_cast<std::uint32_t>(size.width) * static_cast<std::uint32_t>(size.height)}};
    for (const Ring& ring : outline) {
        all = united(all, fill_ring(ring, size));
    }
    return all;
}

MaskRuns runs_of_pixels(const std::vector<std::uint8_t>& pixels, Size size) {
    check_mask_size(size);
    const auto width = static_cast<std::size_t>(size.width);
    const auto height = static_cast<std::size_t>(size.height);
    if (pixels.size() != width * height) {
        throw UsageError("A mask has other pixels than its size says.");
    }
    RunBuilder runs(size);
    for (std::size_t x = 0; x < width; ++x) {
        for (std::size_t y = 0; y < height; ++y) {
            runs.add(1, pixels[y * width + x] != 0);
        }
    }
    return runs.take();
}

std::vector<std::uint8_t> pixels_of(const MaskRuns& runs) {
    const auto width = static_cast<std::size_t>(runs.size.width);
    const auto height = static_cast<std::size_t>(runs.size.height);
    std::vector<std::uint8_t> pixels(width * height, 0);
    std::size_t at = 0;
    for (std::size_t i = 0; i < runs.counts.size(); ++i) {
        for (std::uint32_t n = 0; n < runs.counts[i] && at < pixels.size(); ++n, ++at) {
            pixels[at % height * width + at / height] = i % 2;
        }
    }
    return pixels;
}

MaskRuns united(const MaskRuns& a, const MaskRuns& b) {
    if (a.size != b.size) {
        throw UsageError("Two masks of different sizes cannot be joined.");
    }
    RunBuilder runs(a.size);
    walk_both(a, b, [&](std::uint32_t count, bool in_a, bool in_b) { runs.add(count, in_a || in_b); });
    return runs.take();
}

std::uint64_t area_of(const MaskRuns& runs) {
    std::uint64_t area = 0;
    for (std::size_t i = 1; i < runs.counts.size(); i += 2) {
        area += runs.counts[i];
    }
    return area;
}

Box bounds_of(const MaskRuns& runs) {
    Box box{double(runs.size.width), double(runs.size.height), 0, 0};
    const auto height = static_cast<std::uint64_t>(std::max(1, runs.size.height));
    std::uint64_t at = 0;
    for (std::size_t i = 0; i < runs.counts.size(); ++i) {
        const std::uint64_t end = at + runs.counts[i];
        if (i % 2 == 1 && end > at) {
            const bool one_column = at / height == (end - 1) / height;
            box.x1 = std::min(box.x1, double(at / height));
            box.x2 = std::max(box.x2, double((end - 1) / height) + 1);
            box.y1 = one_column ? std::min(box.y1, double(at % height)) : 0;
            box.y2 = one_column ? std::max(box.y2, double((end - 1) % height) + 1) : double(height);
        }
        at = end;
    }
    return box.empty() ? Box{} : box;
}

Box bounds_of(const Outline& outline) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Box box{kFar, kFar, -kFar, -kFar};
    for (const Ring& ring : outline) {
        for (const Corner& corner : ring) {
            box = {std::min(box.x1, corner.x), std::min(box.y1, corner.y), std::max(box.x2, corner.x),
                   std::max(box.y2, corner.y)};
        }
    }
    return box.empty() ? Box{} : box;
}

double mask_iou(const MaskRuns& detection, const MaskRuns& truth, bool crowd) {
    if (intersection(bounds_of(detection), bounds_of(truth)).empty()) {
        return 0;
    }
    if (detection.size != truth.size) {
        return -1;
    }
    std::uint64_t both = 0;
    std::uint64_t either = 0;
    walk_both(detection, truth, [&](std::uint32_t count, bool in_a, bool in_b) {
        both += in_a && in_b ? count : 0;
        either += in_a || in_b ? count : 0;
    });
    if (both == 0) {
        return 0;
    }
    return static_cast<double>(both) / static_cast<double>(crowd ? area_of(detection) : either);
}

}  // namespace destudio
