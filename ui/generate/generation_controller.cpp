// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/generation_controller.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "ui/jobs/job_controller.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
GenerationController::GenerationController(Workspace& workspace, PictureSources& pictures, JobController& jobs,
                                           GenerationJobFactory factory, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_pictures(pictures), m_jobs(jobs), m_factory(std::move(factory)) {
    connect(&jobs, &JobController::job_changed, this, &GenerationController::on_job);
    connect(&jobs, &JobController::order_changed, this, &GenerationController::on_order);
    connect(&jobs, &JobController::paused_changed, this, [this](bool paused) { m_waits = m_waits && paused; });
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
    const std::uint64_t first = m_next_run;
    for (const StoredJob& job : jobs) {
        session->attempt([&] { start(*session, job); });
    }
    if (m_waits) {  // what is asked for now does not wait for what was left from the last time
        for (std::uint64_t run = m_next_run; run-- > first;) {
            m_jobs.queue().move_to_front(m_runs.at(run).job_id);
        }
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

void GenerationController::start(Session& session, const StoredJob& stored) {
    const std::uint64_t run_id = m_next_run++;
    Run run;
    run.stored = stored;
    run.made = std::make_shared<MadeRungs>(stored.rungs.size());
    run.finished.assign(stored.rungs.size(), false);
    for (const Rung& rung : stored.rungs) {
        run.rungs.push_back({rung, 0, effective_steps(stored.settings.steps, rung.encode_ratio), {}});
        m_failed.forget(stored.reference_id, rung);
    }
    Job job = make_ladder_job(m_factory, session, stored, run.made, make_callbacks(run_id, run.made));
    run.title = QString::fromStdString(job.title);
    const auto added = m_runs.emplace(run_id, std::move(run)).first;
    // Reports of the new job are queued to this thread, so they come after the next lines.
    added->second.job_id = m_jobs.queue().add(std::move(job));
    m_run_of_job[added->second.job_id] = run_id;
    m_stored_order.push_back(stored.id);
    emit pending_changed(stored.reference_id);
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

GenerationCallbacks GenerationController::make_callbacks(std::uint64_t run_id, const std::shared_ptr<MadeRungs>& made) {
    GenerationCallbacks callbacks;
    const std::filesystem::path folder = m_workspace.session()->project().files_folder();
    callbacks.on_bundle = [this, run_id](const BundleInfo& info) {
        QMetaObject::invokeMethod(
            this,
            [this, run_id, classes = info.classes] {
                const auto run = m_runs.find(run_id);
                if (run != m_runs.end()) {
                    run->second.classes = classes;
                    set_status(tr("%1: preparing").arg(run->second.title));
                }
            },
            Qt::QueuedConnection);
    };
    callbacks.on_step = [this, run_id](const GenerationStep& step) {
        const widgets::Picture preview(widgets::to_qimage(step.preview));
        QMetaObject::invokeMethod(
            this, [this, run_id, step, preview] { on_step(run_id, step, preview); }, Qt::QueuedConnection);
    };
    callbacks.on_variant = [this, run_id, folder, made](std::size_t rung, const Variant& variant) {
        // Encoding and building the picture's smaller copies take tens of milliseconds: here, not in the window.
        const std::filesystem::path image = save_variant_image(folder, variant);
        const widgets::Picture picture(widgets::to_qimage(variant.image));
        made->at(rung) = true;
        QMetaObject::invokeMethod(
            this, [this, run_id, rung, variant, image, picture] { on_variant(run_id, rung, variant, image, picture); },
            Qt::QueuedConnection);
    };
    return callbacks;
}

void GenerationController::cancel_all() {
    for (const auto& [id, run] : m_runs) {
        m_jobs.queue().cancel(run.job_id);
    }
    if (busy()) {
        set_status(tr("Cancelling…"));
    }
}

void GenerationController::cancel_all_after_image() {
    // What waits first, so that nothing begins in between.
    for (const JobState state : {JobState::kQueued, JobState::kRunning}) {
        for (const auto& [id, run] : m_runs) {
            if (run.state == state) {
                m_jobs.queue().cancel_after_unit(run.job_id);
            }
        }
    }
    if (busy()) {
        set_status(tr("Finishing this image…"));
    }
}

void GenerationController::abandon_jobs() {
    const auto runs = std::move(m_runs);
    m_runs.clear();
    m_run_of_job.clear();
    m_failed.clear();
    m_stored_order.clear();
    for (const auto& [id, run] : runs) {
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
    return !m_waits &&
           std::any_of(m_runs.begin(), m_runs.end(), [](const auto& entry) { return entry.second.active(); });
}

std::vector<PendingRung> GenerationController::pending(RowId reference_id) const {
    std::vector<PendingRung> result;
    for (const auto& [id, run] : m_runs) {
        const bool wanted = run.stored.reference_id == reference_id && run.active();
        for (std::size_t i = 0; wanted && i < run.rungs.size(); ++i) {
            if (!run.finished[i]) {
                result.push_back(run.rungs[i]);
            }
        }
    }
    return result;
}

int GenerationController::pending_steps(RowId reference_id) const {
    int steps = 0;
    for (const auto& [id, run] : m_runs) {
        steps = run.stored.reference_id == reference_id && run.active() ? run.stored.settings.steps : steps;
    }
    return steps;
}

RowId GenerationController::reference_of(JobId id) const {
    const auto known = m_run_of_job.find(id);
    return known == m_run_of_job.end() ? 0 : m_runs.at(known->second).stored.reference_id;
}

void GenerationController::on_job(const JobStatus& status) {
    const auto known = m_run_of_job.find(status.id);
    if (known == m_run_of_job.end()) {
        if (m_abandoned_jobs.contains(status.id) && m_jobs.queue().remove(status.id)) {
            m_abandoned_jobs.erase(status.id);
        }
        return;
    }
    const std::uint64_t run_id = known->second;
    Run& run = m_runs.at(run_id);
    const bool was_active = run.active();
    const JobState before = std::exchange(run.state, status.state);
    switch (status.state) {
        case JobState::kQueued:
            if (!was_active) {
                run_again(run_id);
            }
            break;
        case JobState::kRunning:
            if (before != JobState::kRunning && !run.classes) {
                set_status(tr("Loading bundle…"));
                emit pending_changed(run.stored.reference_id);
            }
            break;
        case JobState::kFailed:
            emit m_workspace.issue(tr("%1: %2").arg(run.title, QString::fromStdString(status.error)),
                                   IssuePlace::job(status.id, run.stored.reference_id));
            for (std::size_t i = 0; i < run.rungs.size(); ++i) {
                if (!run.finished[i]) {
                    m_failed.remember(run.stored.reference_id, {run.rungs[i].rung, run.stored.settings.steps,
                                                                QString::fromStdString(status.error)});
                }
            }
            [[fallthrough]];
        case JobState::kDone:
        case JobState::kCancelled:
            end_run(run_id);
            break;
    }
}

void GenerationController::run_again(std::uint64_t run_id) {
    Run& run = m_runs.at(run_id);
    StoredJob rest = run.stored;
    rest.rungs.clear();
    for (std::size_t i = 0; i < run.rungs.size(); ++i) {
        run.finished[i] = run.made->at(i);
        run.rungs[i].step = 0;
        run.rungs[i].preview = {};
        if (!run.finished[i]) {
            m_failed.forget(run.stored.reference_id, run.rungs[i].rung);
            rest.rungs.push_back(run.rungs[i].rung);
        }
    }
    if (run.stored.id == 0 && !rest.rungs.empty()) {
        m_workspace.session()->attempt([&] { run.stored.id = m_workspace.session()->project().jobs().add(rest); });
    }
    emit pending_changed(run.stored.reference_id);
    emit status_changed();
}

void GenerationController::on_order() {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    const auto jobs = m_jobs.queue().jobs();
    std::vector<RowId> order;
    std::set<JobId> there;
    for (const JobStatus& status : jobs) {
        there.insert(status.id);
        const auto known = m_run_of_job.find(status.id);
        if (known != m_run_of_job.end() && m_runs.at(known->second).stored.id != 0) {
            order.push_back(m_runs.at(known->second).stored.id);
        }
    }
    std::vector<RowId> forgotten;
    std::erase_if(m_runs, [&](const auto& entry) {
        const bool gone = !there.contains(entry.second.job_id);
        if (gone) {
            m_run_of_job.erase(entry.second.job_id);
            forgotten.push_back(entry.second.stored.id);
        }
        return gone;
    });
    session->attempt([&] {
        Project::Transaction transaction(session->project());
        for (const RowId id : forgotten) {
            session->project().jobs().remove(id);
        }
        if (order != m_stored_order) {
            session->project().jobs().set_order(order);
            m_stored_order = order;
        }
        transaction.commit();
    });
}

void GenerationController::on_step(std::uint64_t run_id, const GenerationStep& step_report,
                                   const widgets::Picture& preview) {
    const auto found = m_runs.find(run_id);
    if (found == m_runs.end() || step_report.rung >= found->second.rungs.size()) {
        return;
    }
    Run& run = found->second;
    PendingRung& rung = run.rungs[step_report.rung];
    rung.step = step_report.step;
    rung.total_steps = step_report.total;
    if (!preview.empty()) {
        rung.preview = preview;
    }
    int done = 0;
    int total = 0;
    for (const PendingRung& each : run.rungs) {
        done += each.step;
        total += each.total_steps;
    }
    set_status(tr("%1: %2 of %3 steps").arg(run.title).arg(done).arg(total));
    emit step(run.stored.reference_id, rung);
}

void GenerationController::on_variant(std::uint64_t run_id, std::size_t rung, const Variant& variant,
                                      const std::filesystem::path& image, const widgets::Picture& picture) {
    const auto found = m_runs.find(run_id);
    Session* session = m_workspace.session();
    if (found == m_runs.end() || session == nullptr || rung >= found->second.finished.size()) {
        return;
    }
    Run& run = found->second;
    const RowId reference_id = run.stored.reference_id;
    run.finished[rung] = true;
    try {
        Project::Transaction transaction(session->project());
        // The same recipe gives the same bytes, so a variant that is there already keeps its place with its edits.
        const auto existing = session->project().variants().of_reference(reference_id);
        const auto same = std::find_if(existing.begin(), existing.end(), [&variant](const VariantRecord& record) {
            return record.state != VariantState::kFailed && record.recipe == variant.recipe;
        });
        RowId id = 0;
        if (same != existing.end()) {
            id = same->id;
        } else {
            id = session->project()
                     .variants()
                     .add(reference_id, variant, run.classes.value_or(std::vector<std::string>()), image)
                     .id;
            m_pictures.insert_variant(id, picture);
        }
        session->project().jobs().finish_rung(run.stored.id, run.rungs[rung].rung);
        transaction.commit();
        emit variant_added(reference_id, id);
    } catch (const Error& error) {
        run.made->at(rung) = false;  // trying again makes it again
        emit m_workspace.issue(QString::fromUtf8(error.what()), IssuePlace::job(run.job_id, reference_id));
    }
    emit pending_changed(reference_id);
}

void GenerationController::end_run(std::uint64_t run_id) {
    Run& run = m_runs.at(run_id);
    const RowId reference_id = run.stored.reference_id;
    // A failed one stays in the project until it is tried again or dismissed, and one whose variants were not stored.
    const bool complete = std::all_of(run.made->begin(), run.made->end(), [](const auto& made) { return made.load(); });
    const bool keep = run.state == JobState::kFailed || (run.state == JobState::kDone && !complete);
    if (!keep && run.stored.id != 0) {
        std::erase(m_stored_order, run.stored.id);
        m_workspace.session()->attempt([&] { m_workspace.session()->project().jobs().remove(run.stored.id); });
        run.stored.id = 0;
    }
    if (run.state == JobState::kDone) {
        m_run_of_job.erase(run.job_id);
        m_runs.erase(run_id);
    }
    emit pending_changed(reference_id);
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
