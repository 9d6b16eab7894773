// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "core/jobs/generation_job.h"
#include "core/project/store/job_store.h"

namespace destudio::ui {

class Session;

/// Makes the work of the job for one request. The product's is generation_work with one SharedGenerator; tests put in
/// another, so that the window can be tried without a model.
using GenerationJobFactory = std::function<JobWork(std::filesystem::path bundle, GeneratorOptions options,
                                                   GenerationRequest request, GenerationCallbacks callbacks)>;
GenerationJobFactory product_job_factory(std::shared_ptr<SharedGenerator> shared = std::make_shared<SharedGenerator>());

/// Which rungs were handed back; set on the worker, so that a second run of the job leaves them out.
using MadeRungs = std::vector<std::atomic<bool>>;

/// What these settings make of one reference; see distinct_rungs() in core/base/rung.h.
std::vector<Rung> planned_rungs(const GenerationSettings& settings);

/// The job that makes a reference's ladder. Picture, bundle and, where none was typed, prompt are read on the worker.
/// @param callbacks all set; they get the indexes of job.rungs
/// @throws UsageError when the reference is gone
Job make_ladder_job(const GenerationJobFactory& factory, Session& session, const StoredJob& job,
                    const std::shared_ptr<MadeRungs>& made, const GenerationCallbacks& callbacks);

}  // namespace destudio::ui
