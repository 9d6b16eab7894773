// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

/// Numbers from low to high.
struct NumberRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool open_high = false;  ///< high itself does not belong to it, as in "[0.5,0.6)"

    bool contains(double value) const { return value >= low && (open_high ? value < high : value <= high); }
    bool operator==(const NumberRange&) const = default;
};

/// Which variants to show. An empty field does not restrict. Everything about boxes means the boxes that are shown: a
/// person's own, or the detections from the threshold on; class, score, side and aspect are asked of one and the same
/// box.
struct VariantFilter {
    std::vector<std::string> text;  ///< each occurs in the reference's file name, its caption or the prompt
    std::set<VariantState> states;
    std::vector<std::string> classes;  ///< names; one of them
    std::optional<NumberRange> score;
    std::optional<NumberRange> side;    ///< square root of a box's area, pixels of the variant
    std::optional<NumberRange> aspect;  ///< width over height of a box
    std::optional<NumberRange> boxes;   ///< number of boxes
    std::optional<NumberRange> ratio;
    std::optional<NumberRange> guidance;
    std::vector<std::uint64_t> seeds;

    bool operator==(const VariantFilter&) const = default;
};

/// Reads what people type: words, "quoted words" and `key:value` terms, all of which must hold:
///     state:new,edited  class:cat,"potted plant"  score:[0,0.5]  ratio:0.6  seed:1,2  guidance:7.5  boxes:0
///     size:small (or medium, large as in COCO, or a side's range in pixels)  aspect:[0.5,2]
/// A range is [low,high], or [low,high) without its end; either number may be left out; one number means itself.
/// @throws UsageError that says what is wrong and what to write
VariantFilter parse_variant_filter(const std::string& text);

/// `text` with the term of this key replaced, appended where there is none, removed when `value` is empty. A value with
/// spaces is quoted. Other terms stay as they were typed.
/// @throws UsageError when a quote in `text` is not closed
std::string with_filter_term(const std::string& text, const std::string& key, const std::string& value);
/// The value of the key's term, without quotes; empty when there is none. @throws UsageError as above
std::string filter_term(const std::string& text, const std::string& key);

}  // namespace destudio
