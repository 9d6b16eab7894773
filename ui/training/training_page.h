// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <filesystem>
#include <memory>

#include "ui/pages/window_page.h"
#include "ui/training/run_watcher.h"
#include "ui/training/training_controller.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace destudio::widgets {
class CurvePlot;
class SampleGrid;
}  // namespace destudio::widgets

namespace destudio::ui {

class TrainingForm;
class TrainingRunModel;

/// Trains adapters: what on and how to the left, the project's trainings below it; to the right the curves of the
/// chosen one, what it finds in a few held-out pictures, and what it is worth.
class TrainingPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    TrainingPage(Workspace& workspace, TrainingController& training, QWidget* parent = nullptr);

    /// The bundle and adapter that are in use; empty adapter: the bundle's own.
    void set_bundle(const std::filesystem::path& bundle, const std::filesystem::path& adapter);
    TrainingForm* form() const { return m_form; }
    /// Chooses the corrections of the project as what to learn from.
    void prepare_fine_tuning();
    bool settled() const override;

signals:
    /// Use this adapter from now on.
    void adapter_wanted(const std::filesystem::path& adapter);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* build_left();
    QWidget* build_right();
    void start();
    void resume();
    void choose_run(const std::filesystem::path& folder);
    void session_changed();
    void refresh_runs();
    void show_runs(const std::vector<adaptation::RunSummary>& runs);
    void show_view(const std::shared_ptr<const RunView>& view);
    void show_curves();
    void show_samples();
    void show_result();
    void show_state();
    void show_end(const TrainingEnd& end);
    QString state_text() const;
    bool shows_running() const;

    Workspace& m_workspace;
    TrainingController& m_training;
    RunWatcher m_watcher;
    std::shared_ptr<const RunView> m_view;  ///< null: no run is chosen
    TrainingForm* m_form;
    TrainingRunModel* m_runs;
    QTableView* m_table;
    QLabel* m_problem;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_resume;
    QPushButton* m_stop;
    QPushButton* m_use;
    QProgressBar* m_progress;
    QLabel* m_state;
    QLabel* m_result;
    widgets::CurvePlot* m_loss;
    widgets::CurvePlot* m_ap;
    widgets::SampleGrid* m_samples;
    QLabel* m_samples_title;
    QString m_end;  ///< how the run that is shown ended, when that was just now
};

}  // namespace destudio::ui
