// SPDX-License-Identifier: Apache-2.0
#include "ui/training/loop_controller.h"

#include <algorithm>

#include "core/adaptation/loop_training.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr int kLoopDelayMs = 400;

std::int64_t corrections_in(Project& project) {
    std::int64_t corrections = 0;
    for (const auto& [state, count] : project.variants().count_by_state()) {
        const bool counts = state == VariantState::kAccepted || state == VariantState::kEdited;
        corrections += counts ? static_cast<std::int64_t>(count) : 0;
    }
    return corrections;
}

}  // namespace

LoopController::LoopController(Workspace& workspace, JobQueueSignals& jobs, TrainingController& training,
                               OpenLabelsWork labels, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs), m_training(training), m_labels(std::move(labels)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kLoopDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &LoopController::look_now);
    connect(&training, &TrainingController::ended, this, &LoopController::training_ended);
    connect(&training, &TrainingController::state_changed, this, &LoopController::look_soon);
    connect(&jobs, &JobQueueSignals::job_changed, this, &LoopController::on_job);
    connect(&workspace, &Workspace::project_changed, this, &LoopController::look_soon);
    connect(&workspace, &Workspace::session_changed, this, &LoopController::open_project);
    connect(&workspace, &Workspace::session_closing, this, [this] {
        m_timer.stop();
        m_query.forget();
        m_jobs.queue().cancel(m_job);
    });
    open_project();
}

LoopController::~LoopController() {
    m_jobs.queue().close();
}

void LoopController::open_project() {
    m_state = {};
    m_look.reset();
    m_before.reset();
    m_round.reset();
    m_job = 0;
    m_phase = Phase::kIdle;
    m_resume = false;
    if (Session* session = m_workspace.session()) {
        session->attempt([&] { m_state = read_loop(session->project()); });
        m_resume = !m_state.run.empty();
    }
    look_soon();
    emit changed();
}

void LoopController::set_settings(const LoopSettings& settings) {
    if (m_workspace.session() == nullptr || settings == m_state.settings) {
        return;
    }
    m_state.settings = settings;
    if (!settings.on && m_phase == Phase::kTraining) {
        m_training.stop();
    }
    if (!settings.on && m_job != 0) {
        m_jobs.queue().cancel(m_job);
    }
    save();
    look_soon();
    emit changed();
}

void LoopController::set_watched(bool watched) {
    m_watched = watched;
    look_soon();
}

/// Goes on with what the closing of the project interrupted, as soon as no training runs.
bool LoopController::resume() {
    const std::filesystem::path run = m_state.run;
    if (!m_resume || !m_state.settings.on || m_phase != Phase::kIdle || m_training.busy()) {
        return false;
    }
    m_resume = false;
    if (!adaptation::is_run(run)) {
        return false;
    }
    m_phase = Phase::kTraining;
    m_training.resume(run);
    emit changed();
    return true;
}

void LoopController::look_soon() {
    if (m_workspace.session() != nullptr && (m_watched || m_state.settings.on || m_round)) {
        m_timer.start();
    }
}

LoopController::Answer LoopController::ask(Project& project, const LoopState& state, double threshold, bool all,
                                           bool may_train, bool ends_round) {
    Answer answer;
    const std::int64_t corrections = corrections_in(project);
    const bool enough = corrections - std::min(state.learnt, corrections) >= state.settings.every;
    if (!all && !(may_train && enough)) {
        return answer;  // reading all boxes takes long in a large project
    }
    answer.look = look_at_loop(project, threshold);
    if (ends_round) {
        VariantFilter open;
        open.states = {VariantState::kNew};
        answer.order = project.search().find(open, VariantOrder::kFewestEdits, threshold);
    }
    if (may_train && training_is_due(state, *answer.look)) {
        answer.training = adaptation::loop_training(project, state.settings);
    }
    return answer;
}

void LoopController::look_now() {
    Session* session = m_workspace.session();
    if (session == nullptr || resume()) {
        return;
    }
    const bool first = m_state.settings.on && m_state.rounds.empty();
    const bool may_train = m_state.settings.on && m_phase == Phase::kIdle && !m_round && !m_training.busy();
    m_query.ask(
        session->project().file(),
        [state = m_state, threshold = session->threshold(), all = m_watched || first || m_round.has_value(), may_train,
         ends_round = m_round.has_value()](Project& project) {
            return ask(project, state, threshold, all, may_train, ends_round);
        },
        [this](const Answer& answer) { take(answer); },
        [this](const QString& sentence) {
            m_workspace.report(sentence);
            if (m_state.settings.on && m_phase == Phase::kIdle) {
                m_state.settings.on = false;  // it would say the same after every correction
                save();
            }
            emit changed();
        });
}

