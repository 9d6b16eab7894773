// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/coco_evaluation.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

#include "core/evaluation/coco_matching.h"

namespace destudio::evaluation {

namespace {

constexpr std::array<std::size_t, kCocoLimits> kLimits = {1, 10, 100};

/// numpy.linspace(.0, 1.00, 101)
std::vector<double> recall_thresholds() {
    std::vector<double> values;
    for (std::size_t i = 0; i < kCocoRecalls; ++i) {
        values.push_back(i + 1 == kCocoRecalls ? 1.0 : static_cast<double>(i) * (1.0 / 100.0));
    }
    return values;
}

/// The detections of one category over all images, cut to one limit per image, by descending score.
struct Ranking {
    std::vector<const MatchedDetection*> detections;
};

Ranking rank(const std::vector<MatchedImage>& images, std::size_t limit) {
    Ranking ranking;
    for (const MatchedImage& image : images) {
        const std::size_t count = std::min(limit, image.detections.size());
        for (std::size_t i = 0; i < count; ++i) {
            ranking.detections.push_back(&image.detections[i]);
        }
    }
    std::stable_sort(ranking.detections.begin(), ranking.detections.end(),
                     [](const MatchedDetection* a, const MatchedDetection* b) { return a->score > b->score; });
    return ranking;
}

/// Fills the result arrays of one category (COCOeval.accumulate).
class Accumulator {
public:
    Accumulator(CocoFigures& figures, std::size_t categories) : m_figures(figures), m_categories(categories) {
        const std::size_t cells = kCocoThresholds * categories * kCocoAreas * kCocoLimits;
        figures.recall.assign(cells, -1);
        figures.precision.assign(cells * kCocoRecalls, -1);
        figures.scores.assign(cells * kCocoRecalls, -1);
    }

    void add(std::size_t category, const std::vector<MatchedImage>& images) {
        for (std::size_t limit = 0; limit < kCocoLimits; ++limit) {
            const Ranking ranking = rank(images, kLimits[limit]);
            for (std::size_t area = 0; area < kCocoAreas; ++area) {
                std::int64_t positives = 0;
                for (const MatchedImage& image : images) {
                    positives += image.positives[area];
                }
                for (std::size_t t = 0; positives > 0 && t < kCocoThresholds; ++t) {
                    curve(ranking, {t, category, area, limit}, static_cast<double>(positives));
                }
            }
        }
    }

private:
    struct Place {
        std::size_t threshold, category, area, limit;
    };

    void curve(const Ranking& ranking, const Place& place, double positives) {
        const auto bit = static_cast<std::uint16_t>(1U << place.threshold);
        const std::size_t count = ranking.detections.size();
        m_recall.resize(count);
        m_precision.resize(count);
        double tp = 0;
        double fp = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const MatchedDetection& detection = *ranking.detections[i];
            if ((detection.ignored[place.area] & bit) == 0) {
                ((detection.matched[place.area] & bit) != 0 ? tp : fp) += 1;
            }
            m_recall[i] = tp / positives;
            m_precision[i] = tp / (fp + tp + std::numeric_limits<double>::epsilon());
        }
        for (std::size_t i = count; i-- > 1;) {
            m_precision[i - 1] = std::max(m_precision[i - 1], m_precision[i]);
        }
        const std::size_t cell =
            ((place.threshold * m_categories + place.category) * kCocoAreas + place.area) * kCocoLimits + place.limit;
        m_figures.recall[cell] = count > 0 ? m_recall.back() : 0;
        std::size_t index = 0;
        for (std::size_t r = 0; r < kCocoRecalls; ++r) {
            while (index < count && m_recall[index] < m_recall_thresholds[r]) {
                ++index;
            }
            const std::size_t slot =
                (((place.threshold * kCocoRecalls + r) * m_categories + place.category) * kCocoAreas + place.area) *
                    kCocoLimits +
                place.limit;
            m_figures.precision[slot] = index < count ? m_precision[index] : 0;
            m_figures.scores[slot] = index < count ? ranking.detections[index]->score : 0;
        }
    }

