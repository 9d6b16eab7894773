// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/missed_objects.h"

#include <algorithm>

#include "core/detection/attention/attention_boxes.h"
#include "core/engine/generation/attention_maps.h"

namespace destudio {

namespace {

constexpr double kSamePlace = 0.5;
/// A place that lies in boxes of other classes is likelier their object than one upon it; it counts for this much less.
constexpr double kCoverDiscount = 0.5;
constexpr double kLeastLikely = 1.3;

/// How much of `part` lies in the one box of another class that covers most of it.
double covered(const Box& part, const std::string& name, const std::vector<KnownBox>& boxes) {
    double most = 0;
    for (const KnownBox& known : boxes) {
        if (known.class_name != name && part.area() > 0) {
            most = std::max(most, intersection(part, known.box).area() / part.area());
        }
    }
    return most;
}

/// Strength, less where boxes of other classes are.
double likelihood(const MissedObject& object, const std::vector<KnownBox>& boxes) {
    return object.strength * (1 - kCoverDiscount * covered(object.box, object.class_name, boxes));
}

/// What one class's attention holds for objects and no box explains.
void find_of_class(const Inspection& inspection, const std::vector<detection::FloatMap>& maps, std::size_t index,
                   const std::string& name, const std::vector<KnownBox>& boxes, std::vector<MissedObject>& missed) {
    const double width = inspection.size.width;
    const double height = inspection.size.height;
    std::vector<Box> same_class;
    for (const KnownBox& known : boxes) {
        if (known.class_name == name) {
            same_class.push_back(scaled(known.box, 1 / width, 1 / height));
        }
    }
    for (const auto& part : detection::unboxed_parts(maps, index, same_class)) {
        const Box box = scaled(part.box, width, height);
        const bool named_otherwise = std::any_of(boxes.begin(), boxes.end(), [&](const KnownBox& known) {
            return known.class_name != name && iou(known.box, box) >= kSamePlace;
        });
        const MissedObject object{name, box, part.strength};
        if (!named_otherwise && likelihood(object, boxes) >= kLeastLikely) {
            missed.push_back(object);
        }
    }
}

}  // namespace

std::vector<MissedObject> find_missed_objects(const Inspection& inspection, const std::vector<KnownBox>& boxes) {
    std::vector<MissedObject> missed;
    std::vector<std::string> names;
    std::vector<detection::FloatMap> maps;
    const Size size = attention_map_size(inspection.size);
    for (const ClassAttention& attention : inspection.attention) {
        if (!attention.maps.empty()) {
            const auto map = to_float_map(attention.maps.front().values);
            maps.push_back(detection::relative_attention(detection::upsample_bilinear(map, size.height, size.width)));
            names.push_back(attention.class_name);
        }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        find_of_class(inspection, maps, i, names[i], boxes, missed);
    }
    std::stable_sort(missed.begin(), missed.end(),
                     [&boxes](const auto& a, const auto& b) { return likelihood(a, boxes) > likelihood(b, boxes); });
    return missed;
}

}  // namespace destudio
