// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_arm.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"

namespace destudio::study {

namespace {

struct SetWords {
    GainSet set;
    const char* word;
    const char* name;
};
constexpr std::array<SetWords, 11> kSets{
    {{GainSet::kReal, "real", "real"},
     {GainSet::kVariants, "variants", "variants"},
     {GainSet::kRealAndVariants, "real+variants", "real + variants"},
     {GainSet::kCopyPaste, "copy-paste", "real + copy-paste"},
     {GainSet::kXPaste, "x-paste", "real + x-paste"},
     {GainSet::kPasteRedraw, "paste-redraw", "real + paste-redraw"},
     {GainSet::kPretrain, "pretrain", "variants, then real"},
     {GainSet::kOtherDomain, "other", "other domain"},
     {GainSet::kTeacher, "teacher", "teacher"},
     {GainSet::kTeacherUnlabelled, "teacher-unlabelled", "teacher, variants unlabelled"},
     {GainSet::kTeacherLabelled, "teacher-labelled", "teacher, variants labelled"}}};

const SetWords& words_of(GainSet set) {
    return *std::find_if(kSets.begin(), kSets.end(), [set](const SetWords& entry) { return entry.set == set; });
}

}  // namespace

std::string to_string(GainSet set) {
    return words_of(set).word;
}

GainSet parse_gain_set(const std::string& word) {
    for (const SetWords& entry : kSets) {
        if (word == entry.word) {
            return entry.set;
        }
    }
    std::string known;
    for (const SetWords& entry : kSets) {
        known += (known.empty() ? "" : ", ") + std::string(entry.word);
    }
    throw UsageError("\"" + word + "\" is no training set; it has to be one of " + known + ".");
}

std::vector<std::string> gain_set_words() {
    std::vector<std::string> words;
    for (const SetWords& entry : kSets) {
        words.emplace_back(entry.word);
    }
    return words;
}

bool has_multiples(GainSet set) {
    return set == GainSet::kVariants || set == GainSet::kRealAndVariants || set == GainSet::kPasteRedraw ||
           set == GainSet::kPretrain || set == GainSet::kTeacherUnlabelled || set == GainSet::kTeacherLabelled;
}

bool has_teacher(GainSet set) {
    return set == GainSet::kTeacher || set == GainSet::kTeacherUnlabelled || set == GainSet::kTeacherLabelled;
}

bool needs_other(GainSet set) {
    return set == GainSet::kOtherDomain || has_teacher(set);
}

std::vector<GainArm> gain_arms(const std::vector<GainSet>& sets, std::vector<int> multiples,
                               const std::vector<std::int64_t>& schedules) {
    std::sort(multiples.begin(), multiples.end());
    multiples.erase(std::unique(multiples.begin(), multiples.end()), multiples.end());
    std::vector<GainArm> arms;
    for (const std::int64_t steps : schedules) {
        for (const GainSet set : sets) {
            for (const int multiple : has_multiples(set) ? multiples : std::vector<int>{0}) {
                GainArm arm{set, multiple, steps, words_of(set).name, to_string(set)};
                if (multiple > 0) {
                    arm.folder += "-" + std::to_string(multiple);
                    arm.name += multiples.size() > 1 ? " " + std::to_string(multiple) + "x" : "";
                }
                arm.folder += "-" + std::to_string(steps);
                arm.name += schedules.size() > 1 ? ", " + std::to_string(steps) + " steps" : "";
                arms.push_back(std::move(arm));
            }
        }
    }
    return arms;
}

}  // namespace destudio::study
