// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/scaleup/known_box.h"

namespace destudio::scaleup {

/// What becomes of variants by the gate's verdict.
enum class GateUse {
    kOff,
    kMark,    ///< all stay; each says its verdict
    kReject,  ///< rejected ones are left out
};
/// "off", "mark", "reject". The parser throws UsageError for other words.
std::string to_string(GateUse use);
GateUse parse_gate_use(const std::string& text);

enum class GateVerdict {
    kUnchecked,  ///< nothing but the adapter speaks for or against its boxes
    kPassed,
    kRejected,
};
/// "unchecked", "passed", "rejected". The parser throws FormatError for other words.
std::string to_string(GateVerdict verdict);
GateVerdict parse_gate_verdict(const std::string& text);

/// When boxes count as confirmed, and how much of a picture has to be.
struct GateRules {
    double least_agreement = 0.6;  ///< of all that was checked; below: rejected
    double same_place_iou = 0.5;
    double judge_score = 0.3;  ///< from which the judge says that there is an object
    double judge_faint = 0.1;  ///< from which the judge confirms one that has a box
};

/// How a variant's boxes fare before the judge (a detector on pixels) and before verified carry: labelled objects of
/// the reference whose picture is unchanged in the variant.
struct GateResult {
    GateVerdict verdict = GateVerdict::kUnchecked;
    std::string reason;   ///< why it was rejected: what there is most of: "doubtful", "other_class" or "missed"
    int supported = 0;    ///< boxes that judge or carry confirm
    int doubtful = 0;     ///< boxes that the judge does not see, and no carry confirms
    int other_class = 0;  ///< boxes where judge or carry know another class
    int missed = 0;       ///< objects of judge or carry without a box
    /// Of everything that was checked, the part that was supported; -1: nothing was.
    double agreement() const;
};

/// What a variant is compared with.
struct GateInputs {
    const std::vector<Detection>& detections;  ///< of the adapter
    double threshold = kDefaultThreshold;      ///< from which these are boxes
    const std::vector<KnownBox>& known;        ///< labels of the reference, in its pixels
    const ReferencePlan& plan;                 ///< how the variant was cut from the reference
    const cv::Mat& start;                      ///< the cut reference, before it was redrawn
    const cv::Mat& variant;
    const std::optional<std::vector<Detection>>& judged;  ///< of the judge; none: there is no judge
};

GateResult pass_gate(const GateInputs& inputs, const GateRules& rules);

/// Counts of the gate, by what a person asks about it.
struct GateCounts {
    struct Share {
        std::int64_t all = 0;
        std::int64_t rejected = 0;
        bool operator==(const Share&) const = default;
    };
    Share images;                                 ///< with boxes; `all` counts unchecked ones, too
    std::int64_t unchecked = 0;                   ///< among them
    std::map<std::string, std::int64_t> reasons;  ///< rejected images by their reason
    std::map<int, Share> ratios;                  ///< images by tenth of the encode ratio: 3 for 0.3 to 0.4
    std::map<int, Share> classes;                 ///< boxes by class, and those on rejected images

    /// @param detections and threshold of the variant
    void add(const GateResult& result, double encode_ratio, const std::vector<Detection>& detections, double threshold);
    bool operator==(const GateCounts&) const = default;
};

}  // namespace destudio::scaleup
