// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attention/attention_boxes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace destudio::detection {

namespace {

Box fractions(const Component& part, const ByteMap& map) {
    const auto box = part.normalised_box(map.width, map.height);
    return {box[0], box[1], box[2], box[3]};
}

double share(const Component& part, const ByteMap& map) {
    return static_cast<double>(part.pixels) / std::max(1, map.width * map.height);
}

/// Clears what lies under a box, given in fractions.
void cut_out(ByteMap& map, const Box& box) {
    const auto pixel = [](double fraction, int length, bool up) {
        const double position = fraction * length;
        return std::clamp(static_cast<int>(up ? std::ceil(position) : std::floor(position)), 0, length);
    };
    const int left = pixel(box.x1, map.width, false);
    const int right = pixel(box.x2, map.width, true);
    for (int y = pixel(box.y1, map.height, false); y < pixel(box.y2, map.height, true); ++y) {
        const auto row = map.values.begin() + static_cast<std::ptrdiff_t>(y) * map.width;
        std::fill(row + left, row + std::max(left, right), std::uint8_t{0});
    }
}

struct PartValues {
    double sum = 0;
    float peak = 0;
};

}  // namespace

BinarisedAttention binarise_attention(const FloatMap& map, int height, int width) {
    const ByteMap gray = to_gray(upsample_bilinear(map, height, width));
    BinarisedAttention result;
    result.binary = binarise(gray, otsu_threshold(gray));
    auto parts = connected_components(result.binary, 8).components;
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.pixels > b.pixels; });
    for (const Component& part : parts) {
        if (share(part, result.binary) >= kSmallestPart) {
            result.boxes.push_back(fractions(part, result.binary));
        }
    }
    return result;
}

FloatMap relative_attention(const FloatMap& map) {
    FloatMap result = map;
    const double mean = std::accumulate(map.values.begin(), map.values.end(), 0.0) /
                        static_cast<double>(std::max<std::size_t>(1, map.values.size()));
    for (float& value : result.values) {
        value = mean > 0 ? static_cast<float>(value / mean) : 0.0F;
    }
    return result;
}

std::vector<UnboxedPart> unboxed_parts(const std::vector<FloatMap>& maps, std::size_t index,
                                       const std::vector<Box>& boxes, const UnboxedRules& rules) {
    const FloatMap& map = maps.at(index);
    const ByteMap gray = to_gray(map);
    ByteMap rest = binarise(gray, otsu_threshold(gray));
    for (const FloatMap& rival : maps) {
        for (std::size_t i = 0; i < rest.values.size(); ++i) {
            rest.values[i] = rival.values.at(i) > map.values[i] ? std::uint8_t{0} : rest.values[i];
        }
    }
    for (const Box& box : boxes) {
        const double dx = rules.cover_margin * box.width();
        const double dy = rules.cover_margin * box.height();
        cut_out(rest, {box.x1 - dx, box.y1 - dy, box.x2 + dx, box.y2 + dy});
    }
    const Components found = connected_components(rest, 8);
    std::vector<PartValues> values(found.components.size());
    for (std::size_t i = 0; i < found.labels.size(); ++i) {
        if (found.labels[i] > 0) {
            PartValues& part = values[static_cast<std::size_t>(found.labels[i] - 1)];
            part.sum += map.values[i];
            part.peak = std::max(part.peak, map.values[i]);
        }
    }
    const float peak = map.values.empty() ? 0 : *std::max_element(map.values.begin(), map.values.end());
    std::vector<UnboxedPart> result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Component& part = found.components[i];
        const double strength = values[i].sum / part.pixels;
        if (share(part, rest) >= rules.min_area && values[i].peak >= rules.min_peak * peak &&
            strength >= rules.min_strength) {
            result.push_back({fractions(part, rest), strength});
        }
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const auto& a, const auto& b) { return a.strength > b.strength; });
    return result;
}

}  // namespace destudio::detection
