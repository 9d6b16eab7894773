// SPDX-License-Identifier: Apache-2.0
#include "core/training/sources/copy_paste_source.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"

namespace destudio::training {

namespace {

constexpr std::int64_t kMaxPasted = 3;
constexpr double kSmallestSide = 4;  ///< pixels; smaller cuts say nothing

/// Whole pixels inside the picture.
Box whole_pixels(const Box& box, int size) {
    return clamped({std::floor(box.x1), std::floor(box.y1), std::ceil(box.x2), std::ceil(box.y2)}, {size, size});
}

void drop_covered(const Box& cover, double min_visible, TrainingImage& image) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < image.boxes.size(); ++i) {
        const double hidden = intersection(image.boxes[i], cover).area();
        if (hidden <= (1 - min_visible) * image.boxes[i].area()) {
            image.boxes[kept] = image.boxes[i];
            image.labels[kept++] = image.labels[i];
        }
    }
    image.boxes.resize(kept);
    image.labels.resize(kept);
}

}  // namespace

void paste_box(const TrainingImage& from, std::size_t box, const Box& target, bool mirrored, TrainingImage& onto,
               double min_visible) {
    const Box source = whole_pixels(from.boxes[box], from.size);
    const Box place = whole_pixels(target, onto.size);
    if (source.empty() || place.empty()) {
        return;
    }
    const auto source_at = [](double position, double length, double from_start, double from_length) {
        return static_cast<std::size_t>(from_start + std::min(from_length - 1, position / length * from_length));
    };
    for (double y = place.y1; y < place.y2; ++y) {
        const std::size_t from_y = source_at(y - place.y1, place.height(), source.y1, source.height());
        for (double x = place.x1; x < place.x2; ++x) {
            const double along = mirrored ? place.x2 - 1 - x : x - place.x1;
            const std::size_t from_x = source_at(along, place.width(), source.x1, source.width());
            const auto* pixel = &from.rgb[(from_y * static_cast<std::size_t>(from.size) + from_x) * 3];
            const std::size_t to =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(onto.size) + static_cast<std::size_t>(x);
            std::copy_n(pixel, 3, &onto.rgb[to * 3]);
        }
    }
    drop_covered(place, min_visible, onto);
    onto.boxes.push_back(place);
    onto.labels.push_back(from.labels[box]);
    onto.masks.clear();  // what is pasted covers others, and has none itself
}

TrainingImage CopyPasteSource::get(std::uint64_t index, int size) const {
    Random random(mix_seeds(m_seed, index));
    constexpr std::int64_t kManyCrops = std::int64_t{1} << 40;  // of an endless series
    const auto last = (m_base.count() > 0 ? static_cast<std::int64_t>(m_base.count()) : kManyCrops) - 1;
    const auto pick = [&] { return static_cast<std::uint64_t>(random.integer(0, last)); };
    TrainingImage image = m_base.get(pick(), size);
    const TrainingImage other = m_base.get(pick(), size);
    const auto objects = static_cast<std::int64_t>(other.boxes.size());
    const std::int64_t pasted = objects > 0 ? random.integer(0, kMaxPasted) : 0;
    for (std::int64_t i = 0; i < pasted; ++i) {
        const auto object = static_cast<std::size_t>(random.integer(0, objects - 1));
        const double scale = random.uniform(0.5, 1.25);
        const double width = std::min<double>(size, other.boxes[object].width() * scale);
        const double height = std::min<double>(size, other.boxes[object].height() * scale);
        const double x = random.uniform(0, size - width);
        const double y = random.uniform(0, size - height);
        const bool mirrored = random.chance(0.5);
        if (std::min(width, height) >= kSmallestSide) {
            paste_box(other, object, Box::from_xywh(x, y, width, height), mirrored, image);
        }
    }
    return image;
}

}  // namespace destudio::training
