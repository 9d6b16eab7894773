// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/project/project.h"

namespace destudio {

/// A variant at two versions, to be looked at side by side.
struct VersionPicture {
    struct Side {
        bool there = false;
        VariantState state = VariantState::kNew;
        std::vector<StoredAnnotation> boxes;  ///< that were shown: its own, or detections from the threshold on
    };
    RowId id = 0;
    std::filesystem::path image;  ///< absolute; empty when generation failed or nothing is known of it
    Size size;                    ///< pixels of the variant
    Side before;
    Side after;
};

/// Variants at two versions, in the order of `ids`. Meant for the few dozen on a screen.
/// @param to none: the project as it is now @throws UsageError, FormatError
std::vector<VersionPicture> version_pictures(Project& project, const std::vector<RowId>& ids, RowId from,
                                             std::optional<RowId> to);

}  // namespace destudio
