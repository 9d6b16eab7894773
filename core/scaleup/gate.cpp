// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/gate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/error.h"
#include "core/engine/generation/carry_evidence.h"

namespace destudio::scaleup {

namespace {

constexpr std::array<std::pair<GateUse, const char*>, 3> kUses{
    {{GateUse::kOff, "off"}, {GateUse::kMark, "mark"}, {GateUse::kReject, "reject"}}};
constexpr std::array<std::pair<GateVerdict, const char*>, 3> kGateVerdicts{
    {{GateVerdict::kUnchecked, "unchecked"}, {GateVerdict::kPassed, "passed"}, {GateVerdict::kRejected, "rejected"}}};
constexpr int kTenths = 10;

template <class Entries>
bool has_place(const Entries& entries, const Box& box, double least) {
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return iou(entry.box, box) >= least; });
}

template <class Entries>
bool has_same(const Entries& entries, const Box& box, int class_index, double least) {
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
        return entry.class_index == class_index && iou(entry.box, box) >= least;
    });
}

/// Labels of the reference whose picture is unchanged in the variant, in its pixels.
std::vector<KnownBox> carried_boxes(const GateInputs& inputs) {
    std::vector<KnownBox> carried;
    for (const KnownBox& known : inputs.known) {
        const auto place = box_in_variant(known.box, inputs.plan);
        if (place && carry_similarity(inputs.start, *place, inputs.variant, *place) >= kSamePictureSimilarity) {
            carried.push_back({*place, known.class_index});
        }
    }
    return carried;
}

std::string main_reason(const GateResult& result) {
    const std::array<std::pair<int, const char*>, 3> reasons{
        {{result.doubtful, "doubtful"}, {result.other_class, "other_class"}, {result.missed, "missed"}}};
    return std::max_element(reasons.begin(), reasons.end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

}  // namespace

std::string to_string(GateUse use) {
    return std::find_if(kUses.begin(), kUses.end(), [use](const auto& entry) { return entry.first == use; })->second;
}

GateUse parse_gate_use(const std::string& text) {
    for (const auto& [use, word] : kUses) {
        if (text == word) {
            return use;
        }
    }
    throw UsageError("\"" + text + "\" is no use of the gate; it has to be off, mark or reject.");
}

std::string to_string(GateVerdict verdict) {
    return std::find_if(kGateVerdicts.begin(), kGateVerdicts.end(),
                        [verdict](const auto& entry) { return entry.first == verdict; })
        ->second;
}

GateVerdict parse_gate_verdict(const std::string& text) {
    for (const auto& [verdict, word] : kGateVerdicts) {
        if (text == word) {
            return verdict;
        }
    }
    throw FormatError("\"" + text + "\" is no verdict of the gate; it has to be unchecked, passed or rejected.");
}

double GateResult::agreement() const {
    const int checked = supported + doubtful + other_class + missed;
    return checked == 0 ? -1 : static_cast<double>(supported) / checked;
}

GateResult pass_gate(const GateInputs& inputs, const GateRules& rules) {
    std::vector<Detection> boxes = inputs.detections;
    std::erase_if(boxes, [&](const Detection& found) { return found.score < inputs.threshold; });
    const std::vector<KnownBox> carried = carried_boxes(inputs);
    std::vector<Detection> faint = inputs.judged.value_or(std::vector<Detection>());
    std::erase_if(faint, [&](const Detection& found) { return found.score < rules.judge_faint; });
    std::vector<Detection> judged = faint;
    std::erase_if(judged, [&](const Detection& found) { return found.score < rules.judge_score; });

    const double same = rules.same_place_iou;
    GateResult result;
    for (const Detection& found : boxes) {
        if (has_same(carried, found.box, found.class_index, same) ||
            has_same(faint, found.box, found.class_index, same)) {
            ++result.supported;
        } else if (has_place(carried, found.box, same) || has_place(judged, found.box, same)) {
            ++result.other_class;
        } else if (inputs.judged) {
            ++result.doubtful;
        }
    }
    for (const KnownBox& known : carried) {
        result.missed += has_place(boxes, known.box, same) ? 0 : 1;
    }
    for (const Detection& found : judged) {
        result.missed += has_place(boxes, found.box, same) || has_place(carried, found.box, same) ? 0 : 1;
    }
    const double agreement = result.agreement();
    if (agreement >= 0) {
        result.verdict = agreement < rules.least_agreement ? GateVerdict::kRejected : GateVerdict::kPassed;
    }
    if (result.verdict == GateVerdict::kRejected) {
        result.reason = main_reason(result);
    }
    return result;
}

void GateCounts::add(const GateResult& result, double encode_ratio, const std::vector<Detection>& detections,
                     double threshold) {
    const std::int64_t rejected = result.verdict == GateVerdict::kRejected ? 1 : 0;
    const auto count = [rejected](Share& share) {
        ++share.all;
        share.rejected += rejected;
    };
    count(images);
    unchecked += result.verdict == GateVerdict::kUnchecked ? 1 : 0;
    if (rejected > 0) {
        ++reasons[result.reason];
    }
    // The small number undoes the rounding of 0.3 * 10.
    count(ratios[static_cast<int>(std::floor(encode_ratio * kTenths + 1e-9))]);
    for (const Detection& found : detections) {
        if (found.score >= threshold) {
            count(classes[found.class_index]);
        }
    }
}

}  // namespace destudio::scaleup
