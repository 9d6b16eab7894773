// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/action_state.h"

#include <QAction>
#include <initializer_list>

#include "ui/actions/window_actions.h"

namespace destudio::ui {
namespace {

void enable(bool on, std::initializer_list<QAction*> actions) {
    for (QAction* action : actions) {
        action->setEnabled(on);
    }
}

}  // namespace

void apply(const ActionState& state, const WindowActions& actions) {
    enable(state.pictures, {actions.previous, actions.next, actions.relabel, actions.zoom_in, actions.zoom_out,
                            actions.inspect, actions.find_missed});
    enable(state.pictures, {actions.next_unreviewed});
    enable(state.decisions, {actions.accept, actions.reject, actions.accept_and_next, actions.reject_and_next});
    enable(state.canvas, {actions.draw, actions.select_mode, actions.paste, actions.select_all, actions.select_next_too,
                          actions.box_list, actions.show_hidden, actions.carry});
    enable(state.canvas, {actions.fit, actions.fit_width, actions.actual_size, actions.boxes_visible, actions.labels,
                          actions.minimap, actions.crosshair, actions.thicker_lines, actions.brighter, actions.darker,
                          actions.more_contrast, actions.less_contrast, actions.neutral_tone});
    enable(state.boxes, {actions.copy, actions.duplicate, actions.remove, actions.ignore, actions.lock, actions.hide,
                         actions.select_same_class});
    enable(state.variant, {actions.next_in_stack, actions.previous_in_stack, actions.adopt, actions.more_like_this,
                           actions.less_change, actions.more_change, actions.rerun});
    enable(state.ladder, {actions.accept_up_to, actions.difference, actions.wipe});
    enable(state.search, {actions.refresh});
}

void apply_project(bool open, const WindowActions& actions) {
    enable(open, {actions.close_project, actions.add_images, actions.add_folder, actions.locate, actions.versions,
                  actions.edit_classes, actions.review_queue, actions.search, actions.scale_up, actions.rerun_file,
                  actions.fine_tune});
}

}  // namespace destudio::ui