    CocoFigures& m_figures;
    std::size_t m_categories;
    std::vector<double> m_recall_thresholds = recall_thresholds();
    std::vector<double> m_recall;
    std::vector<double> m_precision;
};

/// Mean of the entries above -1, or -1.
class Mean {
public:
    void add(double value) {
        if (value > -1) {
            m_sum += value;
            ++m_count;
        }
    }
    double value() const { return m_count > 0 ? m_sum / static_cast<double>(m_count) : -1; }

private:
    double m_sum = 0;
    std::size_t m_count = 0;
};

/// Which part of the arrays a figure averages.
struct Selection {
    std::size_t first_threshold = 0;
    std::size_t last_threshold = kCocoThresholds - 1;
    std::size_t first_category = 0;
    std::size_t last_category = 0;  ///< one past
    std::size_t area = 0;
    std::size_t limit = 2;
};

double mean_precision(const CocoFigures& figures, std::size_t categories, const Selection& s) {
    Mean mean;
    for (std::size_t t = s.first_threshold; t <= s.last_threshold; ++t) {
        for (std::size_t r = 0; r < kCocoRecalls; ++r) {
            for (std::size_t k = s.first_category; k < s.last_category; ++k) {
                mean.add(
                    figures.precision[(((t * kCocoRecalls + r) * categories + k) * kCocoAreas + s.area) * kCocoLimits +
                                      s.limit]);
            }
        }
    }
    return mean.value();
}

double mean_recall(const CocoFigures& figures, std::size_t categories, const Selection& s) {
    Mean mean;
    for (std::size_t t = s.first_threshold; t <= s.last_threshold; ++t) {
        for (std::size_t k = s.first_category; k < s.last_category; ++k) {
            mean.add(figures.recall[((t * categories + k) * kCocoAreas + s.area) * kCocoLimits + s.limit]);
        }
    }
    return mean.value();
}

void summarize(CocoFigures& figures, const std::vector<std::int64_t>& category_ids) {
    const std::size_t categories = category_ids.size();
    const auto all = [&](std::size_t area, std::size_t limit) {
        return Selection{0, kCocoThresholds - 1, 0, categories, area, limit};
    };
    const auto one_threshold = [&](std::size_t t) { return Selection{t, t, 0, categories, 0, 2}; };
    constexpr std::size_t kThreshold75 = 5;
    figures.stats = {mean_precision(figures, categories, all(0, 2)),
                     mean_precision(figures, categories, one_threshold(0)),
                     mean_precision(figures, categories, one_threshold(kThreshold75)),
                     mean_precision(figures, categories, all(1, 2)),
                     mean_precision(figures, categories, all(2, 2)),
                     mean_precision(figures, categories, all(3, 2)),
                     mean_recall(figures, categories, all(0, 0)),
                     mean_recall(figures, categories, all(0, 1)),
                     mean_recall(figures, categories, all(0, 2)),
                     mean_recall(figures, categories, all(1, 2)),
                     mean_recall(figures, categories, all(2, 2)),
                     mean_recall(figures, categories, all(3, 2))};
    for (std::size_t k = 0; k < categories; ++k) {
        const Selection own{0, kCocoThresholds - 1, k, k + 1, 0, 2};
        figures.per_category.push_back({category_ids[k], mean_precision(figures, categories, own),
                                        mean_precision(figures, categories, {0, 0, k, k + 1, 0, 2}),
                                        mean_recall(figures, categories, own)});
    }
}

}  // namespace

CocoFigures evaluate_coco(const CocoGroundTruths& ground_truth, const std::vector<CocoResult>& results) {
    std::set<std::int64_t> categories;
    for (const CocoCategory& category : ground_truth.categories) {
        categories.insert(category.id);
    }
    CocoFigures figures;
    Accumulator accumulator(figures, categories.size());
    std::size_t index = 0;
    match_categories(ground_truth, results,
                     [&](std::int64_t, const std::vector<std::int64_t>&, const std::vector<MatchedImage>& matched) {
                         accumulator.add(index++, matched);
                     });
    summarize(figures, {categories.begin(), categories.end()});
    return figures;
}

}  // namespace destudio::evaluation
