// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QTimer;

namespace destudio::ui {

class JobQueueSignals;
struct WindowActions;

/// The queue in one line of the status bar: which of how many jobs, progress, time left, pause and cancel. Hidden while
/// there is nothing to do. A click opens the jobs page.
class JobIndicator : public QWidget {
    Q_OBJECT

public:
    JobIndicator(JobQueueSignals& jobs, WindowActions& actions, QWidget* parent = nullptr);
    /// "2 of 5 · 0:41"
    QString text() const;

signals:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void refresh();

    JobQueueSignals& m_jobs;
    QLabel* m_text;
    QProgressBar* m_bar;
    QTimer* m_timer;
    int m_finished = 0;  ///< jobs of this batch that ended: since the queue was last empty
};

}  // namespace destudio::ui
