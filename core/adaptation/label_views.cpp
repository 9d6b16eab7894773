// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/label_views.h"

#include <algorithm>
#include <cmath>

namespace destudio::adaptation {

namespace {

constexpr double kAtEdge = 2;            ///< pixels of the view within which a box counts as cut by its edge
constexpr double kCoveredByWhole = 0.6;  ///< of a cut box that a whole one has to cover to replace it

Size scaled(Size size, double scale, int smallest) {
    return {std::max(smallest, static_cast<int>(std::lround(size.width * scale))),
            std::max(smallest, static_cast<int>(std::lround(size.height * scale)))};
}

/// Where squares begin along one side: evenly, the last one at the end.
std::vector<int> starts(int length, int side, double overlap) {
    if (length <= side) {
        return {0};
    }
    const double step = std::max(1.0, side * (1.0 - overlap));
    const int count = static_cast<int>(std::ceil((length - side) / step)) + 1;
    std::vector<int> places;
    for (int i = 0; i < count; ++i) {
        places.push_back(static_cast<int>(std::lround(static_cast<double>(length - side) * i / (count - 1))));
    }
    return places;
}

void add_squares(Size picture, int side, int native, int factor, double overlap, std::vector<LabelView>& views) {
    const int width = std::min(side, picture.width);
    const int height = std::min(side, picture.height);
    const double scale = static_cast<double>(native) / std::min(side, std::max(picture.width, picture.height));
    for (const int y : starts(picture.height, height, overlap)) {
        for (const int x : starts(picture.width, width, overlap)) {
            views.push_back({Box::from_xywh(x, y, width, height), scaled({width, height}, scale, factor)});
        }
    }
}

/// Whether the edge of the view, and not that of the picture, may have cut the box.
bool is_cut(const Box& box, const LabelView& view, Size picture) {
    const double dx = kAtEdge * view.part.width() / view.size.width;
    const double dy = kAtEdge * view.part.height() / view.size.height;
    return (view.part.x1 > 0 && box.x1 < view.part.x1 + dx) || (view.part.y1 > 0 && box.y1 < view.part.y1 + dy) ||
           (view.part.x2 < picture.width && box.x2 > view.part.x2 - dx) ||
           (view.part.y2 < picture.height && box.y2 > view.part.y2 - dy);
}

}  // namespace

std::vector<LabelView> plan_views(Size picture, Size native, int factor, const LabelViewOptions& options) {
    const int shorter = std::min(picture.width, picture.height);
    const int longer = std::max(picture.width, picture.height);
    const int side = std::min(native.width, native.height);
    std::vector<LabelView> views;
    const bool is_panorama = longer > kLongestWhole * shorter;
    if (!is_panorama) {
        const double scale = static_cast<double>(side) / shorter;
        views.push_back({Box::from_xywh(0, 0, picture.width, picture.height), scaled(picture, scale, factor)});
    }
    const int tile = options.tile > 0 ? options.tile : is_panorama ? shorter : 0;
    if (tile > 0 && (is_panorama || tile < longer)) {
        add_squares(picture, tile, side, factor, options.overlap, views);
    }
    return views;
}

std::vector<Detection> merge_views(const std::vector<ViewDetections>& views, Size picture, double iou_threshold) {
    struct Candidate {
        Detection detection;
        bool cut;
    };
    std::vector<Candidate> candidates;
    for (const ViewDetections& seen : views) {
        for (const Detection& detection : seen.detections) {
            candidates.push_back({detection, is_cut(detection.box, seen.view, picture)});
        }
    }
    // Whole objects first, so that a sure half of one cannot drive out the whole.
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.cut != b.cut ? b.cut : a.detection.score > b.detection.score;
    });
    std::vector<Detection> kept;
    for (const Candidate& candidate : candidates) {
        const Box& box = candidate.detection.box;
        const bool is_known = std::any_of(kept.begin(), kept.end(), [&](const Detection& other) {
            return other.class_index == candidate.detection.class_index &&
                   (iou(other.box, box) > iou_threshold ||
                    (candidate.cut && intersection(other.box, box).area() > kCoveredByWhole * box.area()));
        });
        if (!is_known && !box.empty()) {
            kept.push_back(candidate.detection);
        }
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    return kept;
}

}  // namespace destudio::adaptation
