// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/result_check.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace destudio::evaluation {

namespace {

std::vector<std::int64_t> rising_ids(const CocoGroundTruths& truths) {
    std::vector<std::int64_t> ids;
    for (const CocoCategory& category : truths.categories) {
        ids.push_back(category.id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

double overlap(const CocoBox& a, const CocoBox& b) {
    const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    const double shared = width > 0 && height > 0 ? width * height : 0;
    const double all = a.width * a.height + b.width * b.height - shared;
    return all > 0 ? shared / all : 0;
}

// Detections with an object of their category at IoU 0.5 or more.
std::size_t count_hits(const CocoGroundTruths& truths, const std::vector<CocoResult>& results) {
    std::unordered_map<std::int64_t, std::vector<const CocoGroundTruth*>> objects;
    for (const CocoGroundTruth& truth : truths.annotations) {
        objects[truth.image_id].push_back(&truth);
    }
    return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), [&](const CocoResult& result) {
        const auto found = objects.find(result.image_id);
        return found != objects.end() &&
               std::any_of(found->second.begin(), found->second.end(), [&](const CocoGroundTruth* truth) {
                   constexpr double kHit = 0.5;
                   return truth->category_id == result.category_id && overlap(truth->box, result.box) >= kHit;
               });
    }));
}

}  // namespace

UnknownResults count_unknown(const CocoGroundTruths& truths, const std::vector<CocoResult>& results) {
    const std::unordered_set<std::int64_t> images(truths.image_ids.begin(), truths.image_ids.end());
    const auto ids = rising_ids(truths);
    UnknownResults unknown;
    for (const CocoResult& result : results) {
        if (!images.contains(result.image_id)) {
            unknown.first_image = unknown.of_image++ == 0 ? result.image_id : unknown.first_image;
        } else if (!std::binary_search(ids.begin(), ids.end(), result.category_id)) {
            unknown.first_category = unknown.of_category++ == 0 ? result.category_id : unknown.first_category;
        }
    }
    return unknown;
}

bool counts_from_zero(const CocoGroundTruths& truths, const std::vector<CocoResult>& results) {
    const auto ids = rising_ids(truths);
    const auto last = static_cast<std::int64_t>(ids.size()) - 1;
    bool has_zero = false;
    for (const CocoResult& result : results) {
        if (result.category_id < 0 || result.category_id > last) {
            return false;
        }
        has_zero = has_zero || result.category_id == 0;
    }
    if (!has_zero || std::binary_search(ids.begin(), ids.end(), std::int64_t{0})) {
        return false;
    }
    return count_hits(truths, with_category_ids(truths, results)) > count_hits(truths, results);
}

std::vector<CocoResult> with_category_ids(const CocoGroundTruths& truths, std::vector<CocoResult> results) {
    const auto ids = rising_ids(truths);
    for (CocoResult& result : results) {
        if (result.category_id >= 0 && result.category_id < static_cast<std::int64_t>(ids.size())) {
            result.category_id = ids[static_cast<std::size_t>(result.category_id)];
        }
    }
    return results;
}

}  // namespace destudio::evaluation
