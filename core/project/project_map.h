// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/map/picture_map.h"
#include "core/project/project.h"

namespace destudio {

/// A picture on the map of a project.
struct MapEntry {
    RowId id = 0;
    bool is_reference = false;
    RowId reference_id = 0;                   ///< a reference's is its own
    VariantState state = VariantState::kNew;  ///< of a variant
    std::filesystem::path file;
};

/// All pictures of a project that have a vector of one kind, and what their map tells.
struct ProjectMap {
    std::vector<FeatureStore::Kind> kinds;  ///< that there are, the one of most variants first
    std::string kind;                       ///< that is shown
    std::vector<MapEntry> entries;          ///< references, then variants, each by id
    PictureMap map;                         ///< its numbers are places in `entries`
    std::size_t without = 0;                ///< pictures that have no vector of this kind
    // What the project does not hold yet.
    std::vector<StoredFeature> new_variants;
    std::vector<StoredFeature> new_references;
};

struct ProjectMapOptions {
    std::string kind{};    ///< empty: the model's that most variants have, where half of them do; else pixels
    bool lay_out = false;  ///< all anew, whatever places are known
    std::uint64_t seed = 1;
};

/// Reads the vectors, makes those of pixels that are missing, and the map. Takes a millisecond a picture without one,
/// and as long as make_picture_map(); call it on a worker with Project::open_for_reading().
/// @param progress "look" at pictures, and the stages of make_picture_map()
/// @throws CancelledError, IoError
ProjectMap make_project_map(Project& project, const ProjectMapOptions& options, const std::stop_token& stop = {},
                            const ProgressSink& progress = {});

}  // namespace destudio
