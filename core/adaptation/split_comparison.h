// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/adaptation/picture_choice.h"
#include "core/adaptation/self_check.h"
#include "core/base/progress.h"
#include "core/evaluation/label_comparison.h"
#include "core/evaluation/planted_errors.h"

namespace destudio::adaptation {

/// An adapter, a second detector and the annotation, over all pictures of a choice.
struct SplitComparisonRequest {
    PictureChoice pictures;  ///< references, corrections, or a dataset (splits.measure says which split)
    std::filesystem::path bundle;
    std::filesystem::path adapter{};     ///< another folder than the bundle's own; empty: the bundle's
    std::filesystem::path judge{};       ///< folder of a pixel detector, as the second one; empty: none
    std::filesystem::path detections{};  ///< COCO results as the second one instead; empty: none
    std::string device = "auto";
    std::string dtype = "auto";  ///< of the diffusion model
    int threads = 0;
    std::size_t max_pictures = 10'000;  ///< the first ones
    /// So many errors are planted into the labels first, which are then taken for right, to measure how many of them
    /// the list shows; 0: none.
    std::size_t plant = 0;
    std::uint64_t seed = 1;  ///< of the planted errors
};

/// All boxes are in pixels of the oriented pictures. Image ids are indices into pictures, categories into classes.
struct SplitComparisonReport {
    std::vector<std::string> classes;
    std::vector<CheckedPicture> pictures;
    evaluation::CocoGroundTruths truths;
    std::array<std::vector<evaluation::CocoResult>, 2> results;  ///< the adapter's, and the second detector's
    bool has_second = false;
    std::vector<evaluation::LabelDisagreement> list;  ///< the most doubtful label first
    std::size_t left_out = 0;                         ///< pictures beyond max_pictures
    std::size_t unknown = 0;  ///< of the second detector: of pictures or classes that are not compared
    std::vector<evaluation::PlantedError> planted;

    std::size_t suspects() const;  ///< entries that every detector doubts
};

/// Looks at each picture as a whole with the adapter (t = 1) and with the second detector, and orders what disagrees.
/// Results name pictures and classes as `label` writes them: of a dataset its own ids; of a project the number of the
/// reference or variant, and the class's place in the list from 1. Results that are an object with "images" and
/// "categories" are matched by file name and class name instead.
/// @throws UsageError when there is nothing to compare with, the bundle has no adapter, or two second detectors are
///         named; CancelledError; IoError, FormatError, ConfigError
SplitComparisonReport compare_split(const SplitComparisonRequest& request, const std::stop_token& stop,
                                    const ProgressSink& progress);

}  // namespace destudio::adaptation
