// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/project/project.h"

namespace destudio {

/// What differs between two versions of a project. Variants are called as exports call them, without ".png".
struct VersionDiff {
    struct Picture {
        RowId id = 0;
        std::string name;
    };
    struct State {
        Picture variant;
        VariantState before = VariantState::kNew;
        VariantState after = VariantState::kNew;
    };
    /// Own boxes, or those that followed the threshold (which are not counted) and became own ones or the other way.
    struct Boxes {
        Picture variant;
        std::size_t added = 0;
        std::size_t removed = 0;
        std::size_t changed = 0;  ///< moved, renamed, or ignored and not
        bool own_before = false;
        bool own_after = false;
    };

    std::vector<Picture> added;
    std::vector<Picture> removed;
    std::vector<State> states;
    std::vector<Boxes> boxes;
    std::vector<Picture> references_added;
    std::vector<Picture> references_removed;
    std::vector<Picture> references_changed;  ///< their boxes, caption or file
    std::vector<std::string> classes_added;
    std::vector<std::string> classes_removed;
    std::vector<std::pair<std::string, std::string>> classes_renamed;  ///< before, after
    bool class_order_changed = false;
    std::size_t detections_renamed = 0;  ///< by merging classes
    double threshold_before = 0;
    double threshold_after = 0;

    bool empty() const;
};

/// @param to none: the project as it is now
/// @throws UsageError when `to` is older than `from`; FormatError, CancelledError
VersionDiff diff_versions(Project& project, RowId from, std::optional<RowId> to, const std::stop_token& stop = {});

/// For people, one thing a line, at most `most` of each kind; "Nothing differs." where nothing does.
std::string diff_text(const VersionDiff& diff, std::size_t most);
nlohmann::ordered_json diff_json(const VersionDiff& diff);

}  // namespace destudio
