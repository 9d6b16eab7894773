// SPDX-License-Identifier: Apache-2.0
#include "core/training/sources/square_crop.h"

#include <algorithm>
#include <cmath>

namespace destudio::training {

namespace {

constexpr double kLeastVisible = 0.25;

void move_boxes(const std::vector<Box>& boxes, const std::vector<int>& labels, const Box& part, int size,
                std::vector<Box>& moved, std::vector<int>& moved_labels) {
    const double scale = size / part.width();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Box visible = intersection(boxes[i], part);
        if (visible.area() >= kLeastVisible * boxes[i].area() && !visible.empty()) {
            moved.push_back({(visible.x1 - part.x1) * scale, (visible.y1 - part.y1) * scale,
                             (visible.x2 - part.x1) * scale, (visible.y2 - part.y1) * scale});
            moved_labels.push_back(labels[i]);
        }
    }
}

}  // namespace

TrainingImage crop_square(const TrainingImage& picture, double left, double top, double side, int size) {
    TrainingImage cut;
    cut.size = size;
    cut.caption = picture.caption;
    cut.rgb.resize(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 3);
    const double step = side / size;
    const auto last = static_cast<double>(picture.size - 1);
    const auto at = [&picture](double x, double y, std::size_t channel) {
        const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.size);
        return static_cast<double>(picture.rgb[(row + static_cast<std::size_t>(x)) * 3 + channel]);
    };
    std::size_t out = 0;
    for (int y = 0; y < size; ++y) {
        const double from_y = std::clamp(top + (y + 0.5) * step - 0.5, 0.0, last);
        const double y0 = std::floor(from_y);
        const double y1 = std::min(y0 + 1, last);
        for (int x = 0; x < size; ++x) {
            const double from_x = std::clamp(left + (x + 0.5) * step - 0.5, 0.0, last);
            const double x0 = std::floor(from_x);
            const double x1 = std::min(x0 + 1, last);
            for (std::size_t c = 0; c < 3; ++c) {
                const double upper = std::lerp(at(x0, y0, c), at(x1, y0, c), from_x - x0);
                const double lower = std::lerp(at(x0, y1, c), at(x1, y1, c), from_x - x0);
                cut.rgb[out++] = static_cast<std::uint8_t>(std::lround(std::lerp(upper, lower, from_y - y0)));
            }
        }
    }
    const Box part = Box::from_xywh(left, top, side, side);
    move_boxes(picture.boxes, picture.labels, part, size, cut.boxes, cut.labels);
    move_boxes(picture.ignored, picture.ignored_labels, part, size, cut.ignored, cut.ignored_labels);
    return cut;
}

TrainingImage random_crop(const TrainingImage& picture, int size, Random& random) {
    const double side = std::max(1.0, std::round(picture.size * random.uniform(kSmallestCrop, 1.0)));
    const auto room = static_cast<std::int64_t>(picture.size - side);
    const auto left = static_cast<double>(random.integer(0, room));
    const auto top = static_cast<double>(random.integer(0, room));
    return crop_square(picture, left, top, side, size);
}

}  // namespace destudio::training
