// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

class QAction;
class QLabel;
class QStatusBar;

namespace destudio::ui {

class GeneratePanel;
class IssueModel;
struct WindowActions;
struct WindowControllers;

/// The window's lowest line: what is being generated, the jobs, the bundle, and how many issues there are.
class StatusLine : public QObject {
    Q_OBJECT

public:
    StatusLine(QStatusBar* bar, WindowControllers& controllers, const GeneratePanel& panel, const IssueModel& issues,
               WindowActions& actions, QObject* parent);

signals:
    void jobs_requested();

private:
    void add_issue_count(QStatusBar* bar, const IssueModel& issues, QAction* issues_dock);
    void update();
    /// What was just done, and that it can be taken back.
    void echo(int index);

    WindowControllers& m_controllers;
    const GeneratePanel& m_panel;
    QLabel* m_status;
    QLabel* m_bundle;
    QString m_echo;
    QTimer m_echo_end;
    int m_undo_index = 0;
};

}  // namespace destudio::ui
