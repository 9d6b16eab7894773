// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/adaptation/picture_choice.h"
#include "core/base/detection.h"
#include "core/base/progress.h"
#include "core/engine/model/timestep_curve.h"
#include "core/evaluation/label_audit.h"
#include "core/evaluation/score_study.h"

namespace destudio::adaptation {

/// An adapter against the ground truth of untouched pictures.
struct SelfCheckRequest {
    PictureChoice pictures;  ///< references, corrections or a dataset: all of them, none is held out
    std::filesystem::path bundle;
    std::filesystem::path adapter{};  ///< another folder than the bundle's own; empty: the bundle's
    std::string device = "auto";
    std::string dtype = "auto";  ///< of the diffusion model
    int threads = 0;
    std::size_t max_pictures = 1000;  ///< the first ones; more take longer and tell little more
    std::vector<int> timesteps{};     ///< noise levels at which to measure besides; empty: none
};

/// One class: the adapter's, then those that only the ground truth has.
struct ClassCheck {
    std::string name;
    std::int64_t objects = 0;  ///< ground truths that count
    double ap = -1;            ///< COCO AP; -1 without objects
    double ap50 = -1;
    std::optional<evaluation::OperatingPoint> best;  ///< suggested threshold: the best F1
    std::vector<evaluation::OperatingPoint> curve;
    bool known = true;  ///< the adapter has this class
    /// There are objects and the adapter finds none of them at IoU 0.5.
    bool blind() const { return objects > 0 && !best; }
};

struct CheckedPicture {
    std::filesystem::path file;
    std::int64_t row = 0;  ///< as LabelledPicture::row
};

/// All boxes are in pixels of the oriented pictures. Only the middle part with the bundle's aspect ratio is looked at;
/// objects that lie outside of it do not count.
struct SelfCheckReport {
    std::array<double, 12> stats{};  ///< COCO's twelve figures
    std::vector<ClassCheck> classes;
    evaluation::ClassScores all;  ///< of every class together, for histogram and curve
    std::optional<evaluation::OperatingPoint> best;
    std::vector<evaluation::SuspectLabel> suspects;  ///< image_id: index into pictures; categories: index into classes
    std::vector<CheckedPicture> pictures;
    std::size_t left_out = 0;  ///< pictures beyond max_pictures
    TimestepCurve curve;       ///< at the noise levels that were asked for
};

/// Runs the adapter on one-step features (t = 1, and the noise levels that were asked for) of every picture and
/// compares.
/// @throws UsageError when there is nothing to compare with, or the bundle has no adapter; CancelledError; IoError,
///         FormatError, ConfigError
SelfCheckReport self_check(const SelfCheckRequest& request, const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::adaptation
