// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/study/gain_arm.h"

namespace destudio::study {

/// COCO's twelve figures, as CocoFigures::stats has them, and what they are called.
using TwelveFigures = std::array<double, 12>;
inline constexpr std::array<const char*, 12> kFigureNames{"AP",  "AP50", "AP75",  "APs", "APm", "APl",
                                                          "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"};

/// What came out for one arm.
struct GainResult {
    GainArm arm;
    std::uint64_t images = 0;                                ///< different ones; 0: an endless series
    std::vector<TwelveFigures> figures;                      ///< one for each seed; -1: undefined
    std::map<std::string, std::vector<double>> ap_by_class;  ///< one for each seed; -1: the test pictures have none
};

struct GainReport {
    std::vector<GainResult> results;
    std::vector<std::uint64_t> seeds;
    std::uint64_t real = 0;                          ///< different real pictures
    std::map<std::string, int> real_annotations;     ///< by class
    std::map<std::string, int> variant_annotations;  ///< by class, of the largest multiple
    std::vector<std::string> not_found;              ///< classes of the pictures that the adapter does not find
    std::vector<std::string> not_used;  ///< classes that it finds and the pictures do not have: such boxes are dropped
    std::vector<std::string> notes;     ///< what a reader has to know, one sentence each
};

/// Mean and sample deviation.
struct MeanAndDeviation {
    double mean = -1;  ///< -1: undefined
    double deviation = 0;
    bool operator==(const MeanAndDeviation&) const = default;
};
/// Undefined values (below 0) make the whole undefined. @param values at least one
MeanAndDeviation mean_and_deviation(const std::vector<double>& values);
/// Of one of the twelve figures over seeds.
MeanAndDeviation figure_of(const GainResult& result, std::size_t figure);
MeanAndDeviation class_ap_of(const GainResult& result, const std::string& name);

/// What an arm is compared with: the first one of the same schedule.
const GainResult& base_of(const GainReport& report, const GainResult& result);
/// Classes that were learned from or measured, those with the fewest real boxes first.
std::vector<std::string> classes_by_count(const GainReport& report);

/// For each schedule with variants at several multiples, a sentence: where more of them bring less than the spread over
/// seeds, or that they still help at the most that was tried.
std::vector<std::string> where_more_stops_helping(const GainReport& report);

nlohmann::ordered_json to_json(const GainReport& report);

}  // namespace destudio::study
