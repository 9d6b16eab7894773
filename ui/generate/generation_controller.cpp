// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/generation_controller.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {

GenerationController::GenerationController(Workspace& workspace, PictureSources& pictures, JobQueueSignals& jobs,
                                           GenerationJobFactory factory, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_pictures(pictures), m_jobs(jobs), m_factory(std::move(factory)) {
    connect(&jobs, &JobQueueSignals::job_changed, this, &GenerationController::on_job);
    connect(&jobs, &JobQueueSignals::order_changed, this, &GenerationController::on_order);
    connect(&jobs, &JobQueueSignals::paused_changed, this, [this](bool paused) { m_waits = m_waits && paused; });
    connect(&m_workspace, &Workspace::session_closing, this, &GenerationController::abandon_jobs);
    connect(&m_workspace, &Workspace::session_changed, this, &GenerationController::restore);
}

GenerationController::~GenerationController() {
    m_jobs.queue().close();
}

void GenerationController::generate(const std::vector<RowId>& references, const GenerationSettings& settings) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    std::vector<StoredJob> jobs;
    for (const RowId reference_id : references) {
        session->attempt([&] {
            if (auto job = plan(reference_id, settings)) {
                jobs.push_back(std::move(*job));
            }
        });
    }
    session->attempt([&] {
        Project::Transaction transaction(session->project());
        for (StoredJob& job : jobs) {
            job.id = session->project().jobs().add(job);
        }
        transaction.commit();
    });
    std::vector<JobId> started;
    for (const StoredJob& job : jobs) {
        session->attempt([&] { started.push_back(start(*session, job)); });
    }
    if (m_waits) {  // what is asked for now does not wait for what was left from the last time
        std::for_each(started.rbegin(), started.rend(), [this](JobId job) { m_jobs.queue().move_to_front(job); });
        continue_restored();
    }
    emit status_changed();
}

std::optional<StoredJob> GenerationController::plan(RowId reference_id, const GenerationSettings& settings) const {
    m_workspace.session()->project().references().get(reference_id);  // there at all?
    StoredJob job;
    job.reference_id = reference_id;
    job.settings = settings;
    const auto waiting = pending(reference_id);
    for (const Rung& rung : planned_rungs(settings)) {
        const bool known = std::any_of(waiting.begin(), waiting.end(),
                                       [&rung](const PendingRung& other) { return other.rung.same_place(rung); });
        if (!known) {
            job.rungs.push_back(rung);
        }
    }
    return job.rungs.empty() ? std::nullopt : std::optional(job);
}

JobId GenerationController::start(Session& session, const StoredJob& stored) {
    for (const Rung& rung : stored.rungs) {
        m_failed.forget(stored.reference_id, rung);
    }
    LadderRun& run = m_runs.add(stored);
    try {
        Job job = make_ladder_job(m_factory, session, stored, run.made, make_callbacks(run));
        run.title = QString::fromStdString(job.title);
        // Reports of the new job are queued to this thread, so they come after the next line.
        m_runs.set_job(run, m_jobs.queue().add(std::move(job)));
    } catch (...) {
        m_runs.remove(run.id);
        throw;
    }
    const JobId job_id = run.job_id;
    m_stored_order.push_back(stored.id);
    emit pending_changed(stored.reference_id);
    return job_id;
}

void GenerationController::restore() {
    Session* session = m_workspace.session();
    std::vector<StoredJob> jobs;
    if (session == nullptr || !session->attempt([&] { jobs = session->project().jobs().all(); }) || jobs.empty()) {
        return;
    }
    if (m_jobs.queue().unfinished() == 0 && !m_jobs.queue().paused()) {
        m_jobs.queue().pause();
        m_waits = true;
    }
    for (const StoredJob& job : jobs) {
        session->attempt([&] { start(*session, job); });
    }
    // Later, so that everybody has taken the new project in.
    QMetaObject::invokeMethod(
        this, [this, count = static_cast<int>(m_runs.size())] { emit restored(count); }, Qt::QueuedConnection);
}

void GenerationController::continue_restored() {
    m_waits = false;
    m_jobs.queue().resume();
    emit status_changed();
}

void GenerationController::discard_restored() {
    cancel_all();
    continue_restored();
}

