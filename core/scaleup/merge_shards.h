// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/scaleup/counts_file.h"
#include "core/scaleup/manifest.h"
#include "core/scaleup/scale_up_status.h"

namespace destudio::scaleup {

struct MergeRequest {
    std::vector<std::filesystem::path> shards;  ///< folders, in any order
    std::filesystem::path out;                  ///< the joined scale-up; empty: counts only
    std::filesystem::path counts;               ///< counts file for the shards' next round; empty: none
    bool partial = false;                       ///< joins what there is, also where a shard lags behind
    bool overwrite = false;                     ///< also where somebody else's files are (core/base/output_folder.h)
};

struct MergeResult {
    CountsFile counts;
    Manifest manifest;
    std::vector<ClassProgress> clusters{};  ///< where there are any
    bool finished_evenly = true;            ///< no shard lacks an item that comes before one of another
};

/// Joins the folders of all shards into what one process would have made: the items in their common order up to the
/// one with which every class has more than its lower bound. Pictures are linked where the disk can, else copied. The
/// result can be continued like any scale-up.
/// @throws UsageError when folders are no shards, are of different scale-ups, or one is missing or given twice, and
///         when a shard lags behind and `partial` is off; OutputRefusedError; IoError, FormatError, CancelledError
MergeResult merge_shards(const MergeRequest& request, std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::scaleup
