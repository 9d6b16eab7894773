// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

class QAction;
class QLabel;
class QListView;

namespace destudio::ui {

class ProjectController;
class RecentModel;
class SamplePreview;

/// What stands in the window while no project is open: the projects that were open lately, each with a picture, or the
/// samples where there are none, and the ways to another.
class StartPage : public QWidget {
    Q_OBJECT

public:
    /// @param actions a button each, the first of them the one that a new person wants
    StartPage(ProjectController& projects, const QList<QAction*>& actions, QWidget* parent = nullptr);

    bool settled() const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void show_recent();
    void open(const QModelIndex& index);

    ProjectController& m_projects;
    RecentModel* m_recent;
    QListView* m_view;
    QLabel* m_title;
    QLabel* m_hint;
    std::vector<SamplePreview*> m_samples;
};

}  // namespace destudio::ui