GenerationCallbacks GenerationController::make_callbacks(const LadderRun& run) {
    GenerationCallbacks callbacks;
    const std::filesystem::path folder = m_workspace.session()->project().files_folder();
    callbacks.on_bundle = [this, run_id = run.id](const BundleInfo& info) {
        QMetaObject::invokeMethod(
            this, [this, run_id, classes = info.classes] { on_bundle(run_id, classes); }, Qt::QueuedConnection);
    };
    callbacks.on_step = [this, run_id = run.id](const GenerationStep& step) {
        const widgets::Picture preview(widgets::to_qimage(step.preview));
        QMetaObject::invokeMethod(
            this, [this, run_id, step, preview] { on_step(run_id, step, preview); }, Qt::QueuedConnection);
    };
    callbacks.on_variant = [this, run_id = run.id, folder, made = run.made](std::size_t rung, const Variant& variant) {
        // Encoding and building the picture's smaller copies take tens of milliseconds: here, not in the window.
        const std::filesystem::path image = save_variant_image(folder, variant);
        const widgets::Picture picture(widgets::to_qimage(variant.image));
        made->at(rung) = true;
        QMetaObject::invokeMethod(
            this, [this, run_id, rung, variant, image, picture] { on_variant(run_id, rung, variant, image, picture); },
            Qt::QueuedConnection);
    };
    callbacks.on_reference = [this, run_id = run.id](const FeatureVector& features) {
        QMetaObject::invokeMethod(
            this, [this, run_id, features] { on_reference(run_id, features); }, Qt::QueuedConnection);
    };
    return callbacks;
}

void GenerationController::cancel_all() {
    for (const LadderRun* run : m_runs.all()) {
        m_jobs.queue().cancel(run->job_id);
    }
    if (busy()) {
        set_status(tr("Cancelling…"));
    }
}

void GenerationController::cancel_all_after_image() {
    // What waits first, so that nothing begins in between.
    for (const JobState state : {JobState::kQueued, JobState::kRunning}) {
        for (const LadderRun* run : m_runs.all()) {
            if (run->state == state) {
                m_jobs.queue().cancel_after_unit(run->job_id);
            }
        }
    }
    if (busy()) {
        set_status(tr("Finishing this image…"));
    }
}

void GenerationController::abandon_jobs() {
    m_failed.clear();
    m_stored_order.clear();
    for (const LadderRun& run : m_runs.take_all()) {
        m_jobs.queue().cancel(run.job_id);
        if (!m_jobs.queue().remove(run.job_id)) {
            m_abandoned_jobs.insert(run.job_id);  // it still stops
        }
    }
    if (std::exchange(m_waits, false)) {
        m_jobs.queue().resume();
    }
    set_status({});
}

bool GenerationController::busy() const {
    return !m_waits && m_runs.any_active();
}

RowId GenerationController::reference_of(JobId id) const {
    const LadderRun* run = m_runs.of_job(id);
    return run == nullptr ? 0 : run->reference_id();
}

void GenerationController::on_job(const JobStatus& status) {
    LadderRun* run = m_runs.of_job(status.id);
    if (run == nullptr) {
        if (m_abandoned_jobs.contains(status.id) && m_jobs.queue().remove(status.id)) {
            m_abandoned_jobs.erase(status.id);
        }
        return;
    }
    const bool was_active = run->active();
    const JobState before = std::exchange(run->state, status.state);
    switch (status.state) {
        case JobState::kQueued:
            if (!was_active) {
                run_again(*run);
            }
            break;
        case JobState::kRunning:
            if (before != JobState::kRunning && !run->classes) {
                set_status(tr("Loading bundle…"));
                emit pending_changed(run->reference_id());
            }
            break;
        case JobState::kFailed:
            remember_failure(*run, QString::fromStdString(status.error));
            [[fallthrough]];
        case JobState::kDone:
        case JobState::kCancelled:
            end_run(*run);
            break;
    }
}

void GenerationController::remember_failure(const LadderRun& run, const QString& sentence) {
    m_workspace.report(tr("%1: %2").arg(run.title, sentence), IssuePlace::job(run.job_id, run.reference_id()));
    for (const PendingRung& left : run.unfinished()) {
        m_failed.remember(run.reference_id(),
                          {left.rung, run.stored.settings.steps, run.stored.settings.sampler, sentence});
    }
}

void GenerationController::run_again(LadderRun& run) {
    run.begin_again();
    StoredJob rest = run.stored;
    rest.rungs.clear();
    for (const PendingRung& left : run.unfinished()) {
        m_failed.forget(run.reference_id(), left.rung);
        rest.rungs.push_back(left.rung);
    }
    if (run.stored.id == 0 && !rest.rungs.empty()) {
        m_workspace.session()->attempt([&] { run.stored.id = m_workspace.session()->project().jobs().add(rest); });
    }
    emit pending_changed(run.reference_id());
    emit status_changed();
}

