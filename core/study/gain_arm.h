// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace destudio::study {

/// What a detector learns from.
enum class GainSet {
    kReal,
    kVariants,         ///< of the real pictures, which are not shown themselves
    kRealAndVariants,  ///< the paper's "w/ DE"
    kCopyPaste,        ///< real pictures with boxes of others pasted into them as they come up
    kXPaste,           ///< real pictures with objects from text pasted into them as they come up (ObjectPasteSource)
    kPasteRedraw,      ///< real pictures, and pictures with pasted objects that were redrawn at low ratios
    kPretrain,         ///< the first half of the steps on variants, the second on real pictures
    kOtherDomain,      ///< labelled pictures of another domain (the paper's Table 5: VOC for Clipart)
    // Adaptive Teacher: labelled pictures of another domain, and
    kTeacher,            ///< the real ones without their boxes
    kTeacherUnlabelled,  ///< the real ones and their variants, both without boxes
    kTeacherLabelled,    ///< variants with boxes, and the real ones without
};

/// "real", "variants", "real+variants", "copy-paste", "x-paste", "paste-redraw", "pretrain", "other",
/// "teacher", "teacher-unlabelled", "teacher-labelled". The parser throws UsageError for other words.
std::string to_string(GainSet set);
GainSet parse_gain_set(const std::string& word);
std::vector<std::string> gain_set_words();
/// Whether the set has variants of the real pictures, or such with pasted objects, and so comes in multiples.
bool has_multiples(GainSet set);
/// Whether it learns from real pictures without their boxes, too.
bool has_teacher(GainSet set);
/// Whether it needs pictures of another domain.
bool needs_other(GainSet set);

/// One training set and schedule.
struct GainArm {
    GainSet set = GainSet::kReal;
    int multiple = 0;        ///< made pictures of each real one; 0 where the set has none
    std::int64_t steps = 0;  ///< of training, the same for every set of a schedule
    std::string name;        ///< for a person: "real + variants 3x, 500 steps"
    std::string folder;      ///< of its results, without the seed: "real+variants-3-500"
};

/// Every set with every multiple and schedule, the sets of one schedule and multiple side by side: schedules outermost,
/// then sets as given, then multiples. Names say multiple and steps only where there are several.
/// @param multiples, schedules at least one
std::vector<GainArm> gain_arms(const std::vector<GainSet>& sets, std::vector<int> multiples,
                               const std::vector<std::int64_t>& schedules);

}  // namespace destudio::study
