// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/label_comparison.h"

#include <algorithm>
#include <map>

#include "core/evaluation/coco_matching.h"
#include "core/evaluation/detector_trust.h"

namespace destudio::evaluation {

namespace {

/// A label is doubted where nothing confirms it, or no more than this share of its class is confirmed worse.
constexpr double kDoubtedShare = 0.15;
constexpr double kNearIou = 0.1;        ///< a detection of the same class belongs to a label from here on
constexpr double kOtherClassIou = 0.4;  ///< one of another class
constexpr double kOddsOfPlace = 100;    ///< no single detection says more than that

class Comparer {
public:
    Comparer(const CocoGroundTruths& truths, const std::vector<CocoResult>& first,
             const std::optional<std::vector<CocoResult>>& second, const ComparisonOptions& options)
        : m_truths(truths), m_options(options) {
        m_detectors.reserve(2);
        m_detectors.emplace_back(truths, first);
        if (second) {
            m_detectors.emplace_back(truths, *second);
        }
        for (const DetectorTrust& detector : m_detectors) {
            m_taken.emplace_back(detector.results().size());
        }
    }

    std::vector<LabelDisagreement> run() {
        for (const auto& [image, picture] : m_detectors[0].pictures()) {
            look_at_labels(picture);
            look_at_detections(image);
        }
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const auto& a, const auto& b) { return a.doubt > b.doubt; });
        return std::move(m_found);
    }

private:
    // Labels, the most doubtful first, so that unlabelled detections go to the label that needs them most.
    void look_at_labels(const ComparedPicture& picture) {
        std::vector<std::pair<double, std::size_t>> order;
        for (const std::size_t t : picture.truths) {
            double odds = m_options.prior / (1 - m_options.prior);
            for (const DetectorTrust& detector : m_detectors) {
                odds /= detector.share_confirmed_worse(t);
            }
            order.emplace_back(-odds, t);
        }
        std::sort(order.begin(), order.end());
        for (const auto& [minus_odds, t] : order) {
            look_at_label(t, -minus_odds);
        }
    }

    void look_at_label(std::size_t t, double odds) {
        const CocoGroundTruth& truth = m_truths.annotations[t];
        LabelDisagreement entry;
        entry.issue = LabelIssue::kNothingThere;
        entry.image_id = truth.image_id;
        entry.truth = static_cast<std::int64_t>(t);
        entry.labelled = truth.category_id;
        entry.label_box = truth.box;
        double best = 0;
        std::size_t doubting = 0;
        for (std::size_t d = 0; d < m_detectors.size(); ++d) {
            DetectorOpinion& opinion = entry.opinions[d];
            opinion.doubts = m_detectors[d].match_of(t) < 0 || m_detectors[d].share_confirmed_worse(t) <= kDoubtedShare;
            doubting += opinion.doubts ? 1 : 0;
            if (const std::int64_t match = m_detectors[d].match_of(t); match >= 0) {
                opinion.detection = m_detectors[d].results()[static_cast<std::size_t>(match)];
            }
        }
        if (doubting == 0) {
            return;
        }
        for (std::size_t d = 0; d < m_detectors.size(); ++d) {
            DetectorOpinion& opinion = entry.opinions[d];
            const std::int64_t rival = rival_of(t, d);
            if (rival >= 0) {
                const CocoResult& result = m_detectors[d].results()[static_cast<std::size_t>(rival)];
                // Something else in its place speaks against the label, the more the surer it is.
                const double says = std::min(m_detectors[d].odds_right(result.category_id, result.score), kOddsOfPlace);
                odds *= std::max(1.0, says);
                m_taken[d][static_cast<std::size_t>(rival)] = true;
                if (!opinion.detection || opinion.detection->score < result.score) {
                    opinion.detection = result;
                }
            }
            if (opinion.detection && opinion.detection->score > best &&
                opinion.detection->score >= m_options.min_score) {
                best = opinion.detection->score;
                entry.found = opinion.detection->category_id;
                entry.issue = entry.found != entry.labelled ? LabelIssue::kOtherClass : LabelIssue::kLooseBox;
            }
        }
        entry.suspect = doubting == m_detectors.size();
        entry.doubt = odds / (1 + odds);
        m_found.push_back(entry);
    }