void GenerationController::on_order() {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    const auto jobs = m_jobs.queue().jobs();
    const std::vector<RowId> order = m_runs.stored_order(jobs);
    const std::vector<LadderRun> forgotten = m_runs.remove_all_but(jobs);
    session->attempt([&] {
        Project::Transaction transaction(session->project());
        for (const LadderRun& run : forgotten) {
            session->project().jobs().remove(run.stored.id);
        }
        if (order != m_stored_order) {
            session->project().jobs().set_order(order);
            m_stored_order = order;
        }
        transaction.commit();
    });
}

void GenerationController::on_bundle(RunId run_id, const std::vector<std::string>& classes) {
    if (LadderRun* run = m_runs.find(run_id)) {
        run->classes = classes;
        set_status(tr("%1: preparing").arg(run->title));
    }
}

void GenerationController::on_step(RunId run_id, const GenerationStep& report, const widgets::Picture& preview) {
    LadderRun* run = m_runs.find(run_id);
    const PendingRung* rung = run == nullptr ? nullptr : run->take_step(report, preview);
    if (rung == nullptr) {
        return;
    }
    const auto [done, total] = run->steps();
    set_status(tr("%1: %2 of %3 steps").arg(run->title).arg(done).arg(total));
    emit step(run->reference_id(), *rung);
}

void GenerationController::on_variant(RunId run_id, std::size_t rung, const Variant& variant,
                                      const std::filesystem::path& image, const widgets::Picture& picture) {
    LadderRun* run = m_runs.find(run_id);
    Session* session = m_workspace.session();
    if (run == nullptr || session == nullptr || rung >= run->finished.size()) {
        return;
    }
    const RowId reference_id = run->reference_id();
    run->finished[rung] = true;
    try {
        const RowId id = store_variant(*session, *run, rung, variant, image, picture);
        emit variant_added(reference_id, id);
    } catch (const Error& error) {
        run->made->at(rung) = false;  // trying again makes it again
        m_workspace.report(QString::fromUtf8(error.what()), IssuePlace::job(run->job_id, reference_id));
    }
    emit pending_changed(reference_id);
}

void GenerationController::on_reference(RunId run_id, const FeatureVector& features) {
    const LadderRun* run = m_runs.find(run_id);
    Session* session = m_workspace.session();
    if (run != nullptr && session != nullptr) {
        session->attempt([&] {
            session->project().features().put_references({{run->reference_id(), features, std::nullopt}});
        });
    }
}

RowId GenerationController::store_variant(Session& session, const LadderRun& run, std::size_t rung,
                                          const Variant& variant, const std::filesystem::path& image,
                                          const widgets::Picture& picture) {
    Project& project = session.project();
    Project::Transaction transaction(project);
    // The same recipe gives the same bytes, so a variant that is there already keeps its place with its edits.
    const auto existing = project.variants().of_reference(run.reference_id());
    const auto same = std::find_if(existing.begin(), existing.end(), [&variant](const VariantRecord& record) {
        return record.state != VariantState::kFailed && record.recipe == variant.recipe;
    });
    RowId id = 0;
    if (same != existing.end()) {
        id = same->id;
    } else {
        const auto classes = run.classes.value_or(std::vector<std::string>());
        id = project.variants().add(run.reference_id(), variant, classes, image).id;
        m_pictures.insert_variant(id, picture);
    }
    project.jobs().finish_rung(run.stored.id, run.rungs[rung].rung);
    transaction.commit();
    return id;
}

void GenerationController::end_run(LadderRun& run) {
    const RowId reference_id = run.reference_id();
    // A failed one stays in the project until it is tried again or dismissed, and one whose variants were not stored.
    const bool keep = run.state == JobState::kFailed || (run.state == JobState::kDone && !run.all_made());
    if (!keep && run.stored.id != 0) {
        std::erase(m_stored_order, run.stored.id);
        m_workspace.session()->attempt([&] { m_workspace.session()->project().jobs().remove(run.stored.id); });
        run.stored.id = 0;
    }
    const bool is_whole = run.state == JobState::kDone && run.all_made();
    if (run.state == JobState::kDone) {
        m_runs.remove(run.id);
    }
    emit pending_changed(reference_id);
    if (is_whole) {
        emit ladder_finished(reference_id);
    }
    if (!busy()) {
        set_status({});
        emit finished();
    }
}

void GenerationController::set_status(const QString& status) {
    m_status = status;
    emit status_changed();
}

}  // namespace destudio::ui
