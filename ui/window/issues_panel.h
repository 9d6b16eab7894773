// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "ui/session/issue.h"

class QAction;
class QStackedLayout;
class QTreeView;

namespace destudio::ui {

class IssueModel;

/// The issues with a way to where each can be looked at, and to dismiss them.
class IssuesPanel : public QWidget {
    Q_OBJECT

public:
    explicit IssuesPanel(IssueModel& model, QWidget* parent = nullptr);
    ~IssuesPanel() override;

    QTreeView* view() const { return m_view; }

signals:
    void go_requested(const destudio::ui::IssuePlace& place);

private:
    void build();
    void go(int row);
    void dismiss_selected();
    void update();

    IssueModel& m_model;
    QTreeView* m_view;
    QStackedLayout* m_stack;
    QAction* m_go;
    QAction* m_dismiss;
    QAction* m_dismiss_all;
};

}  // namespace destudio::ui
