// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/detection.h"
#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// How a ground truth and a good detector may disagree.
enum class LabelIssue {
    kMissingBox,    ///< found with confidence where nothing is labelled
    kOtherClass,    ///< labelled as one class, found as another in the same place
    kLooseBox,      ///< the same class, but the boxes overlap too little
    kNothingThere,  ///< labelled, but nothing at all is found there, of a class that is found elsewhere
};

/// "missing-box", "other-class", "loose-box", "nothing-there".
const char* to_string(LabelIssue issue);

/// A label that a person should look at.
struct SuspectLabel {
    LabelIssue suspect = LabelIssue::kMissingBox;
    std::int64_t image_id = 0;
    std::int64_t labelled = -1;  ///< category of the truth; -1: there is none
    std::int64_t found = -1;     ///< category of the detection; -1: there is none
    CocoBox truth{};
    CocoBox detection{};
    double score = 0;  ///< of the detection
    /// How likely the ground truth is what is wrong, in [0,1]: the share of right ones among the detections of this
    /// class with at least this score; for kNothingThere the share of the class's objects that are found.
    double confidence = 0;
};

struct AuditOptions {
    double min_confidence = 0.6;           ///< weaker doubts are left out
    double min_score = kDefaultThreshold;  ///< of detections
    double free_iou = 0.2;                 ///< a detection is on its own below this IoU with every truth
    double same_place_iou = 0.6;           ///< two boxes are of one object from this IoU on
    double loose_iou = 0.25;               ///< a box is loose between this IoU and 0.5
};

/// Likely mistakes of the ground truth, the surest first. What a detector misses or invents in a class that it is bad
/// at says little, so everything is weighed by how good it is at that class on these very pictures. Regions to ignore
/// explain every detection in them.
std::vector<SuspectLabel> audit_labels(const CocoGroundTruths& truths, const std::vector<CocoResult>& results,
                                       const AuditOptions& options = {});

}  // namespace destudio::evaluation
