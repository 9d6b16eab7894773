// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace destudio::ui {

class ActionRegistry;

/// All actions and their keys at one look, by group; typing leaves those that match.
class KeySheet : public QDialog {
    Q_OBJECT

public:
    /// @param change  opens the keys dialog
    KeySheet(const ActionRegistry& registry, QAction* change, QWidget* parent = nullptr);
    /// The texts that are shown now: for each action "text: keys".
    QStringList shown() const;

private:
    struct Row {
        QLabel* text;
        QLabel* keys;
        QWidget* group;
        int entry;
    };
    void add_groups(QGridLayout* grid);
    void filter(const QString& text);
    void show_keys(int entry);

    const ActionRegistry& m_registry;
    QLineEdit* m_search;
    QLabel* m_nothing;
    std::vector<Row> m_rows;
};

}  // namespace destudio::ui
