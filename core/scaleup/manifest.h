// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/scaleup/ledger.h"
#include "core/scaleup/reference_set.h"
#include "core/scaleup/scale_up_model.h"
#include "core/scaleup/scale_up_settings.h"

namespace destudio::scaleup {

/// OUT/scale-up.json: what a folder's scale-up is, so that it is continued and merged with its own kind only.
struct Manifest {
    nlohmann::json settings;  ///< everything that determines the images but the shard: flat, by name
    std::string bundle_name;
    std::vector<std::string> classes;        ///< of the adapter
    std::vector<std::int64_t> category_ids;  ///< of the classes; empty: index + 1
    std::vector<std::int64_t> bounds;        ///< of the classes
    std::int64_t cluster_bound = 0;          ///< of each cluster; 0: there are no clusters
    Shard shard;

    std::int64_t round_size() const;
    /// Without clusters: they are in a file of their own.
    LedgerRules rules() const;
    /// One hash for all that shards have to agree on.
    std::string fingerprint() const;
};

Manifest make_manifest(const ScaleUpSettings& settings, const ScaleUpModel& model, const ReferenceSet& references,
                       std::vector<std::int64_t> bounds);

std::string to_text(const Manifest& manifest);
/// @throws IoError, FormatError
Manifest read_manifest(const std::filesystem::path& file);

/// The first setting in which two scale-ups differ, as "seed 7 instead of 5"; empty when they agree.
/// @param with_bounds whether lower bounds have to agree as well
std::string difference(const Manifest& first, const Manifest& second, bool with_bounds);

}  // namespace destudio::scaleup
