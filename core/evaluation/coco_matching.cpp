// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/coco_matching.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace destudio::evaluation {

namespace {

constexpr std::size_t kMaxDetections = 100;

/// maskApi.c, bbIou.
double overlap(const CocoBox& d, const CocoBox& g, bool crowd) {
    const double w = std::fmin(d.width + d.x, g.width + g.x) - std::fmax(d.x, g.x);
    if (w <= 0) {
        return 0;
    }
    const double h = std::fmin(d.height + d.y, g.height + g.y) - std::fmax(d.y, g.y);
    if (h <= 0) {
        return 0;
    }
    const double detection_area = d.width * d.height;
    const double inter = w * h;
    const double denominator = crowd ? detection_area : detection_area + g.width * g.height - inter;
    return inter / denominator;
}

double overlap_of(const CocoResult& result, const CocoGroundTruth& truth) {
    return result.mask && truth.mask ? mask_iou(*result.mask, *truth.mask, truth.crowd)
                                     : overlap(result.box, truth.box, truth.crowd);
}

/// Everything of one image and one category.
struct Cell {
    std::vector<const CocoGroundTruth*> truths;
    std::vector<const CocoResult*> results;
};

/// The ground truths of one image in the order of one area range: counted ones first.
struct OrderedTruth {
    std::vector<std::size_t> order;  ///< indices into the image's ground truths
    std::vector<char> ignored;
    std::vector<char> crowd;
};

OrderedTruth order_truths(std::span<const CocoGroundTruth* const> truths, const std::array<double, 2>& range) {
    const auto is_ignored = [&](std::size_t i) {
        return truths[i]->crowd || truths[i]->area < range[0] || truths[i]->area > range[1];
    };
    OrderedTruth ordered;
    ordered.order.resize(truths.size());
    std::iota(ordered.order.begin(), ordered.order.end(), std::size_t{0});
    std::stable_partition(ordered.order.begin(), ordered.order.end(), [&](std::size_t i) { return !is_ignored(i); });
    for (const std::size_t i : ordered.order) {
        ordered.ignored.push_back(is_ignored(i) ? 1 : 0);
        ordered.crowd.push_back(truths[i]->crowd ? 1 : 0);
    }
    return ordered;
}

/// Matching of one image at one area range.
class Matcher {
public:
    Matcher(std::span<const CocoGroundTruth* const> truths, const std::vector<double>& ious, std::size_t area)
        : m_truths(truths), m_ious(ious), m_area(area), m_ordered(order_truths(truths, coco_area_ranges()[area])) {}

    std::int64_t positives() const { return std::count(m_ordered.ignored.begin(), m_ordered.ignored.end(), char{0}); }

    void run(std::vector<MatchedDetection>& detections) {
        for (std::size_t t = 0; t < kCocoThresholds; ++t) {
            m_taken.assign(m_truths.size(), 0);
            const auto bit = static_cast<std::uint16_t>(1U << t);
            for (std::size_t d = 0; d < detections.size(); ++d) {
                match(detections[d], d, coco_iou_thresholds()[t], bit);
            }
        }
    }

private:
    void match(MatchedDetection& detection, std::size_t d, double threshold, std::uint16_t bit) {
        const std::size_t none = m_truths.size();
        const double* ious = m_ious.data() + d * m_truths.size();
        double best = std::min(threshold, 1 - 1e-10);
        std::size_t match = none;
        for (std::size_t g = 0; g < m_truths.size(); ++g) {
            if (m_taken[g] != 0 && m_ordered.crowd[g] == 0) {
                continue;
            }
            if (match != none && m_ordered.ignored[match] == 0 && m_ordered.ignored[g] != 0) {
                break;
            }
            const double iou = ious[m_ordered.order[g]];
            if (iou < best) {
                continue;
            }
            best = iou;
            match = g;
        }
        if (match == none) {
            return;
        }
        m_taken[match] = 1;
        if (m_ordered.ignored[match] != 0) {
            detection.ignored[m_area] |= bit;
        }
        // pycocotools stores the annotation's id as the match and reads 0 as "no match".
        if (m_truths[m_ordered.order[match]]->id != 0) {
            detection.matched[m_area] |= bit;
        }
    }

