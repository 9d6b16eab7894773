// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Adds an issue; after kMaxIssues only one more that says so.
inline void report(std::vector<Issue>& issues, Issue issue) {
    if (issues.size() < kMaxIssues) {
        issues.push_back(std::move(issue));
    } else if (issues.size() == kMaxIssues) {
        issues.push_back({"", "There are more problems than can be listed."});
    }
}
inline void report(std::vector<Issue>& issues, std::string where, std::string what) {
    report(issues, Issue{std::move(where), std::move(what)});
}

/// True while another issue would still be kept, so that its text is worth making.
inline bool has_room(const std::vector<Issue>& issues) {
    return issues.size() <= kMaxIssues;
}

/// What is wrong with a box. `cut` becomes the part of it that lies in the image; with a size of zero, which
/// is unknown, the box itself.
enum class BoxFault { kNone, kNoNumbers, kNoArea, kOutside, kSticksOut };
BoxFault check_box(const Box& box, Size image, Box& cut);
/// The issue that belongs to a fault, with its fix; it names the box before and after.
/// @param cut what check_box() made of it
Issue box_issue(BoxFault fault, std::string where, const Box& box, const Box& cut, Size image);

/// Cuts a box to its image and adds the annotation, or reports why it cannot be used. Sizes of zero are unknown and
/// cut nothing.
void add_checked(Annotation annotation, const Image& image, const std::string& where, ReadResult& result);

}  // namespace destudio::dataset
