// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/engine/generator.h"
#include "core/jobs/generation_job.h"
#include "core/jobs/job_queue.h"
#include "core/project/types.h"
#include "ui/failed_rungs.h"
#include "widgets/picture.h"

namespace destudio::ui {

class PictureSources;
class Session;
class Workspace;

/// Makes the job for one request. The product's is make_generation_job with one GeneratorKeeper; tests put in another,
/// so that the window can be tried without a model.
using GenerationJobFactory =
    std::function<Job(std::string title, std::filesystem::path bundle, GeneratorOptions options,
                      GenerationRequest request, GenerationCallbacks callbacks)>;
GenerationJobFactory product_job_factory(std::shared_ptr<GeneratorKeeper> keeper = std::make_shared<GeneratorKeeper>());

/// A rung that is queued or running, as the ladder shows it.
struct PendingRung {
    Rung rung;
    int step = 0;         ///< steps done
    int total_steps = 0;  ///< 0 until the first step is reported
    widgets::Picture preview;
};

/// Queues generation for references, follows the worker and stores what it hands back. The GUI thread never waits: all
/// reports arrive as queued calls, and reports of a project that was closed meanwhile are dropped.
class GenerationController : public QObject {
    Q_OBJECT

public:
    GenerationController(Workspace& workspace, PictureSources& pictures, GenerationJobFactory factory,
                         QObject* parent = nullptr);
    /// Cancels everything and joins the worker, at most one U-Net step later.
    ~GenerationController() override;

    /// One job for each reference. Rungs that a reference is already waiting for are left out.
    void generate(const std::vector<RowId>& references, const GenerationSettings& settings);
    void cancel_all();

    bool busy() const { return !m_runs.empty(); }
    /// Rungs of a reference that are on their way, and the steps of their recipe.
    std::vector<PendingRung> pending(RowId reference_id) const;
    /// Rungs of a reference that failed and were not asked for again.
    std::vector<FailedRung> failed(RowId reference_id) const { return m_failed.of(reference_id); }
    int pending_steps(RowId reference_id) const;
    /// What the worker does now, for people: "Loading bundle…", "street_01: step 12 of 30"; empty when idle.
    QString status() const { return m_status; }
    /// Fraction done of all queued work, in [0,1].
    double progress() const;

signals:
    /// Rungs of a reference began, or ended, or failed: the ladder's shape may change.
    void pending_changed(destudio::RowId reference_id);
    /// Progress of one rung.
    void step(destudio::RowId reference_id, const destudio::ui::PendingRung& rung);
    void status_changed();
    void variant_added(destudio::RowId reference_id, destudio::RowId variant_id);
    /// The last job ended.
    void finished();

private:
    struct Run {
        RowId reference_id = 0;
        QString title;
        int steps = 0;
        std::vector<PendingRung> rungs;  ///< as in the request
        std::vector<bool> finished;
        JobState state = JobState::kQueued;
        bool bundle_loaded = false;
    };

    void queue_reference(Session& session, RowId reference_id, const GenerationSettings& settings);
    GenerationCallbacks make_callbacks(std::uint64_t run_id);
    void on_job(const JobStatus& status);
    void on_step(std::uint64_t run_id, const GenerationStep& step, const widgets::Picture& preview);
    void on_variant(std::uint64_t run_id, std::size_t rung, const Variant& variant, const std::filesystem::path& image,
                    const widgets::Picture& picture);
    void end_run(std::uint64_t run_id);
    void set_status(const QString& status);
    void drop_all();

    Workspace& m_workspace;
    PictureSources& m_pictures;
    GenerationJobFactory m_factory;
    std::map<std::uint64_t, Run> m_runs;  ///< by our own number
    std::map<JobId, std::uint64_t> m_run_of_job;
    std::uint64_t m_next_run = 1;
    QString m_status;
    FailedRungs m_failed;
    std::vector<std::string> m_classes;  ///< of the bundle that was loaded last
    std::unique_ptr<JobQueue> m_queue;   ///< last: its threads end before anything they report to
};

}  // namespace destudio::ui
