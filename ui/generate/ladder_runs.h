// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/jobs/job.h"
#include "core/project/store/job_store.h"
#include "ui/generate/ladder_job.h"
#include "widgets/base/picture.h"

namespace destudio::ui {

/// A rung that is queued or running, as the ladder shows it.
struct PendingRung {
    Rung rung;
    int step = 0;         ///< steps done
    int total_steps = 0;  ///< 0 until the first step is reported
    widgets::Picture preview;
};

using RunId = std::uint64_t;

/// One ladder on its way: its job, what of it is made, and what the worker told.
struct LadderRun {
    explicit LadderRun(StoredJob job);

    RunId id = 0;
    JobId job_id = 0;
    StoredJob stored;  ///< its id is 0 while the project does not keep it
    QString title;
    std::vector<PendingRung> rungs;  ///< as in the request
    std::vector<bool> finished;
    std::shared_ptr<MadeRungs> made;
    JobState state = JobState::kQueued;
    std::optional<std::vector<std::string>> classes;  ///< of the bundle that it loaded

    RowId reference_id() const { return stored.reference_id; }
    bool active() const { return state == JobState::kQueued || state == JobState::kRunning; }
    bool all_made() const;
    std::vector<PendingRung> unfinished() const;
    /// Its job is queued again: what is made stays finished, the rest begins anew.
    void begin_again();
    /// @return the rung that the report is about; nullptr when there is none
    PendingRung* take_step(const GenerationStep& step, const widgets::Picture& preview);
    /// Steps done and steps in all, as far as the rungs have told.
    std::pair<int, int> steps() const;
};

/// The ladders on their way, by a number of our own, because a report may come before the job's id is known, and by
/// job.
class LadderRuns {
public:
    /// @return its place, which stays until it is removed; its number rises with each
    LadderRun& add(StoredJob job);
    void set_job(LadderRun& run, JobId job);
    LadderRun* find(RunId id);
    LadderRun* of_job(JobId job);
    const LadderRun* of_job(JobId job) const;
    void remove(RunId id);
    /// Takes those away whose jobs are not in the list. @return them
    std::vector<LadderRun> remove_all_but(const std::vector<JobStatus>& jobs);
    std::vector<LadderRun> take_all();

    /// In the order in which they were added.
    std::vector<const LadderRun*> all() const;
    std::size_t size() const { return m_runs.size(); }
    bool any_active() const;
    /// Rungs of a reference that are on their way, and the steps and sampler of their recipe.
    std::vector<PendingRung> pending(RowId reference_id) const;
    int pending_steps(RowId reference_id) const;
    Sampler pending_sampler(RowId reference_id) const;
    /// The ids under which the project keeps these jobs, in their order.
    std::vector<RowId> stored_order(const std::vector<JobStatus>& jobs) const;

private:
    std::map<RunId, LadderRun> m_runs;
    std::map<JobId, RunId> m_run_of_job;
    RunId m_next = 1;
};

}  // namespace destudio::ui
