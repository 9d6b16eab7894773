// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/adaptation/picture_labeller.h"
#include "core/base/progress.h"
#include "core/project/project.h"

namespace destudio::adaptation {

/// What an adapter sees in a variant.
struct NewLabels {
    RowId variant_id = 0;
    std::vector<Detection> detections;  ///< classes by the adapter's list
};

/// Takes some of them at a time. @param classes of the adapter
using NewLabelsSink = std::function<void(const std::vector<NewLabels>&, const std::vector<std::string>& classes)>;

/// Labels the variants of a project that nobody has reviewed or edited, those with the fewest expected edits first, and
/// hands them over a few at a time; the project itself is only read.
/// @param progress "label"
/// @return how many were labelled; pictures that cannot be read are left out
/// @throws CancelledError; what was handed over counts; IoError, FormatError, ConfigError, UsageError
std::size_t label_open_variants(const std::filesystem::path& project, const LabellerOptions& model,
                                const NewLabelsSink& sink, const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::adaptation
