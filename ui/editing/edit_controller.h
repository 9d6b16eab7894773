// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

#include "ui/session/box_target.h"
#include "widgets/canvas/canvas_box.h"

class QUndoCommand;

namespace destudio::ui {

class Workspace;

/// Turns what people do to boxes and variants into undo commands on the current project. Every function does nothing
/// when there is nothing it could act on.
class EditController : public QObject {
    Q_OBJECT

public:
    explicit EditController(Workspace& workspace, QObject* parent = nullptr);

    /// Draws a box of the class that was used last.
    void add_box(BoxTarget target, const Box& box);
    // Locked boxes are left as they are.
    void change_boxes(BoxTarget target, std::vector<widgets::BoxEdit> edits);
    void nudge_boxes(BoxTarget target, std::vector<widgets::BoxEdit> edits);
    void relabel_boxes(BoxTarget target, const std::vector<qint64>& keys, RowId class_id);
    /// Ghosts are dismissed.
    void remove_boxes(BoxTarget target, const std::vector<qint64>& keys);

    // On the current picture and its selected boxes.
    void remove_selected();
    void duplicate_selected();
    void copy_selected();
    void paste();
    /// Ignored regions instead of objects, or objects again when all are ignored already.
    void toggle_ignored();
    void choose_class(RowId class_id);
    /// Digit 1 is the first class, 0 the tenth; without a selected box it chooses the class to draw with.
    void choose_class_by_digit(int digit);
    /// The class of this name, appended to the project where it is new; for the selected boxes and later ones.
    void choose_class_by_name(const QString& name);
    /// The selected boxes as they are stored, without ghosts.
    std::vector<StoredAnnotation> selected_boxes() const;

    /// What copy_selected() took, and where from.
    struct Clipboard {
        std::filesystem::path project;
        BoxTarget source;
        std::vector<StoredAnnotation> boxes;
        std::vector<QString> classes;  ///< by name: another project's class ids mean other classes
    };
    const Clipboard& clipboard() const { return m_clipboard; }

    /// Accepts the current variant, or takes the acceptance back.
    void toggle_accepted();
    void toggle_rejected();
    /// Moves through the list that the current variant was opened from; else through reference and variants of the
    /// ladder and on to the next reference.
    void go(int direction);
    /// To the next variant that nobody reviewed: in the list that the current one was opened from, else in this
    /// reference and the ones after it; then from the beginning.
    void go_to_unreviewed();
    /// Accepts and goes there: one key an image.
    void accept_and_next();
    void reject_and_next();
    /// To the next or previous variant with the same seed and ratio as the current one, around the end.
    void go_in_stack(int direction);

private:
    void push(QUndoCommand* command);
    /// Adds boxes and selects them. @return whether any were added
    bool add(BoxTarget target, std::vector<StoredAnnotation> boxes, const QString& text);
    std::vector<qint64> unlocked(BoxTarget target, const std::vector<qint64>& keys) const;
    void toggle_state(VariantState state);
    void set_state(VariantState state);
    void step(int direction);
    void show(RowId variant_id);
    void step_in_list(std::size_t place, int direction);

    Workspace& m_workspace;
    Clipboard m_clipboard;
};

}  // namespace destudio::ui
