// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/label_audit.h"

#include <algorithm>
#include <map>

#include "core/evaluation/coco_matching.h"
#include "core/evaluation/score_study.h"

namespace destudio::evaluation {

const char* to_string(LabelIssue issue) {
    switch (issue) {
        case LabelIssue::kMissingBox:
            return "missing-box";
        case LabelIssue::kOtherClass:
            return "other-class";
        case LabelIssue::kLooseBox:
            return "loose-box";
        case LabelIssue::kNothingThere:
            return "nothing-there";
    }
    return "";
}

namespace {

/// A truth is found when a detection of its class with at least this score overlaps it at all well.
constexpr double kFoundIou = 0.3;

struct Picture {
    std::vector<const CocoGroundTruth*> truths;   ///< that count
    std::vector<const CocoGroundTruth*> ignored;  ///< regions
    std::vector<const CocoResult*> detections;    ///< strong ones
    std::vector<const CocoResult*> all;           ///< every one
};

/// Share of a box that another one covers.
double covered(const CocoBox& box, const CocoBox& by) {
    const double w = std::min(box.x + box.width, by.x + by.width) - std::max(box.x, by.x);
    const double h = std::min(box.y + box.height, by.y + by.height) - std::max(box.y, by.y);
    return w > 0 && h > 0 ? w * h / (box.width * box.height) : 0;
}

class Auditor {
public:
    Auditor(const CocoGroundTruths& truths, const std::vector<CocoResult>& results, const AuditOptions& options)
        : m_options(options) {
        for (const std::int64_t image : truths.image_ids) {
            m_pictures[image];
        }
        for (const CocoGroundTruth& truth : truths.annotations) {
            if (const auto found = m_pictures.find(truth.image_id); found != m_pictures.end()) {
                (truth.crowd ? found->second.ignored : found->second.truths).push_back(&truth);
            }
        }
        for (const CocoResult& result : results) {
            if (const auto found = m_pictures.find(result.image_id); found != m_pictures.end()) {
                found->second.all.push_back(&result);
                if (result.score >= options.min_score) {
                    found->second.detections.push_back(&result);
                }
            }
        }
        for (ClassScores& scores : judge_detections(truths, results)) {
            m_scores.emplace(scores.category_id, std::move(scores));
        }
    }

    std::vector<SuspectLabel> run() {
        for (const auto& [image, picture] : m_pictures) {
            for (const CocoResult* detection : picture.detections) {
                look_at_detection(image, picture, *detection);
            }
            for (const CocoGroundTruth* truth : picture.truths) {
                look_at_truth(image, picture, *truth);
            }
        }
        std::stable_sort(m_suspects.begin(), m_suspects.end(),
                         [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
        return std::move(m_suspects);
    }

private:
    double precision_from(std::int64_t category, double score) const {
        const auto found = m_scores.find(category);
        return found == m_scores.end() ? 0 : at_threshold(found->second, score).precision;
    }

    double recall_of(std::int64_t category) const {
        const auto found = m_scores.find(category);
        return found == m_scores.end() ? 0 : at_threshold(found->second, m_options.min_score).recall;
    }

    void add(SuspectLabel suspect) {
        if (suspect.confidence >= m_options.min_confidence) {
            m_suspects.push_back(suspect);
        }
    }

    void look_at_detection(std::int64_t image, const Picture& picture, const CocoResult& detection) {
        for (const CocoGroundTruth* region : picture.ignored) {
            if (covered(detection.box, region->box) >= 0.5) {
                return;
            }
        }
        const CocoGroundTruth* nearest = nullptr;
        double best = 0;
        double best_same = 0;
        for (const CocoGroundTruth* truth : picture.truths) {
            const double iou = intersection_over_union(detection.box, truth->box);
            if (iou > best) {
                best = iou;
                nearest = truth;
            }
            best_same = truth->category_id == detection.category_id ? std::max(best_same, iou) : best_same;
        }
        SuspectLabel suspect;
        suspect.image_id = image;
        suspect.found = detection.category_id;
        suspect.detection = detection.box;
        suspect.score = detection.score;
        suspect.confidence = precision_from(detection.category_id, detection.score);
        if (best < m_options.free_iou) {
            suspect.suspect = LabelIssue::kMissingBox;
            add(suspect);
            return;
        }
        suspect.labelled = nearest->category_id;
        suspect.truth = nearest->box;
        if (nearest->category_id != detection.category_id) {
            if (best >= m_options.same_place_iou && best_same < 0.5 && !is_confirmed(picture, *nearest, detection)) {
                suspect.suspect = LabelIssue::kOtherClass;
                add(suspect);
            }
        } else if (best >= m_options.loose_iou && best < 0.5 && !is_confirmed(picture, *nearest, detection)) {
            suspect.suspect = LabelIssue::kLooseBox;
            add(suspect);
        }
    }

    /// Whether a better detection agrees with the truth as it is.
    static bool is_confirmed(const Picture& picture, const CocoGroundTruth& truth, const CocoResult& than) {
        return std::any_of(picture.all.begin(), picture.all.end(), [&](const CocoResult* other) {
            return other != &than && other->category_id == truth.category_id && other->score >= than.score / 2 &&
                   intersection_over_union(other->box, truth.box) >= 0.5;
        });
    }

    void look_at_truth(std::int64_t image, const Picture& picture, const CocoGroundTruth& truth) {
        const bool anything = std::any_of(picture.all.begin(), picture.all.end(), [&](const CocoResult* detection) {
            return intersection_over_union(detection->box, truth.box) >= kFoundIou;
        });
        if (anything) {
            return;
        }
        SuspectLabel suspect;
        suspect.suspect = LabelIssue::kNothingThere;
        suspect.image_id = image;
        suspect.labelled = truth.category_id;
        suspect.truth = truth.box;
        suspect.confidence = recall_of(truth.category_id);
        add(suspect);
    }

    const AuditOptions m_options;
    std::map<std::int64_t, Picture> m_pictures;
    std::map<std::int64_t, ClassScores> m_scores;
    std::vector<SuspectLabel> m_suspects;
};

}  // namespace

std::vector<SuspectLabel> audit_labels(const CocoGroundTruths& truths, const std::vector<CocoResult>& results,
                                       const AuditOptions& options) {
    return Auditor(truths, results, options).run();
}

}  // namespace destudio::evaluation
