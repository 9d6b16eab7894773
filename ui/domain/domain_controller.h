// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/domain/domain_plan.h"
#include "core/domain/domain_survey.h"
#include "core/jobs/job.h"
#include "ui/base/background_task.h"

namespace destudio::ui {

class JobQueueSignals;

/// What a domain is looked at and worked on with; the product's are survey_domain() and run_stage(). Tests put in
/// others.
struct DomainWork {
    std::function<domain::DomainSurvey(const std::filesystem::path&, std::stop_token, const ProgressSink&)> survey;
    std::function<void(const std::filesystem::path& folder, domain::DomainStage, std::stop_token, const ProgressSink&)>
        run;
};
DomainWork product_domain_work();

/// A person's pictures on their way to a model: looks at them, keeps the plan and works on one stage at a time, among
/// the window's jobs on the worker of trainings. Stopping keeps what is done.
class DomainController : public QObject {
    Q_OBJECT

public:
    explicit DomainController(JobQueueSignals& jobs, DomainWork work = product_domain_work(),
                              QObject* parent = nullptr);
    /// Closes the queue: a stage that runs ends within a step.
    ~DomainController() override;

    /// Looks at a folder or dataset, or opens the plan where the folder holds one. Ends with surveyed() or changed(),
    /// or failed().
    void look_at(const std::filesystem::path& path);
    bool looking() const { return m_look.busy(); }
    const std::optional<domain::DomainSurvey>& survey() const { return m_survey; }

    /// Makes the plan of the surveyed pictures and starts with the base model.
    void begin(const std::filesystem::path& folder, const domain::DomainChoices& choices);
    /// Leaves the plan, which stays on the disk; not while a stage runs.
    void leave();
    /// Starts or resumes a stage. Does nothing while one runs.
    void start(domain::DomainStage stage);
    void stop();

    /// Whether a finished stage is followed by the next that waits for nothing.
    void set_goes_on(bool goes_on) { m_goes_on = goes_on; }
    bool goes_on() const { return m_goes_on; }

    bool busy() const { return m_running; }
    bool stopping() const { return m_stopping; }
    domain::DomainStage stage() const { return m_stage; }  ///< that runs, or ran last
    const Progress& progress() const { return m_progress; }
    const std::optional<domain::DomainPlan>& plan() const { return m_plan; }

signals:
    void look_progressed(int done, int total);
    void surveyed();
    /// The plan, or what runs, is another.
    void changed();
    void progressed();
    void failed(const QString& sentence);
    void stage_finished(destudio::domain::DomainStage stage);

private:
    struct Look {
        std::optional<domain::DomainPlan> plan;
        std::optional<domain::DomainSurvey> survey;
    };
    void on_job(const JobStatus& status);
    void end(JobState how, const std::optional<domain::DomainPlan>& plan);

    JobQueueSignals& m_jobs;
    DomainWork m_work;
    std::optional<domain::DomainSurvey> m_survey;
    std::optional<domain::DomainPlan> m_plan;
    BackgroundTask<std::shared_ptr<Look>> m_look{this};
    BackgroundTask<std::shared_ptr<domain::DomainPlan>> m_begin{this};
    JobId m_job = 0;  ///< of the stage that runs, or ran last
    bool m_running = false;
    bool m_stopping = false;
    bool m_goes_on = true;
    domain::DomainStage m_stage = domain::DomainStage::kBaseModel;
    Progress m_progress;
};

}  // namespace destudio::ui
