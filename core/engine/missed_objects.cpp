// SPDX-License-Identifier: Apache-2.0
#include "core/engine/missed_objects.h"

#include <algorithm>

#include "core/detection/attention_boxes.h"
#include "core/engine/attention_maps.h"

namespace destudio {

namespace {

constexpr double kSamePlace = 0.5;

void find_of_class(const Inspection& inspection, const ClassAttention& attention, const std::vector<KnownBox>& boxes,
                   std::vector<MissedObject>& missed) {
    const double width = inspection.size.width;
    const double height = inspection.size.height;
    std::vector<Box> same_class;
    for (const KnownBox& known : boxes) {
        if (known.class_name == attention.class_name) {
            same_class.push_back(scaled(known.box, 1 / width, 1 / height));
        }
    }
    const Size size = attention_map_size(inspection.size);
    const auto map = to_float_map(attention.maps.front().values);
    for (const auto& part : detection::unboxed_parts(map, same_class, size.height, size.width)) {
        const Box box = scaled(part.box, width, height);
        const bool named_otherwise = std::any_of(boxes.begin(), boxes.end(), [&](const KnownBox& known) {
            return known.class_name != attention.class_name && iou(known.box, box) >= kSamePlace;
        });
        if (!named_otherwise) {
            missed.push_back({attention.class_name, box, part.strength});
        }
    }
}

}  // namespace

std::vector<MissedObject> find_missed_objects(const Inspection& inspection, const std::vector<KnownBox>& boxes) {
    std::vector<MissedObject> missed;
    for (const ClassAttention& attention : inspection.attention) {
        if (!attention.maps.empty() && inspection.size.width > 0 && inspection.size.height > 0) {
            find_of_class(inspection, attention, boxes, missed);
        }
    }
    std::stable_sort(missed.begin(), missed.end(),
                     [](const auto& a, const auto& b) { return a.strength > b.strength; });
    return missed;
}

}  // namespace destudio
