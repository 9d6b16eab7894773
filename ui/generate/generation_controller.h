// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/project/store/job_store.h"
#include "core/project/store/types.h"
#include "ui/generate/failed_rungs.h"
#include "ui/generate/ladder_job.h"
#include "widgets/base/picture.h"

namespace destudio::ui {

class JobController;
class PictureSources;
class Session;
class Workspace;

/// A rung that is queued or running, as the ladder shows it.
struct PendingRung {
    Rung rung;
    int step = 0;         ///< steps done
    int total_steps = 0;  ///< 0 until the first step is reported
    widgets::Picture preview;
};

/// Queues ladders of references, follows the worker and stores what it hands back. The GUI thread never waits: all
/// reports arrive as queued calls, and reports of a project that was closed meanwhile are dropped. What is queued
/// stands in the project, too, so that it is there again when the project is opened again.
class GenerationController : public QObject {
    Q_OBJECT

public:
    GenerationController(Workspace& workspace, PictureSources& pictures, JobController& jobs,
                         GenerationJobFactory factory, QObject* parent = nullptr);
    /// Closes the queue: its jobs report to this.
    ~GenerationController() override;

    /// One job for each reference. Rungs that a reference is already waiting for are left out.
    void generate(const std::vector<RowId>& references, const GenerationSettings& settings);
    void cancel_all();
    /// Finishes the image in progress; everything that waits is cancelled.
    void cancel_all_after_image();
    /// The window closes: stops, and leaves in the project what is not finished.
    void abandon_jobs();
    /// Goes on with the ladders that the project kept from the last time.
    void continue_restored();
    void discard_restored();

    /// Something is queued or running. Not what was kept from the last time, until somebody wants it.
    bool busy() const;
    /// Rungs of a reference that are on their way, and the steps of their recipe.
    std::vector<PendingRung> pending(RowId reference_id) const;
    /// Rungs of a reference that failed and were not asked for again.
    std::vector<FailedRung> failed(RowId reference_id) const { return m_failed.of(reference_id); }
    int pending_steps(RowId reference_id) const;
    /// The reference whose ladder this job makes; 0 for other jobs.
    RowId reference_of(JobId id) const;
    /// What the worker does now, for people: "Loading bundle…", "street_01: step 12 of 30"; empty when idle.
    QString status() const { return m_status; }

signals:
    /// Rungs of a reference began, or ended, or failed: the ladder's shape may change.
    void pending_changed(destudio::RowId reference_id);
    /// Progress of one rung.
    void step(destudio::RowId reference_id, const destudio::ui::PendingRung& rung);
    void status_changed();
    void variant_added(destudio::RowId reference_id, destudio::RowId variant_id);
    /// The last job ended.
    void finished();
    /// The opened project has this many unfinished ladders; they wait in the paused queue.
    void restored(int count);

private:
    struct Run {
        JobId job_id = 0;
        StoredJob stored;
        QString title;
        std::vector<PendingRung> rungs;  ///< as in the request
        std::vector<bool> finished;
        std::shared_ptr<MadeRungs> made;
        JobState state = JobState::kQueued;
        std::optional<std::vector<std::string>> classes;  ///< of the bundle that it loaded

        bool active() const { return state == JobState::kQueued || state == JobState::kRunning; }
    };

    std::optional<StoredJob> plan(RowId reference_id, const GenerationSettings& settings) const;
    void start(Session& session, const StoredJob& job);
    void restore();
    GenerationCallbacks make_callbacks(std::uint64_t run_id, const std::shared_ptr<MadeRungs>& made);
    void on_job(const JobStatus& status);
    void on_order();
    void run_again(std::uint64_t run_id);
    void on_step(std::uint64_t run_id, const GenerationStep& step, const widgets::Picture& preview);
    void on_variant(std::uint64_t run_id, std::size_t rung, const Variant& variant, const std::filesystem::path& image,
                    const widgets::Picture& picture);
    void end_run(std::uint64_t run_id);
    void set_status(const QString& status);

    Workspace& m_workspace;
    PictureSources& m_pictures;
    JobController& m_jobs;
    GenerationJobFactory m_factory;
    std::map<std::uint64_t, Run> m_runs;  ///< by our own number: one report may come before the job's id is known
    std::map<JobId, std::uint64_t> m_run_of_job;
    std::uint64_t m_next_run = 1;
    QString m_status;
    FailedRungs m_failed;
    std::vector<RowId> m_stored_order;
    std::set<JobId>
        m_abandoned_jobs;  ///< running jobs of a project that was closed: taken off the list when they have stopped
    bool m_waits = false;  ///< the queue is paused because nobody has asked for the restored ladders yet
};

}  // namespace destudio::ui
