// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "core/base/progress.h"
#include "core/study/gain_options.h"
#include "core/study/gain_report.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// The pictures of a study.
struct GainPictures {
    /// To learn from: at most options.real different ones; where they are on disk, each arm cuts them anew each time
    /// they come up.
    const training::TrainingImageSource& real;
    const training::TrainingImageSource& test;  ///< to measure on; classes are matched by name
    /// Labelled ones of another domain, for GainSet::kOtherDomain and the teachers; classes are matched by name. A
    /// finite set, or a series of other->pictures() pictures on disk.
    const training::TrainingImageSource* other = nullptr;
};

/// Makes the variants, trains the recipe's detector on each arm's set with each seed, all arms of a schedule for the
/// same number of steps, and measures the last weights on the test pictures. Everything finished is kept in `out`: run
/// it again to resume, also with more arms, multiples, schedules or seeds. Other settings are refused.
/// @throws UsageError, IoError, FormatError, ConfigError, CancelledError
GainReport study_gain(const GainOptions& options, const training::DetectorRecipe& recipe, const GainPictures& pictures,
                      const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::study
