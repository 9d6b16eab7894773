// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "core/base/progress.h"
#include "core/domain/domain_plan.h"

namespace destudio::domain {

// The work of each stage, for run_stage(). They settle steps in the plan, write it where they do, and leave the figures
// of what they made. Called again after a stop they go on. @throws as run_stage()

void train_base_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress);
void train_adapter_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress);
void make_project_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress);
void measure_gain_stage(DomainPlan& plan, const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::domain
