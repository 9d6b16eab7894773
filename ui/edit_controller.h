// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <optional>

#include "ui/box_target.h"

class QPoint;
class QUndoCommand;

namespace destudio::ui {

class Workspace;

/// Turns what people do to boxes and variants into undo commands on the current project. Every function does nothing
/// when there is nothing it could act on.
class EditController : public QObject {
    Q_OBJECT

public:
    explicit EditController(Workspace& workspace, QObject* parent = nullptr);

    void add_box(BoxTarget target, const Box& box);
    void change_box(BoxTarget target, qint64 key, const Box& box);
    void nudge_box(BoxTarget target, qint64 key, const Box& box);
    void relabel_box(BoxTarget target, qint64 key, RowId class_id);
    void remove_box(BoxTarget target, qint64 key);

    // On the current picture and its selected box.
    void remove_selected();
    void duplicate_selected();
    void copy_selected();
    void paste();
    /// Digit 1 is the first class, 0 the tenth; without a selected box it chooses the class to draw with.
    void choose_class_by_digit(int digit);
    /// The class of this name, appended to the project where it is new; for the selected box and later ones.
    void choose_class_by_name(const QString& name);
    /// Accepts the current variant, or takes the acceptance back.
    void toggle_accepted();
    void toggle_rejected();
    /// Moves through reference and variants of the ladder and on to the next reference.
    void go(int direction);
    /// To the next or previous variant with the same seed and ratio as the current one, around the end.
    void go_in_stack(int direction);

private:
    void push(QUndoCommand* command);
    void choose_class(RowId class_id);
    void toggle_state(VariantState state);
    std::optional<Annotation> selected_box() const;
    void duplicate(const Annotation& box, double offset);
    void step(int direction);

    Workspace& m_workspace;
    std::optional<Annotation> m_clipboard;
    QString m_clipboard_class;
};

}  // namespace destudio::ui
