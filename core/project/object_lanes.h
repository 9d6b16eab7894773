// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

/// An object with its box as a fraction of the picture, so that pictures of different sizes compare.
struct LaneObject {
    RowId class_id = 0;
    Box box;  ///< in [0,1] x [0,1]
};

/// What became of one of the reference's objects in a variant.
enum class ObjectFate {
    kKept,        ///< a box of its class where it was (IoU of kept_iou or more)
    kMoved,       ///< a box of its class nearby (moved_iou or more)
    kRelabelled,  ///< where it was is a box of another class
    kLost,
};

struct FateRules {
    double kept_iou = 0.5;
    double moved_iou = 0.1;
};

struct ObjectMatch {
    struct Entry {
        ObjectFate fate = ObjectFate::kLost;
        RowId class_id = 0;  ///< of the box it was matched with; 0 when lost
        double iou = 0;
    };
    std::vector<Entry> objects;     ///< one for each of the reference's objects, in their order
    std::vector<LaneObject> fresh;  ///< boxes of the variant that nothing of the reference explains
};

/// Matches one to one: first boxes of the same class in the same place, then boxes of another class in the same place,
/// then boxes of the same class nearby; within each round the largest IoU first.
ObjectMatch match_objects(const std::vector<LaneObject>& reference, const std::vector<LaneObject>& variant,
                          const FateRules& rules = {});

/// The reference's ground truth as a variant with this crop could show it: cut to the crop, in fractions of it; what
/// lies outside is left out, and ignored regions too. @param crop  in pixels of the reference; empty: all of it
std::vector<LaneObject> objects_in_crop(const std::vector<ReferenceBox>& boxes, const Box& crop, Size reference);
/// Boxes of a variant in fractions of its size. Ignored regions are left out.
std::vector<LaneObject> objects_of_variant(const std::vector<StoredAnnotation>& boxes, Size size);

/// Whether the label survived.
inline bool survives(ObjectFate fate) {
    return fate == ObjectFate::kKept || fate == ObjectFate::kMoved;
}

/// What became of an object at one ratio, in one variant.
struct FateAt {
    double ratio = 0;
    ObjectFate fate = ObjectFate::kLost;
};
/// The highest ratio up to which the label survives in every variant; none when it does not at the lowest.
std::optional<double> break_point(std::vector<FateAt> fates);

}  // namespace destudio
