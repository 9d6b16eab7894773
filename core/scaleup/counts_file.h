// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/scaleup/ledger.h"
#include "core/scaleup/manifest.h"

namespace destudio::scaleup {

/// OUT/counts.json: how far a scale-up is. merge-shards writes it over all shards, and their next round is planned from
/// it.
struct CountsFile {
    ScaleUpCounts counts;
    std::int64_t next = 0;                             ///< every item before this one is counted
    std::vector<std::int64_t> round_start_classes;     ///< boxes of each class when the round of `next` began
    std::vector<std::int64_t> round_start_clusters{};  ///< images of each cluster at that time; empty without clusters
    bool reached = false;                              ///< every class and cluster has more than its bound
    std::string fingerprint;                           ///< Manifest::fingerprint of the scale-up
};

/// Whether a file that begins like this is a counts file.
bool is_counts_text(const std::string& beginning);
std::string to_text(const CountsFile& counts, const Manifest& manifest);
/// @throws IoError, FormatError; UsageError when it belongs to another scale-up than the manifest's
CountsFile read_counts(const std::filesystem::path& file, const Manifest& manifest);

}  // namespace destudio::scaleup
