// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/evaluation/coco_evaluation.h"
#include "core/evaluation/label_audit.h"

namespace destudio::evaluation {

/// What one detector says about a place.
struct DetectorOpinion {
    bool doubts = false;                    ///< it speaks against the label as it is
    std::optional<CocoResult> detection{};  ///< what it has there; none: nothing from the lowest score on
};

/// A place where the labels and detectors disagree.
struct LabelDisagreement {
    LabelIssue issue = LabelIssue::kMissingBox;
    std::int64_t image_id = 0;
    std::int64_t truth = -1;     ///< index into the truths' annotations; -1: nothing is labelled there
    std::int64_t labelled = -1;  ///< category of the truth; -1: there is none
    std::int64_t found = -1;     ///< category that the detectors would give; -1: they find nothing
    CocoBox label_box{};
    /// The first detector's and the second one's; the second says nothing where there was none.
    std::array<DetectorOpinion, 2> opinions{};
    bool suspect = false;  ///< every detector that was asked doubts the label
    /// Estimated probability that the label is wrong, in (0,1): what the list is ordered by.
    double doubt = 0;
};

struct ComparisonOptions {
    /// Share of labels that is thought to be wrong before anything was looked at.
    double prior = 0.03;
    double min_score = 0.3;        ///< from which a detection without a label is told
    double same_object_iou = 0.5;  ///< two detections are of one object from this IoU on
};

/// Compares labels with one or two detectors and orders every place where they disagree by how likely the label is
/// wrong. Nothing but these pictures is needed: how much a score means is learned, class by class, from how the
/// detector agrees with all labels. For each label the best agreeing detection (score, less where the boxes fit badly)
/// is set against those of the class's other labels: a label that is confirmed worse than nearly all others is
/// doubtful. A detection without a label counts by how often such detections are right, and less where the other
/// detector, which finds most objects of the class, finds nothing there. An unlabelled detection at a doubtful label's
/// place belongs to it (moved, renamed), so that each error is told once. Regions to ignore explain what lies in them.
/// @param second none: one detector
std::vector<LabelDisagreement> compare_labels(const CocoGroundTruths& truths, const std::vector<CocoResult>& first,
                                              const std::optional<std::vector<CocoResult>>& second,
                                              const ComparisonOptions& options = {});

}  // namespace destudio::evaluation