    /// The strongest unlabelled detection in a label's place; -1: none.
    std::int64_t rival_of(std::size_t t, std::size_t d) const {
        const CocoGroundTruth& truth = m_truths.annotations[t];
        const DetectorTrust& detector = m_detectors[d];
        for (const std::size_t r : detector.pictures().at(truth.image_id).results) {
            const CocoResult& result = detector.results()[r];
            if (result.score < m_options.min_score || detector.is_matched(r) || m_taken[d][r]) {
                continue;
            }
            const double iou = intersection_over_union(result.box, truth.box);
            if (iou >= (result.category_id == truth.category_id ? kNearIou : kOtherClassIou)) {
                return static_cast<std::int64_t>(r);
            }
        }
        return -1;
    }

    void look_at_detections(std::int64_t image) {
        for (std::size_t d = 0; d < m_detectors.size(); ++d) {
            for (const std::size_t r : m_detectors[d].pictures().at(image).results) {
                const CocoResult& result = m_detectors[d].results()[r];
                if (result.score >= m_options.min_score && !m_detectors[d].is_matched(r) && !m_taken[d][r] &&
                    !is_labelled(image, result)) {
                    look_at_detection(image, d, r);
                }
            }
        }
    }

    // A second box on an object that is labelled already.
    bool is_labelled(std::int64_t image, const CocoResult& result) const {
        const auto& labels = m_detectors[0].pictures().at(image).truths;
        return std::any_of(labels.begin(), labels.end(), [&](std::size_t t) {
            return intersection_over_union(m_truths.annotations[t].box, result.box) >= m_options.same_object_iou;
        });
    }

    void look_at_detection(std::int64_t image, std::size_t d, std::size_t r) {
        const CocoResult& result = m_detectors[d].results()[r];
        LabelDisagreement entry;
        entry.image_id = image;
        entry.found = result.category_id;
        entry.opinions[d] = {true, result};
        double odds = m_options.prior / (1 - m_options.prior) *
                      std::min(m_detectors[d].odds_right(result.category_id, result.score), kOddsOfPlace);
        m_taken[d][r] = true;
        std::size_t doubting = 1;
        for (std::size_t other = 0; other < m_detectors.size(); ++other) {
            if (other == d) {
                continue;
            }
            const std::int64_t same = same_object(image, other, result);
            if (same < 0) {
                odds *= m_detectors[other].share_missed(result.category_id, m_options.min_score);
                continue;
            }
            const CocoResult& twin = m_detectors[other].results()[static_cast<std::size_t>(same)];
            m_taken[other][static_cast<std::size_t>(same)] = true;
            entry.opinions[other] = {true, twin};
            odds *= std::max(1.0, std::min(m_detectors[other].odds_right(twin.category_id, twin.score), kOddsOfPlace));
            ++doubting;
        }
        entry.suspect = doubting == m_detectors.size();
        entry.doubt = odds / (1 + odds);
        m_found.push_back(entry);
    }

    std::int64_t same_object(std::int64_t image, std::size_t d, const CocoResult& result) const {
        for (const std::size_t r : m_detectors[d].pictures().at(image).results) {
            const CocoResult& other = m_detectors[d].results()[r];
            if (other.category_id == result.category_id && other.score >= m_options.min_score &&
                !m_detectors[d].is_matched(r) && !m_taken[d][r] &&
                intersection_over_union(other.box, result.box) >= m_options.same_object_iou) {
                return static_cast<std::int64_t>(r);
            }
        }
        return -1;
    }

    const CocoGroundTruths& m_truths;
    const ComparisonOptions m_options;
    std::vector<DetectorTrust> m_detectors;
    std::vector<std::vector<bool>> m_taken;  ///< detections that belong to an entry
    std::vector<LabelDisagreement> m_found;
};

}  // namespace

std::vector<LabelDisagreement> compare_labels(const CocoGroundTruths& truths, const std::vector<CocoResult>& first,
                                              const std::optional<std::vector<CocoResult>>& second,
                                              const ComparisonOptions& options) {
    return Comparer(truths, first, second, options).run();
}

}  // namespace destudio::evaluation
