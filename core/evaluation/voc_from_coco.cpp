// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/voc_from_coco.h"

#include <unordered_map>
#include <unordered_set>

namespace destudio::evaluation {

namespace {

VocBox to_voc(const CocoBox& box) {
    return {box.x + 1, box.y + 1, box.x + box.width, box.y + box.height};
}

}  // namespace

VocData voc_from_coco(const CocoGroundTruths& truths, const std::vector<CocoResult>& results) {
    std::unordered_map<std::int64_t, int> class_of;
    for (const CocoCategory& category : truths.categories) {
        class_of.emplace(category.id, static_cast<int>(class_of.size()));
    }
    const std::unordered_set<std::int64_t> images(truths.image_ids.begin(), truths.image_ids.end());
    VocData data;
    data.positives.assign(truths.categories.size(), 0);
    for (const CocoGroundTruth& truth : truths.annotations) {
        const auto found = class_of.find(truth.category_id);
        if (found == class_of.end() || !images.contains(truth.image_id)) {
            continue;
        }
        const bool difficult = truth.difficult || truth.crowd;
        data.objects.push_back({truth.image_id, found->second, to_voc(truth.box), difficult});
        data.positives[static_cast<std::size_t>(found->second)] += difficult ? 0 : 1;
    }
    for (const CocoResult& result : results) {
        const auto found = class_of.find(result.category_id);
        if (found != class_of.end() && images.contains(result.image_id)) {
            data.detections.push_back({result.image_id, found->second, to_voc(result.box), result.score});
        }
    }
    return data;
}

}  // namespace destudio::evaluation
