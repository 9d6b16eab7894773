// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/domain_controller.h"

#include "core/base/error.h"
#include "core/domain/domain_stages.h"
#include "core/jobs/error_sentence.h"
#include "ui/base/throttled_reports.h"
#include "ui/jobs/job_queue_signals.h"

namespace destudio::ui {

using domain::DomainPlan;
using domain::DomainStage;

DomainWork product_domain_work() {
    return {[](const std::filesystem::path& path, std::stop_token stop, const ProgressSink& progress) {
                return domain::survey_domain(path, stop, progress);
            },
            [](const std::filesystem::path& folder, DomainStage stage, std::stop_token stop,
               const ProgressSink& progress) { domain::run_stage(folder, stage, stop, progress); }};
}

DomainController::DomainController(JobQueueSignals& jobs, DomainWork work, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_work(std::move(work)) {
    connect(&jobs, &JobQueueSignals::job_changed, this, &DomainController::on_job);
}

DomainController::~DomainController() {
    m_jobs.queue().close();
}

void DomainController::look_at(const std::filesystem::path& path) {
    if (m_running) {
        return;
    }
    m_look.start(
        [path, survey = m_work.survey](std::stop_token stop, const ProgressSink& progress) {
            auto look = std::make_shared<Look>();
            if (domain::is_domain(path)) {
                look->plan = domain::read_plan(path);
            } else {
                look->survey = survey(path, std::move(stop), progress);
            }
            return look;
        },
        [this](const Progress& now) { emit look_progressed(static_cast<int>(now.done), static_cast<int>(now.total)); },
        [this](const std::shared_ptr<Look>& look) {
            m_plan = look->plan;
            m_survey = look->survey;
            if (m_survey) {
                emit surveyed();
            }
            emit changed();
        },
        [this](const QString& sentence) {
            emit changed();
            emit failed(sentence);
        });
    emit changed();
}

void DomainController::begin(const std::filesystem::path& folder, const domain::DomainChoices& choices) {
    if (m_running || !m_survey || m_begin.busy()) {
        return;
    }
    m_begin.start(
        [folder, choices, pictures = m_survey->pictures, labelled = m_survey->labelled](const std::stop_token&) {
            return std::make_shared<DomainPlan>(domain::begin_plan(folder, choices, pictures, labelled));
        },
        [this](const std::shared_ptr<DomainPlan>& plan) {
            m_plan = *plan;
            emit changed();
            start(DomainStage::kBaseModel);
        },
        [this](const QString& sentence) { emit failed(sentence); });
}

void DomainController::leave() {
    if (!m_running) {
        m_plan.reset();
        m_survey.reset();
        m_look.forget();
        emit changed();
    }
}

void DomainController::start(DomainStage stage) {
    if (m_running || !m_plan || waits_for(*m_plan, stage) != domain::Wait::kNothing) {
        return;
    }
    m_running = true;
    m_stopping = false;
    m_stage = stage;
    m_progress = {};
    Job job;
    job.title = m_plan->choices.name + ": " + domain::to_string(stage);
    job.kind = JobKind::kTrain;
    job.device = "training";  // one after the other with trainings of adapters
    job.work = [this, stage, folder = m_plan->folder, run = m_work.run](const JobContext& context) {
        const ProgressSink shown = throttled_progress(this, [this](const Progress& now) {
            m_progress = now;
            emit progressed();
        });
        const ProgressSink report = [&context, &shown](const Progress& now) {
            context.progress(now);
            shown(now);
        };
        const JobOutcome how = run_guarded([&] { run(folder, stage, context.stop.now, report); });
        std::optional<DomainPlan> plan;
        run_guarded([&] { plan = domain::read_plan(folder); });
        if (plan && how.state == JobState::kFailed) {  // a full disk may have kept the plan from saying so
            plan->stage(stage).state = domain::StageState::kFailed;
            plan->stage(stage).sentence = how.error;
        }
        QMetaObject::invokeMethod(
            this, [this, how, plan] { end(how.state, plan); }, Qt::QueuedConnection);
        if (how.state == JobState::kCancelled) {
            throw CancelledError();
        }
        if (how.state == JobState::kFailed) {
            throw Error(how.error);
        }
    };
    m_job = m_jobs.queue().add(std::move(job));
    emit changed();
}

void DomainController::stop() {
    if (m_running) {
        m_stopping = true;
        m_jobs.queue().cancel(m_job);
        emit changed();
    }
}

void DomainController::on_job(const JobStatus& status) {
    if (status.id != m_job || m_job == 0) {
        return;
    }
    if (!m_running && status.state == JobState::kRunning) {  // tried again from the list of jobs
        m_running = true;
        emit changed();
    } else if (m_running && status.state == JobState::kCancelled) {  // before it began, so that it could not report
        end(JobState::kCancelled, m_plan);
    }
}

void DomainController::end(JobState how, const std::optional<DomainPlan>& plan) {
    m_running = false;
    m_stopping = false;
    if (plan && m_plan && plan->folder == m_plan->folder) {
        m_plan = plan;
    }
    emit changed();
    if (how != JobState::kDone) {
        return;
    }
    emit stage_finished(m_stage);
    const auto next = static_cast<std::size_t>(m_stage) + 1;
    if (m_goes_on && next < domain::kDomainStages.size() && m_plan &&
        !m_plan->is_finished(domain::kDomainStages[next])) {
        start(domain::kDomainStages[next]);
    }
}

}  // namespace destudio::ui
