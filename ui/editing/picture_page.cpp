// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/picture_page.h"

#include <cmath>

#include "ui/editing/box_tools.h"
#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr double kZoomStep = 1.25;

}  // namespace

PicturePage::PicturePage(Workspace& workspace, EditController& edits, BoxTools& tools, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_edits(edits), m_tools(tools) {}

ActionState PicturePage::action_state() const {
    ActionState state;
    const auto target = current_target();
    state.pictures = target.has_value();
    state.canvas = target.has_value();
    state.boxes = target && !m_workspace.boxes().empty();
    state.variant = target && target->is_variant();
    state.decisions = state.variant;
    return state;
}

std::optional<BoxTarget> PicturePage::current_target() const {
    return m_workspace.target();
}

void PicturePage::accept() {
    m_edits.toggle_accepted();
}

void PicturePage::reject() {
    m_edits.toggle_rejected();
}

void PicturePage::go(int direction) {
    m_edits.go(direction);
}

void PicturePage::accept_and_next() {
    m_edits.accept_and_next();
}

void PicturePage::reject_and_next() {
    m_edits.reject_and_next();
}

void PicturePage::go_to_unreviewed() {
    m_edits.go_to_unreviewed();
}

void PicturePage::take_focus() {
    if (widgets::BoxCanvas* shown = canvas()) {
        shown->setFocus();
    }
}

void PicturePage::relabel() {
    m_tools.ask_class_at_box(canvas());
}

void PicturePage::zoom(int steps) {
    if (widgets::BoxCanvas* shown = canvas()) {
        shown->zoom_by(std::pow(kZoomStep, steps));
    }
}

}  // namespace destudio::ui