void LoopController::take(const Answer& answer) {
    if (!answer.look) {
        return;
    }
    m_look = answer.look;
    if (m_state.settings.on && m_state.rounds.empty() && answer.look->open > 0) {
        m_state.rounds.push_back(
            {answer.look->edits.images, answer.look->expected, std::nullopt, answer.look->edits.total(), true, {}});
        save();
    }
    if (m_round && answer.order && m_phase == Phase::kIdle) {
        end_round(*answer.look, *answer.order);
    }
    // The switch may have been turned, or a training begun by hand, since the question.
    if (answer.training && m_state.settings.on && m_phase == Phase::kIdle && !m_training.busy()) {
        m_before = answer.look->expected;
        m_state.learnt = answer.look->edits.images;
        begin(*answer.training);
    }
    emit changed();
}

void LoopController::begin(const adaptation::AdapterRunRequest& request) {
    m_phase = Phase::kTraining;
    m_state.run = request.out.string();
    save();
    m_training.start(request);
}

void LoopController::training_ended(const TrainingEnd& end) {
    if (m_state.run.empty() || end.folder != std::filesystem::path(m_state.run)) {
        return;  // another training of the window
    }
    m_phase = Phase::kIdle;
    if (end.how == TrainingEnd::How::kPaused) {
        emit changed();  // it goes on when somebody resumes it, or opens the project again
        return;
    }
    m_state.run.clear();
    if (end.how == TrainingEnd::How::kFailed) {
        m_workspace.report(end.sentence);
    } else if (end.how == TrainingEnd::How::kFinished) {
        LoopRound round;
        round.corrections = m_state.learnt;
        round.before = m_before;
        round.used = is_worth_using(end.result.start_ap, end.result.ap) && !end.result.adapter.empty();
        round.adapter = end.result.adapter.string();
        m_round = round;
        if (round.used) {
            emit adapter_learned(end.result.adapter);
            label(end.result.adapter);
        }
    }
    save();
    look_soon();
    emit changed();
}

void LoopController::label(const std::filesystem::path& adapter) {
    Session* session = m_workspace.session();
    if (session == nullptr) {
        return;
    }
    adaptation::LabellerOptions model;
    if (!session->attempt([&] { model = adaptation::loop_labeller(session->project(), adapter); })) {
        return;
    }
    Job job;
    job.title = tr("Label anew").toStdString();
    job.device = "training";
    job.work = [this, model, labels = m_labels, project = session->project().file()](const JobContext& context) {
        const adaptation::NewLabelsSink sink = [this, project](const std::vector<adaptation::NewLabels>& found,
                                                               const std::vector<std::string>& classes) {
            QMetaObject::invokeMethod(
                this, [this, project, found, classes] { store(project, found, classes); }, Qt::QueuedConnection);
        };
        const ProgressSink progress = [&context](const Progress& now) {
            context.pause_point();
            context.progress(now);
        };
        labels(project, model, sink, context.stop.now, progress);
    };
    m_phase = Phase::kLabelling;
    m_job = m_jobs.queue().add(std::move(job));
}

void LoopController::store(const std::filesystem::path& project, const std::vector<adaptation::NewLabels>& labels,
                           const std::vector<std::string>& classes) {
    Session* session = m_workspace.session();
    if (session == nullptr || session->project().file() != project) {
        return;
    }
    std::vector<std::pair<RowId, std::vector<Detection>>> detections;
    for (const adaptation::NewLabels& entry : labels) {
        detections.emplace_back(entry.variant_id, entry.detections);
    }
    session->attempt([&] { session->project().variants().set_detections(detections, classes); });
}

void LoopController::on_job(const JobStatus& status) {
    const bool ended =
        status.state == JobState::kDone || status.state == JobState::kFailed || status.state == JobState::kCancelled;
    if (m_job == 0 || status.id != m_job || !ended) {
        return;
    }
    m_job = 0;
    m_phase = Phase::kIdle;
    if (status.state == JobState::kFailed) {
        m_workspace.report(QString::fromStdString(status.error));
    }
    look_soon();
    emit changed();
}

void LoopController::end_round(const LoopLook& look, const std::vector<RowId>& order) {
    m_round->expected = look.expected;
    m_round->edits = look.edits.total();
    m_state.rounds.push_back(*m_round);
    m_round.reset();
    m_before.reset();
    save();
    const auto& list = m_workspace.review_list();
    if (!list.empty() && m_state.rounds.back().used) {
        m_workspace.set_review_list(renewed_queue(list, m_workspace.place_in_review_list(), order));
    }
}

void LoopController::save() {
    if (Session* session = m_workspace.session()) {
        session->attempt([&] { write_loop(session->project(), m_state); });
    }
}

}  // namespace destudio::ui
