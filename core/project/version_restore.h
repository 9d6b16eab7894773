// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>

#include "core/project/project.h"
#include "core/project/store/variant_filter.h"

namespace destudio {

/// What a restoration changed.
struct VersionRestore {
    std::size_t variants = 0;      ///< decided or boxed as they were
    std::size_t brought_back = 0;  ///< variants that had been removed
    std::size_t removed = 0;       ///< variants that were not there then; their pictures stay on the disk
    std::size_t references = 0;    ///< changed, brought back or removed
    std::size_t missing = 0;       ///< pictures of variants that are not on the disk any more
    RowId kept = 0;                ///< version of the project as it was before
};

/// Makes the project what it was at a version: one durable step, before which the project as it is becomes a version
/// itself. Classes that came since stay while boxes use them.
/// @param only where given, decisions and boxes of the variants that it finds now, and nothing else
/// @throws UsageError for a version that is not there; FormatError, IoError; nothing is changed then
VersionRestore restore_version(Project& project, RowId version, const std::optional<VariantFilter>& only = {});
/// The same for these variants alone: decisions and boxes as they were; those that were removed since come back, those
/// that were not there then stay.
VersionRestore restore_variants(Project& project, RowId version, const std::set<RowId>& variants);

}  // namespace destudio
