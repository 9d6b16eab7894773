// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <optional>
#include <set>
#include <vector>

#include "core/project/store/job_store.h"
#include "core/project/store/types.h"
#include "ui/generate/failed_rungs.h"
#include "ui/generate/ladder_runs.h"

namespace destudio::ui {

class JobQueueSignals;
class PictureSources;
class Session;
class Workspace;

/// Queues ladders of references, follows the worker and stores what it hands back. The GUI thread never waits: all
/// reports arrive as queued calls, and reports of a project that was closed meanwhile are dropped. What is queued
/// stands in the project, too, so that it is there again when the project is opened again.
class GenerationController : public QObject {
    Q_OBJECT

public:
    GenerationController(Workspace& workspace, PictureSources& pictures, JobQueueSignals& jobs,
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
    /// Rungs of a reference that are on their way, and the steps and sampler of their recipe.
    std::vector<PendingRung> pending(RowId reference_id) const { return m_runs.pending(reference_id); }
    /// Rungs of a reference that failed and were not asked for again.
    std::vector<FailedRung> failed(RowId reference_id) const { return m_failed.of(reference_id); }
    int pending_steps(RowId reference_id) const { return m_runs.pending_steps(reference_id); }
    Sampler pending_sampler(RowId reference_id) const { return m_runs.pending_sampler(reference_id); }
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
    /// All variants of a ladder are there.
    void ladder_finished(destudio::RowId reference_id);
    /// The opened project has this many unfinished ladders; they wait in the paused queue.
    void restored(int count);

private:
    std::optional<StoredJob> plan(RowId reference_id, const GenerationSettings& settings) const;
    JobId start(Session& session, const StoredJob& job);
    void restore();
    GenerationCallbacks make_callbacks(const LadderRun& run);
    void on_job(const JobStatus& status);
    void on_order();
    void on_bundle(RunId run_id, const std::vector<std::string>& classes);
    void run_again(LadderRun& run);
    void remember_failure(const LadderRun& run, const QString& sentence);
    void on_step(RunId run_id, const GenerationStep& report, const widgets::Picture& preview);
    void on_variant(RunId run_id, std::size_t rung, const Variant& variant, const std::filesystem::path& image,
                    const widgets::Picture& picture);
    void on_reference(RunId run_id, const FeatureVector& features);
    RowId store_variant(Session& session, const LadderRun& run, std::size_t rung, const Variant& variant,
                        const std::filesystem::path& image, const widgets::Picture& picture);
    void end_run(LadderRun& run);
    void set_status(const QString& status);

    Workspace& m_workspace;
    PictureSources& m_pictures;
    JobQueueSignals& m_jobs;
    GenerationJobFactory m_factory;
    LadderRuns m_runs;
    QString m_status;
    FailedRungs m_failed;
    std::vector<RowId> m_stored_order;
    /// Running jobs of a project that was closed: taken off the list when they have stopped.
    std::set<JobId> m_abandoned_jobs;
    bool m_waits = false;  ///< the queue is paused because nobody has asked for the restored ladders yet
};

}  // namespace destudio::ui
