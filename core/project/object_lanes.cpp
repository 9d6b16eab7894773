// SPDX-License-Identifier: Apache-2.0
#include "core/project/object_lanes.h"

#include <algorithm>

namespace destudio {

namespace {

struct Pair {
    double iou = 0;
    std::size_t object = 0;
    std::size_t box = 0;
};

/// Pairs of objects and boxes that are still free, best first.
template <class Accept>
std::vector<Pair> free_pairs(const std::vector<LaneObject>& reference, const std::vector<LaneObject>& variant,
                             const std::vector<bool>& object_taken, const std::vector<bool>& box_taken, Accept accept) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        for (std::size_t j = 0; j < variant.size(); ++j) {
            const double overlap = iou(reference[i].box, variant[j].box);
            if (!object_taken[i] && !box_taken[j] && accept(reference[i].class_id == variant[j].class_id, overlap)) {
                pairs.push_back({overlap, i, j});
            }
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.iou > b.iou; });
    return pairs;
}

}  // namespace

ObjectMatch match_objects(const std::vector<LaneObject>& reference, const std::vector<LaneObject>& variant,
                          const FateRules& rules) {
    ObjectMatch match;
    match.objects.resize(reference.size());
    std::vector<bool> object_taken(reference.size(), false);
    std::vector<bool> box_taken(variant.size(), false);
    const auto round = [&](ObjectFate fate, auto accept) {
        for (const Pair& pair : free_pairs(reference, variant, object_taken, box_taken, accept)) {
            if (!object_taken[pair.object] && !box_taken[pair.box]) {
                object_taken[pair.object] = true;
                box_taken[pair.box] = true;
                match.objects[pair.object] = {fate, variant[pair.box].class_id, pair.iou};
            }
        }
    };
    round(ObjectFate::kKept, [&](bool same, double overlap) { return same && overlap >= rules.kept_iou; });
    round(ObjectFate::kRelabelled, [&](bool same, double overlap) { return !same && overlap >= rules.kept_iou; });
    round(ObjectFate::kMoved, [&](bool same, double overlap) { return same && overlap >= rules.moved_iou; });
    for (std::size_t j = 0; j < variant.size(); ++j) {
        if (!box_taken[j]) {
            match.fresh.push_back(variant[j]);
        }
    }
    return match;
}

std::vector<LaneObject> objects_in_crop(const std::vector<ReferenceBox>& boxes, const Box& crop, Size reference) {
    const Box whole{0, 0, static_cast<double>(reference.width), static_cast<double>(reference.height)};
    const Box frame = crop.empty() ? whole : crop;
    std::vector<LaneObject> objects;
    for (const ReferenceBox& entry : boxes) {
        const Box cut = intersection(entry.box, frame);
        if (!cut.empty() && !entry.ignore) {
            objects.push_back({entry.class_id,
                               {(cut.x1 - frame.x1) / frame.width(), (cut.y1 - frame.y1) / frame.height(),
                                (cut.x2 - frame.x1) / frame.width(), (cut.y2 - frame.y1) / frame.height()}});
        }
    }
    return objects;
}

std::vector<LaneObject> objects_of_variant(const std::vector<StoredAnnotation>& boxes, Size size) {
    std::vector<LaneObject> objects;
    for (const StoredAnnotation& entry : boxes) {
        if (!entry.ignore && size.width > 0 && size.height > 0) {
            objects.push_back({entry.class_id,
                               {entry.box.x1 / size.width, entry.box.y1 / size.height, entry.box.x2 / size.width,
                                entry.box.y2 / size.height}});
        }
    }
    return objects;
}

std::optional<double> break_point(std::vector<FateAt> fates) {
    std::sort(fates.begin(), fates.end(), [](const FateAt& a, const FateAt& b) { return a.ratio < b.ratio; });
    std::optional<double> highest;
    for (std::size_t i = 0; i < fates.size();) {
        std::size_t end = i;
        bool all = true;
        for (; end < fates.size() && fates[end].ratio == fates[i].ratio; ++end) {
            all = all && survives(fates[end].fate);
        }
        if (!all) {
            break;
        }
        highest = fates[i].ratio;
        i = end;
    }
    return highest;
}

}  // namespace destudio
