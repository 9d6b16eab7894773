// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <optional>

#include "core/project/store/types.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;
class QToolButton;

namespace destudio::ui {

class ClassModel;
class Workspace;

/// The project's class list: add, rename, recolor, reorder, merge, remove, and a lower bound for each class. What a
/// change will touch is told before it is made; each is one step of undo.
class ClassesDialog : public QDialog {
    Q_OBJECT

public:
    /// @param undo, redo  the window's; their keys work here, too
    ClassesDialog(Workspace& workspace, QAction* undo, QAction* redo, QWidget* parent = nullptr);
    ~ClassesDialog() override;

    /// What the dialog says the pending change will do.
    QString effect() const;
    void choose(RowId class_id);
    bool settled() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* build_list();
    QWidget* build_fields();
    void connect_fields();
    const ProjectClass* current() const;
    void show_current();
    void show_effect();
    void show_buttons();
    QStringList pending_effects() const;
    QString merge_effect() const;
    QString place_effect(int place) const;
    void add();
    void apply();
    void merge();
    void remove();
    void move_to(RowId class_id, int place);
    void set_color(QRgb color);
    void fill_colors();
    std::optional<int> wanted_bound() const;

    Workspace& m_workspace;
    ClassModel* m_model;
    QTableView* m_table;
    QPushButton* m_add;
    QToolButton* m_up;
    QToolButton* m_down;
    QToolButton* m_remove;
    QWidget* m_fields = nullptr;
    QLineEdit* m_name;
    QPushButton* m_color;
    QSpinBox* m_bound;
    QPushButton* m_apply;
    QComboBox* m_into;
    QPushButton* m_merge;
    QLabel* m_effect;
    RowId m_class = 0;  ///< the one that the fields are about
    QRgb m_wanted_color = 0;
};

}  // namespace destudio::ui
