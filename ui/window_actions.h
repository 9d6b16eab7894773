// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

class QAction;
class QActionGroup;
class QUndoGroup;

namespace destudio::ui {

class ActionRegistry;

/// The window's actions with their texts, icons and keys; the window connects them and puts them into menus.
struct WindowActions {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::WindowActions)
public:
    /// @param parent owns the actions @param undo_group the stacks that undo and redo act on
    WindowActions(QObject* parent, QUndoGroup& undo_group);
    /// Every action below needs a line there: it names the action in the settings and in the key sheet.
    void register_in(ActionRegistry& registry) const;

    QAction* new_project;
    QAction* open_project;
    QAction* open_sample;
    QAction* close_project;
    QAction* add_images;
    QAction* add_folder;
    QAction* locate;  ///< moved references
    QAction* quit;

    QAction* undo;
    QAction* redo;
    QAction* copy;
    QAction* paste;
    QAction* duplicate;
    QAction* remove;
    QAction* relabel;
    QAction* edit_classes;

    QAction* draw;  ///< checkable
    QAction* accept;
    QAction* reject;
    QAction* accept_up_to;  ///< what is not reviewed at the current ratio and below
    QAction* previous;
    QAction* next;
    QAction* next_in_stack;  ///< variants with the same seed and ratio
    QAction* previous_in_stack;
    QAction* fit;

    QAction* generate;
    QAction* generate_all;
    QAction* scale_up;
    QAction* cancel;

    QActionGroup* pages;  ///< exclusive; data() is the page
    QAction* ladder_page;
    QAction* editor_page;
    QAction* gallery_page;
    QAction* charts_page;
    QAction* export_page;
    QAction* review_queue;
    QAction* search;
    QAction* refresh;

    QAction* key_sheet;
    QAction* edit_keys;
    QAction* tour;
    QAction* about;
};

}  // namespace destudio::ui
