// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace destudio::ui {

class LogModel;

/// The log with a filter by level, a search and a way to copy lines.
class LogPanel : public QWidget {
    Q_OBJECT

public:
    explicit LogPanel(QWidget* parent = nullptr);
    ~LogPanel() override;

    QTreeView* view() const { return m_view; }
    /// The selected lines, or all that are shown, onto the clipboard.
    void copy();
    void focus_search();

private:
    void build();
    void filter();
    void follow_end();

    LogModel* m_model;
    QSortFilterProxyModel* m_shown;
    QComboBox* m_level;
    QLineEdit* m_search;
    QTreeView* m_view;
    bool m_at_end = true;
};

}  // namespace destudio::ui
