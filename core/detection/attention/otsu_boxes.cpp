// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attention/otsu_boxes.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace destudio::detection {

namespace {

/// Source rows (or columns) and weight of one output coordinate.
struct Tap {
    std::size_t low;
    std::size_t high;
    float weight;  ///< of high
};

std::vector<Tap> make_taps(int from, int to) {
    std::vector<Tap> taps;
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    for (int i = 0; i < to; ++i) {
        const float source = std::max(0.0F, scale * (static_cast<float>(i) + 0.5F) - 0.5F);
        const int low = std::min(static_cast<int>(source), from - 1);
        const int high = std::min(low + 1, from - 1);
        taps.push_back(
            {static_cast<std::size_t>(low), static_cast<std::size_t>(high), source - static_cast<float>(low)});
    }
    return taps;
}

std::size_t index(int width, int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
}

/// Collects one component by flood fill.
class Filler {
public:
    Filler(const ByteMap& binary, int connectivity, Components& out)
        : m_binary(binary), m_diagonal(connectivity == 8), m_out(out) {}

    void fill(int x, int y) {
        const int label = static_cast<int>(m_out.components.size()) + 1;
        Component component;
        int right = x;
        int bottom = y;
        component.x = x;
        component.y = y;
        double sum_x = 0;
        double sum_y = 0;
        visit(x, y, label);
        while (!m_stack.empty()) {
            const auto [px, py] = m_stack.back();
            m_stack.pop_back();
            component.x = std::min(component.x, px);
            component.y = std::min(component.y, py);
            right = std::max(right, px);
            bottom = std::max(bottom, py);
            sum_x += px;
            sum_y += py;
            ++component.pixels;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    if (m_diagonal || dx == 0 || dy == 0) {
                        visit(px + dx, py + dy, label);
                    }
                }
            }
        }
        component.width = right - component.x + 1;
        component.height = bottom - component.y + 1;
        component.centroid_x = sum_x / component.pixels;
        component.centroid_y = sum_y / component.pixels;
        m_out.components.push_back(component);
    }

private:
    void visit(int x, int y, int label) {
        if (x < 0 || y < 0 || x >= m_binary.width || y >= m_binary.height) {
            return;
        }
        const std::size_t i = index(m_binary.width, x, y);
        if (m_binary.values[i] != 0 && m_out.labels[i] == 0) {
            m_out.labels[i] = label;
            m_stack.emplace_back(x, y);
        }
    }

    const ByteMap& m_binary;
    bool m_diagonal;
    Components& m_out;
    std::vector<std::pair<int, int>> m_stack;
};

}  // namespace

std::array<double, 4> Component::normalised_box(int map_width, int map_height) const {
    return {static_cast<double>(x) / map_width, static_cast<double>(y) / map_height,
            static_cast<double>(x + width) / map_width, static_cast<double>(y + height) / map_height};
}

FloatMap upsample_bilinear(const FloatMap& map, int height, int width) {
    FloatMap out{height, width, {}};
    if (height == map.height && width == map.width) {
        return map;
    }
    const auto rows = make_taps(map.height, height);
    const auto columns = make_taps(map.width, width);
    const auto stride = static_cast<std::size_t>(map.width);
    out.values.reserve(rows.size() * columns.size());
    for (const Tap& row : rows) {
        const float* top = map.values.data() + row.low * stride;
        const float* bottom = map.values.data() + row.high * stride;
        for (const Tap& column : columns) {
            const float upper = (1 - column.weight) * top[column.low] + column.weight * top[column.high];
            const float lower = (1 - column.weight) * bottom[column.low] + column.weight * bottom[column.high];
            out.values.push_back((1 - row.weight) * upper + row.weight * lower);
        }
    }
    return out;
}

ByteMap to_gray(const FloatMap& map) {
    ByteMap gray{map.height, map.width, std::vector<std::uint8_t>(map.values.size(), 0)};
    if (map.values.empty()) {
        return gray;
    }
    const auto [low, high] = std::minmax_element(map.values.begin(), map.values.end());
    const float range = *high - *low;
    if (!(range > 0)) {
        return gray;
    }
    for (std::size_t i = 0; i < map.values.size(); ++i) {
        gray.values[i] = static_cast<std::uint8_t>(
            std::clamp(std::floor((map.values[i] - *low) / range * 255.0F + 0.5F), 0.0F, 255.0F));
    }
    return gray;
}

int otsu_threshold(const ByteMap& gray) {
    std::array<int, 256> histogram{};
    for (const std::uint8_t value : gray.values) {
        ++histogram[value];
    }
    const double scale = 1.0 / static_cast<double>(std::max<std::size_t>(1, gray.values.size()));
    double mean = 0;
    for (std::size_t i = 0; i < histogram.size(); ++i) {
        mean += static_cast<double>(i) * histogram[i];
    }
    mean *= scale;
    double mean_low = 0;
    double share_low = 0;
    double best = 0;
    int threshold = 0;
    for (std::size_t i = 0; i < histogram.size(); ++i) {
        const double share = histogram[i] * scale;
        mean_low *= share_low;
        share_low += share;
        const double share_high = 1.0 - share_low;
        if (std::min(share_low, share_high) < FLT_EPSILON || std::max(share_low, share_high) > 1.0 - FLT_EPSILON) {
            continue;
        }
        mean_low = (mean_low + static_cast<double>(i) * share) / share_low;
        const double mean_high = (mean - share_low * mean_low) / share_high;
        const double variance = share_low * share_high * (mean_low - mean_high) * (mean_low - mean_high);
        if (variance > best) {
            best = variance;
            threshold = static_cast<int>(i);
        }
    }
    return threshold;
}

ByteMap binarise(const ByteMap& gray, int threshold) {
    ByteMap binary = gray;
    for (std::uint8_t& value : binary.values) {
        value = value > threshold ? 255 : 0;
    }
    return binary;
}

Components connected_components(const ByteMap& binary, int connectivity) {
    Components out;
    out.labels.assign(binary.values.size(), 0);
    Filler filler(binary, connectivity, out);
    for (int y = 0; y < binary.height; ++y) {
        for (int x = 0; x < binary.width; ++x) {
            const std::size_t i = index(binary.width, x, y);
            if (binary.values[i] != 0 && out.labels[i] == 0) {
                filler.fill(x, y);
            }
        }
    }
    return out;
}

std::optional<std::array<int, 4>> foreground_box(const ByteMap& binary) {
    std::optional<std::array<int, 4>> box;
    for (int y = 0; y < binary.height; ++y) {
        for (int x = 0; x < binary.width; ++x) {
            if (binary.values[index(binary.width, x, y)] == 0) {
                continue;
            }
            if (!box) {
                box = {x, y, x + 1, y + 1};
            }
            box = {std::min((*box)[0], x), std::min((*box)[1], y), std::max((*box)[2], x + 1),
                   std::max((*box)[3], y + 1)};
        }
    }
    return box;
}

}  // namespace destudio::detection
