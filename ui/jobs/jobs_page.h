// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "core/jobs/job.h"
#include "ui/pages/window_page.h"

class QAction;
class QLabel;
class QStackedLayout;
class QTreeView;

namespace destudio::widgets {
class EmptyState;
}

namespace destudio::ui {

class JobQueueSignals;
class JobModel;
struct WindowActions;

/// Everything that takes long, in the order in which it runs. The job actions work on the selected jobs while this page
/// is shown.
class JobsPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    JobsPage(JobQueueSignals& jobs, WindowActions& actions, QWidget* parent = nullptr);
    ~JobsPage() override;

    /// A button where there are no jobs yet.
    void set_start_action(QAction* action);
    QTreeView* view() const { return m_view; }
    JobModel* model() const { return m_model; }
    /// Selects a job and scrolls to it.
    void show_job(JobId id);

signals:
    /// A job was double-clicked or opened with the Return key.
    void open_requested(destudio::JobId id);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connect_actions();
    std::vector<JobId> selected() const;
    void cancel_selected(bool after_unit);
    void retry_selected();
    /// @param places -1 up, 1 down
    void move_selected(int places);
    void move_selected_first();
    void update();
    /// So that the keys have something to work on.
    void select_one();

    JobQueueSignals& m_jobs;
    WindowActions& m_actions;
    JobModel* m_model;
    QTreeView* m_view;
    QLabel* m_summary;
    QStackedLayout* m_stack;
    widgets::EmptyState* m_empty;
};

/// "2 running, 3 waiting · 0:41 left"; empty without unfinished jobs.
QString jobs_summary(const JobQueueSignals& jobs);

}  // namespace destudio::ui