    std::span<const CocoGroundTruth* const> m_truths;
    const std::vector<double>& m_ious;
    std::size_t m_area;
    OrderedTruth m_ordered;
    std::vector<char> m_taken;
};

}  // namespace

const std::array<double, kCocoThresholds>& coco_iou_thresholds() {
    // numpy.linspace(.5, .95, 10)
    static const auto kThresholds = [] {
        std::array<double, kCocoThresholds> values{};
        const double step = (0.95 - 0.5) / 9;
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = i + 1 == values.size() ? 0.95 : static_cast<double>(i) * step + 0.5;
        }
        return values;
    }();
    return kThresholds;
}

const std::array<std::array<double, 2>, kCocoAreas>& coco_area_ranges() {
    static constexpr std::array<std::array<double, 2>, kCocoAreas> kRanges = {
        {{0, 1e10}, {0, 32.0 * 32.0}, {32.0 * 32.0, 96.0 * 96.0}, {96.0 * 96.0, 1e10}}};
    return kRanges;
}

MatchedImage match_image(std::span<const CocoGroundTruth* const> ground_truths,
                         std::span<const CocoResult* const> results) {
    std::vector<const CocoResult*> sorted(results.begin(), results.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const CocoResult* a, const CocoResult* b) { return a->score > b->score; });
    sorted.resize(std::min(sorted.size(), kMaxDetections));
    std::vector<double> ious;
    ious.reserve(sorted.size() * ground_truths.size());
    MatchedImage image;
    for (const CocoResult* result : sorted) {
        for (const CocoGroundTruth* truth : ground_truths) {
            ious.push_back(overlap_of(*result, *truth));
        }
        image.detections.push_back({result->score, {}, {}});
    }
    constexpr auto kAllBits = static_cast<std::uint16_t>((1U << kCocoThresholds) - 1);
    for (std::size_t a = 0; a < kCocoAreas; ++a) {
        Matcher matcher(ground_truths, ious, a);
        image.positives[a] = matcher.positives();
        matcher.run(image.detections);
        for (std::size_t d = 0; d < sorted.size(); ++d) {
            const double area = sorted[d]->area >= 0 ? sorted[d]->area : sorted[d]->box.width * sorted[d]->box.height;
            if (area < coco_area_ranges()[a][0] || area > coco_area_ranges()[a][1]) {
                image.detections[d].ignored[a] |=
                    static_cast<std::uint16_t>(kAllBits & ~image.detections[d].matched[a]);
            }
        }
    }
    return image;
}

void match_categories(const CocoGroundTruths& truths, const std::vector<CocoResult>& results,
                      const CategorySink& sink) {
    const std::set<std::int64_t> images(truths.image_ids.begin(), truths.image_ids.end());
    // By category, then image in ascending order; vectors keep the file's order.
    std::map<std::int64_t, std::map<std::int64_t, Cell>> cells;
    for (const CocoCategory& category : truths.categories) {
        cells[category.id];
    }
    for (const CocoGroundTruth& truth : truths.annotations) {
        const auto category = cells.find(truth.category_id);
        if (category != cells.end() && images.contains(truth.image_id)) {
            category->second[truth.image_id].truths.push_back(&truth);
        }
    }
    for (const CocoResult& result : results) {
        const auto category = cells.find(result.category_id);
        if (category != cells.end() && images.contains(result.image_id)) {
            category->second[result.image_id].results.push_back(&result);
        }
    }
    for (auto& [category, by_image] : cells) {
        std::vector<std::int64_t> ids;
        std::vector<MatchedImage> matched;
        for (const auto& [image, cell] : by_image) {
            ids.push_back(image);
            matched.push_back(match_image(cell.truths, cell.results));
        }
        by_image.clear();
        sink(category, ids, matched);
    }
}

double intersection_over_union(const CocoBox& a, const CocoBox& b) {
    return overlap(a, b, false);
}

}  // namespace destudio::evaluation
