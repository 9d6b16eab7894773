// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// A detection, judged at IoU 0.5: it found an object of its class, or it did not.
struct JudgedDetection {
    double score = 0;
    bool correct = false;
};

/// All detections of one class by descending score, without those that fell into regions to ignore.
struct ClassScores {
    std::int64_t category_id = 0;
    std::int64_t objects = 0;  ///< ground truths that count
    std::vector<JudgedDetection> detections;
};

/// One entry for each category of the truths, ascending ids. Matching as in COCOeval at IoU 0.5.
std::vector<ClassScores> judge_detections(const CocoGroundTruths& truths, const std::vector<CocoResult>& results);
/// All classes as one (category_id -1), for figures over everything.
ClassScores pooled(const std::vector<ClassScores>& classes);

/// What a threshold makes of a class. 0 where nothing can be divided.
struct OperatingPoint {
    double threshold = 0;
    double precision = 0;
    double recall = 0;
    double f1 = 0;  ///< harmonic mean of the two
};

/// With detections of score >= threshold.
OperatingPoint at_threshold(const ClassScores& scores, double threshold);
/// One point for each different score, by falling threshold: the precision-recall curve as it is, without envelope.
std::vector<OperatingPoint> precision_recall_curve(const ClassScores& scores);
/// The threshold with the best F1, rounded down to two decimals; none without objects or without a right detection.
/// Of several equal ones the highest.
std::optional<OperatingPoint> best_threshold(const ClassScores& scores);

/// Right and wrong detections by score.
struct ScoreBin {
    std::int64_t correct = 0;
    std::int64_t wrong = 0;
};
/// @param bins equal ones over [0,1]; a score of 1 falls into the last
std::vector<ScoreBin> score_histogram(const ClassScores& scores, std::size_t bins);

}  // namespace destudio::evaluation
