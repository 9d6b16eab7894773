// SPDX-License-Identifier: Apache-2.0
#include "core/project/edit_count.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace destudio {

namespace {

constexpr double kUnmoved = 1e-3;  ///< pixels: what rounding alone does
constexpr double kRightOverlap = 0.5;
constexpr double kMovedOverlap = 0.1;

bool is_unmoved(const Box& a, const Box& b) {
    return std::abs(a.x1 - b.x1) < kUnmoved && std::abs(a.y1 - b.y1) < kUnmoved && std::abs(a.x2 - b.x2) < kUnmoved &&
           std::abs(a.y2 - b.y2) < kUnmoved;
}

/// The true box that nobody has yet and that overlaps most, from `least` on; its number or -1.
int best_truth(const Detection& detection, const std::vector<Detection>& truth, const std::vector<bool>& taken,
               double least, bool same_class) {
    int best = -1;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (taken[i] || (same_class && truth[i].class_index != detection.class_index)) {
            continue;
        }
        if (const double overlap = iou(truth[i].box, detection.box); overlap >= least) {
            least = overlap;
            best = static_cast<int>(i);
        }
    }
    return best;
}

}  // namespace

double EditCount::per_image() const {
    return images > 0 ? static_cast<double>(total()) / static_cast<double>(images) : 0;
}

EditCount& EditCount::operator+=(const EditCount& other) {
    images += other.images;
    added += other.added;
    removed += other.removed;
    moved += other.moved;
    relabelled += other.relabelled;
    return *this;
}

EditCount count_edits(const std::vector<StoredDetection>& detections, const std::vector<StoredAnnotation>& now,
                      double threshold) {
    EditCount edits;
    edits.images = 1;
    std::unordered_map<RowId, const StoredDetection*> shown;
    for (const StoredDetection& detection : detections) {
        if (detection.score >= threshold) {
            shown.emplace(detection.id, &detection);
        }
    }
    for (const StoredAnnotation& annotation : now) {
        const auto from = shown.find(annotation.detection_id);
        if (from == shown.end()) {
            ++edits.added;
            continue;
        }
        edits.moved += is_unmoved(from->second->box, annotation.box) ? 0 : 1;
        edits.relabelled += from->second->class_id == annotation.class_id ? 0 : 1;
        shown.erase(from);  // a copy of it is a box that was added
    }
    edits.removed = static_cast<std::int64_t>(shown.size());
    return edits;
}

EditCount edits_to_truth(const std::vector<Detection>& detections, const std::vector<Detection>& truth,
                         double threshold) {
    EditCount edits;
    edits.images = 1;
    std::vector<Detection> open;
    std::copy_if(detections.begin(), detections.end(), std::back_inserter(open),
                 [threshold](const Detection& detection) { return detection.score >= threshold; });
    std::stable_sort(open.begin(), open.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    std::vector<bool> taken(truth.size(), false);
    // Right ones first, so that no other takes the true box of one that needs nothing.
    const auto match = [&](double least, bool same_class, std::int64_t& count) {
        std::erase_if(open, [&](const Detection& detection) {
            const int at = best_truth(detection, truth, taken, least, same_class);
            if (at >= 0) {
                taken[static_cast<std::size_t>(at)] = true;
                ++count;
            }
            return at >= 0;
        });
    };
    std::int64_t right = 0;
    match(kRightOverlap, true, right);
    match(kRightOverlap, false, edits.relabelled);
    match(kMovedOverlap, true, edits.moved);
    edits.removed = static_cast<std::int64_t>(open.size());
    edits.added = std::count(taken.begin(), taken.end(), false);
    return edits;
}

}  // namespace destudio
