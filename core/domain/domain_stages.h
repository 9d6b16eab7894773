// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/domain/domain_plan.h"

namespace destudio::domain {

/// Works on one stage of a domain until it is finished, and goes on where an earlier turn ended. What happens is
/// written into the folder's plan: that it runs, and whether it finished, was stopped or failed, and why. At low
/// priority for what else the machine does; slow, call it on a worker.
///
/// Base model: measures the speed in a short trial where a time was chosen, settles the steps and trains. A file
/// base-recipe.json or adapter-recipe.json in the folder says what differs from the defaults. Adapter: trains on the
/// labelled pictures and puts the best one into the bundle. Ladder: makes a project of the pictures that uses the
/// bundle. Gain: trains small detectors with and without variants.
/// @return the plan as it then is
/// @throws UsageError when the stage waits for another; CancelledError; IoError, also for a full disk; FormatError,
///         ConfigError, Error when training diverges
DomainPlan run_stage(const std::filesystem::path& folder, DomainStage stage, const std::stop_token& stop,
                     const ProgressSink& progress);

}  // namespace destudio::domain
