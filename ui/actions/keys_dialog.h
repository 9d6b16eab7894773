// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace destudio::ui {

class ActionRegistry;

/// Search an action, press the keys it should have. Every change counts at once and is kept; a key that another action
/// has is told before it is taken from there.
class KeysDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeysDialog(ActionRegistry& registry, QWidget* parent = nullptr);
    ~KeysDialog() override;

private:
    int current() const;
    QKeySequence recorded() const;
    void show_current();
    void show_conflict();
    void give(bool only);

    ActionRegistry& m_registry;
    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_search;
    QTableView* m_table;
    QLabel* m_title;
    QKeySequenceEdit* m_record;
    QPushButton* m_set;
    QPushButton* m_add;
    QPushButton* m_clear;
    QPushButton* m_reset;
    QLabel* m_conflict;
};

}  // namespace destudio::ui
