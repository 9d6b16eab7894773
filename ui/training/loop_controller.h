// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>
#include <vector>

#include "core/adaptation/open_labels.h"
#include "core/project/running_loop.h"
#include "ui/session/project_query.h"
#include "ui/training/training_controller.h"

namespace destudio::ui {

/// Labels what is open; the product's is label_open_variants(). Tests put in another.
using OpenLabelsWork = std::function<std::size_t(
    const std::filesystem::path& project, const adaptation::LabellerOptions& model,
    const adaptation::NewLabelsSink& sink, const std::stop_token& stop, const ProgressSink& progress)>;

/// The running loop of the open project, where it is switched on: after so many corrections it starts a training among
/// the window's, lets what was learnt label the variants that nobody has reviewed, as one of the window's jobs, and
/// orders the list that is being worked through anew. A training that failed is told once and tried again after as many
/// corrections; one that the closing of the project interrupted goes on when it is open again.
class LoopController : public QObject {
    Q_OBJECT

public:
    enum class Phase { kIdle, kTraining, kLabelling };

    LoopController(Workspace& workspace, JobQueueSignals& jobs, TrainingController& training,
                   OpenLabelsWork labels = adaptation::label_open_variants, QObject* parent = nullptr);
    /// Closes the queue: labelling that runs ends within a picture.
    ~LoopController() override;

    const LoopState& state() const { return m_state; }
    void set_settings(const LoopSettings& settings);
    /// As it was when somebody looked last; nothing before.
    const std::optional<LoopLook>& look() const { return m_look; }
    Phase phase() const { return m_phase; }
    /// While somebody sees the curve it follows every change; else only what is needed to know when to learn is read.
    void set_watched(bool watched);
    bool settled() const { return !m_timer.isActive() && !m_query.busy() && m_phase == Phase::kIdle; }

signals:
    /// State, phase or look.
    void changed();
    /// A better adapter: use it from now on.
    void adapter_learned(const std::filesystem::path& adapter);

private:
    /// What a worker found out about the project.
    struct Answer {
        std::optional<LoopLook> look;             ///< nothing: it is too early for a training, and nobody wants to know
        std::optional<std::vector<RowId>> order;  ///< of what is open, where a round ends
        std::optional<adaptation::AdapterRunRequest> training;  ///< where one is due
    };
    static Answer ask(Project& project, const LoopState& state, double threshold, bool all, bool may_train,
                      bool ends_round);

    void open_project();
    bool resume();
    void look_soon();
    void look_now();
    void take(const Answer& answer);
    void begin(const adaptation::AdapterRunRequest& request);
    void training_ended(const TrainingEnd& end);
    void label(const std::filesystem::path& adapter);
    void store(const std::filesystem::path& project, const std::vector<adaptation::NewLabels>& labels,
               const std::vector<std::string>& classes);
    void on_job(const JobStatus& status);
    void end_round(const LoopLook& look, const std::vector<RowId>& order);
    void save();

    Workspace& m_workspace;
    JobQueueSignals& m_jobs;
    TrainingController& m_training;
    OpenLabelsWork m_labels;
    LoopState m_state;
    std::optional<LoopLook> m_look;
    std::optional<double> m_before;    ///< expected edits when the training began
    std::optional<LoopRound> m_round;  ///< has been learnt; its effect is not known yet
    JobId m_job = 0;                   ///< labels
    Phase m_phase = Phase::kIdle;
    bool m_watched = false;
    bool m_resume = false;  ///< a training of an earlier session is to go on
    QTimer m_timer;
    ProjectQuery<Answer> m_query{this};
};

}  // namespace destudio::ui
