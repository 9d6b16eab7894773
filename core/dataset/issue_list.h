// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/dataset/dataset.h"

namespace destudio::dataset {

/// Adds an issue; after kMaxIssues only one more that says so.
inline void report(std::vector<Issue>& issues, std::string where, std::string what) {
    if (issues.size() < kMaxIssues) {
        issues.push_back({std::move(where), std::move(what)});
    } else if (issues.size() == kMaxIssues) {
        issues.push_back({"", "There are more problems than can be listed."});
    }
}

/// Cuts a box to its image and adds the annotation, or reports why it cannot be used. Sizes of zero are unknown and
/// cut nothing.
void add_checked(Annotation annotation, const Image& image, const std::string& where, ReadResult& result);

}  // namespace destudio::dataset
