// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/score_study.h"

#include <algorithm>
#include <cmath>

#include "core/evaluation/coco_matching.h"

namespace destudio::evaluation {

namespace {

OperatingPoint point(double threshold, std::int64_t correct, std::int64_t found, std::int64_t objects) {
    OperatingPoint result;
    result.threshold = threshold;
    result.precision = found > 0 ? static_cast<double>(correct) / static_cast<double>(found) : 0;
    result.recall = objects > 0 ? static_cast<double>(correct) / static_cast<double>(objects) : 0;
    // 2PR / (P + R), in counts.
    result.f1 = found + objects > 0 ? 2.0 * static_cast<double>(correct) / static_cast<double>(found + objects) : 0;
    return result;
}

void sort_by_score(std::vector<JudgedDetection>& detections) {
    std::stable_sort(detections.begin(), detections.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
}

}  // namespace

std::vector<ClassScores> judge_detections(const CocoGroundTruths& truths, const std::vector<CocoResult>& results) {
    // Bit 0 of the masks is IoU 0.5, area range 0 all sizes.
    constexpr std::uint16_t kHalf = 1;
    std::vector<ClassScores> classes;
    match_categories(
        truths, results,
        [&](std::int64_t category, const std::vector<std::int64_t>&, const std::vector<MatchedImage>& all) {
            ClassScores scores;
            scores.category_id = category;
            for (const MatchedImage& image : all) {
                scores.objects += image.positives[0];
                for (const MatchedDetection& detection : image.detections) {
                    if ((detection.ignored[0] & kHalf) == 0) {
                        scores.detections.push_back({detection.score, (detection.matched[0] & kHalf) != 0});
                    }
                }
            }
            sort_by_score(scores.detections);
            classes.push_back(std::move(scores));
        });
    return classes;
}

ClassScores pooled(const std::vector<ClassScores>& classes) {
    ClassScores all;
    all.category_id = -1;
    for (const ClassScores& scores : classes) {
        all.objects += scores.objects;
        all.detections.insert(all.detections.end(), scores.detections.begin(), scores.detections.end());
    }
    sort_by_score(all.detections);
    return all;
}

OperatingPoint at_threshold(const ClassScores& scores, double threshold) {
    std::int64_t found = 0;
    std::int64_t correct = 0;
    for (const JudgedDetection& detection : scores.detections) {
        if (detection.score < threshold) {
            break;
        }
        ++found;
        correct += detection.correct ? 1 : 0;
    }
    return point(threshold, correct, found, scores.objects);
}

std::vector<OperatingPoint> precision_recall_curve(const ClassScores& scores) {
    std::vector<OperatingPoint> curve;
    std::int64_t correct = 0;
    for (std::size_t i = 0; i < scores.detections.size(); ++i) {
        correct += scores.detections[i].correct ? 1 : 0;
        const double score = scores.detections[i].score;
        if (i + 1 == scores.detections.size() || scores.detections[i + 1].score < score) {
            curve.push_back(point(score, correct, static_cast<std::int64_t>(i) + 1, scores.objects));
        }
    }
    return curve;
}

std::optional<OperatingPoint> best_threshold(const ClassScores& scores) {
    std::optional<OperatingPoint> best;
    for (const OperatingPoint& candidate : precision_recall_curve(scores)) {
        if (candidate.recall > 0 && (!best || candidate.f1 > best->f1)) {
            best = candidate;
        }
    }
    if (best) {
        best = at_threshold(scores, std::floor(best->threshold * 100) / 100);
    }
    return best;
}

std::vector<ScoreBin> score_histogram(const ClassScores& scores, std::size_t bins) {
    std::vector<ScoreBin> histogram(bins);
    for (const JudgedDetection& detection : scores.detections) {
        const auto bin = static_cast<std::size_t>(std::clamp(detection.score, 0.0, 1.0) * static_cast<double>(bins));
        ScoreBin& target = histogram[std::min(bin, bins - 1)];
        ++(detection.correct ? target.correct : target.wrong);
    }
    return histogram;
}

}  // namespace destudio::evaluation
