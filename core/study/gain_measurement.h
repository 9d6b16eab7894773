// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/study/gain_options.h"
#include "core/study/gain_report.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// One arm with one seed.
struct GainMeasurement {
    TwelveFigures figures{};
    std::map<std::string, double> ap_by_class;
};

/// Trains and measures one arm with one seed; a finished one is read from its file.
/// @param learn  the arm's set; for kPretrain its first part  @param then its second part; null elsewhere
/// @param unlabelled what a teacher labels; null where there is none
/// @throws IoError, FormatError, ConfigError, CancelledError
GainMeasurement measure_arm(const GainOptions& options, training::DetectorRecipe recipe, const GainArm& arm,
                            std::uint64_t seed, const training::TrainingImageSource& learn,
                            const training::TrainingImageSource* then, const training::TrainingImageSource* unlabelled,
                            const training::TrainingImageSource& test, const std::stop_token& stop,
                            const ProgressSink& progress);

}  // namespace destudio::study
