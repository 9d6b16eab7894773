// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// Labels and detections of one picture, by their places in the lists that were given.
struct ComparedPicture {
    std::vector<std::size_t> truths;   ///< that count
    std::vector<std::size_t> ignored;  ///< regions
    std::vector<std::size_t> results;  ///< descending score, without those in regions to ignore
};
std::map<std::int64_t, ComparedPicture> pictures_of(const CocoGroundTruths& truths,
                                                    const std::vector<CocoResult>& results);

/// How well one detector agrees with labels, and what its scores mean.
class DetectorTrust {
public:
    DetectorTrust(const CocoGroundTruths& truths, const std::vector<CocoResult>& results);

    const std::map<std::int64_t, ComparedPicture>& pictures() const { return m_pictures; }
    const std::vector<CocoResult>& results() const { return m_results; }

    /// The detection that is nearest to confirming a label; -1: none of its class overlaps it.
    std::int64_t match_of(std::size_t truth) const { return m_match[truth]; }
    bool is_matched(std::size_t result) const { return m_matched[result]; }
    /// Share of the class's labels that are confirmed at most as well as this one, in (0,1]. Classes with few labels
    /// lean on all others.
    double share_confirmed_worse(std::size_t truth) const;
    /// Odds that a detection of this class with at least this score is right.
    double odds_right(std::int64_t category, double score) const;
    /// Share of the class's labels that no detection from this score on confirms, in (0,1).
    double share_missed(std::int64_t category, double score) const;

private:
    void match(const CocoGroundTruths& truths, const ComparedPicture& picture);

    const CocoGroundTruths& m_truths;
    const std::vector<CocoResult>& m_results;
    std::map<std::int64_t, ComparedPicture> m_pictures;
    std::vector<std::int64_t> m_match;
    std::vector<bool> m_matched;
    std::vector<double> m_quality;  ///< of each truth: 0 where nothing confirms it
    struct OfClass {
        std::vector<double> qualities;  ///< of its truths, ascending
        std::vector<double> right;      ///< scores of its detections, ascending
        std::vector<double> wrong;
    };
    std::map<std::int64_t, OfClass> m_classes;
    OfClass m_all;
};

/// Share of a box that another one covers.
double covered_share(const CocoBox& box, const CocoBox& by);

}  // namespace destudio::evaluation
