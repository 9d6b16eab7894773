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
    QAction* versions;
    QAction* quit;

    QAction* undo;
    QAction* redo;
    QAction* copy;
    QAction* paste;
    QAction* duplicate;
    QAction* remove;
    QAction* relabel;
    QAction* edit_classes;
    QAction* author_name;
    QAction* ignore;
    QAction* lock;
    QAction* hide;
    QAction* show_hidden;
    QAction* carry;  ///< to the other variants of the reference, verified
    QAction* adopt;  ///< ghosts and suppressed detections
    QAction* select_all;
    QAction* select_same_class;
    QAction* select_next_too;
    QAction* box_list;  ///< to the list of boxes, and back to the picture

    QAction* draw;  ///< checkable
    QAction* select_mode;
    QAction* accept;
    QAction* reject;
    QAction* accept_up_to;  ///< what is not reviewed at the current ratio and below
    QAction* previous;
    QAction* next;
    QAction* next_in_stack;  ///< variants with the same seed and ratio
    QAction* previous_in_stack;
    QAction* next_unreviewed;
    QAction* accept_and_next;
    QAction* reject_and_next;

    QAction* fit;
    QAction* fit_width;
    QAction* actual_size;
    QAction* zoom_in;
    QAction* zoom_out;
    QAction* boxes_visible;  ///< checkable, as the next two
    QAction* minimap;
    QAction* crosshair;
    QAction* labels;
    QAction* thicker_lines;
    QAction* brighter;
    QAction* darker;
    QAction* more_contrast;
    QAction* less_contrast;
    QAction* neutral_tone;
    QAction* difference;  ///< checkable; variants as differences to the reference
    QAction* wipe;        ///< checkable; the reference left of a line
    QAction* wipe_left;
    QAction* wipe_right;
    QAction* inspect;  ///< while its key is held
    QAction* find_missed;

    QAction* generate;
    QAction* generate_all;
    QAction* scale_up;
    QAction* cancel;
    QAction* fine_tune;       ///< the training page, with the corrections chosen
    QAction* cancel_after;    ///< the image in progress is finished
    QAction* presets;         ///< opens their menu
    QAction* more_like_this;  ///< another seed
    QAction* less_change;     ///< the current variant at a lower ratio
    QAction* more_change;
    QAction* rerun;       ///< and compare with the original
    QAction* rerun_file;  ///< a recipe from a file

    QAction* pause_jobs;  ///< checkable
    QAction* cancel_job;  ///< these act on the selected jobs
    QAction* cancel_job_after;
    QAction* retry_job;
    QAction* job_first;
    QAction* job_up;
    QAction* job_down;
    QAction* clear_jobs;
    QAction* issues_dock;  ///< checkable
    QAction* log_dock;     ///< checkable

    QActionGroup* pages;  ///< exclusive; data() is the page
    QAction* ladder_page;
    QAction* editor_page;
    QAction* gallery_page;
    QAction* charts_page;
    QAction* export_page;
    QAction* training_page;
    QAction* evaluation_page;
    QAction* jobs_page;
    QAction* models_page;
    QAction* map_page;
    QAction* review_queue;
    QAction* search;
    QAction* refresh;

    QAction* guide;  ///< the chapter of the page that is shown
    QAction* key_sheet;
    QAction* edit_keys;
    QAction* tour;
    QAction* about;

    QAction* domain_page;  ///< the last of `pages`
};

}  // namespace destudio::ui
