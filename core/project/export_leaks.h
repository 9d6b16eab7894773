// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/operations/leaks.h"
#include "core/dataset/operations/split.h"
#include "core/project/dataset_exchange.h"

namespace destudio {

/// How an export is divided, what it must not leak into, and which leaks may be. The rule is that of split and merge.
struct ExportDivision {
    bool divide = false;  ///< into train, val and test; else all of it is for training
    dataset::SplitShares shares;
    std::filesystem::path held_out;  ///< a dataset: its val and test, or all of it without such splits; may be empty
    std::set<dataset::LeakKind> allowed;

    /// Whether anything can leak at all.
    bool concerns_leaks() const { return divide || !held_out.empty(); }
};

/// Gives every image a split. What was made of one reference stays together, and so do pictures that look alike unless
/// that is allowed. Opens every picture. Does nothing where nothing is to be divided.
/// @throws CancelledError
void divide_export(ProjectExport& exported, const ExportDivision& division, const std::stop_token& stop = {},
                   const ProgressSink& progress = {});

/// What leaks of one kind, with an example.
struct ExportLeak {
    dataset::LeakKind kind = dataset::LeakKind::kSource;
    std::size_t count = 0;
    std::string image;        ///< file name of the one that is held back
    std::string other;        ///< its counterpart; empty for generated pictures
    std::string split;        ///< of the image
    std::string other_split;  ///< of its counterpart
    cv::Mat picture;          ///< small, RGB, CV_8UC3; empty when it cannot be read
    cv::Mat other_picture;
};

/// What leaks from an export that was divided, within it and into what is held out, but for what is allowed. Opens
/// every picture, unless those that look alike are allowed. What leaks within the held-out dataset alone is its own.
/// @param side of the examples, pixels @throws CancelledError; IoError, FormatError when the held-out dataset is
/// unusable
std::vector<ExportLeak> export_leaks(const ProjectExport& exported, const ExportDivision& division, int side,
                                     const std::stop_token& stop = {}, const ProgressSink& progress = {});

}  // namespace destudio
