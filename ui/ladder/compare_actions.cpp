// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/compare_actions.h"

#include <QAction>

#include "ui/actions/window_actions.h"
#include "widgets/ladder/compare_view.h"

namespace destudio::ui {
namespace {

using widgets::CompareView;

constexpr double kWipeStep = 0.05;

}  // namespace

void connect_compare_actions(WindowActions& actions, CompareView* view) {
    const auto choose = [view](CompareView::Mode mode, bool on) {
        if (on || view->mode() == mode) {
            view->set_mode(on ? mode : CompareView::Mode::kOff);
        }
    };
    QObject::connect(actions.difference, &QAction::toggled, view,
                     [choose](bool on) { choose(CompareView::Mode::kDifference, on); });
    QObject::connect(actions.wipe, &QAction::toggled, view,
                     [choose](bool on) { choose(CompareView::Mode::kWipe, on); });
    QObject::connect(view, &CompareView::mode_changed, view, [&actions](CompareView::Mode mode) {
        actions.difference->setChecked(mode == CompareView::Mode::kDifference);
        actions.wipe->setChecked(mode == CompareView::Mode::kWipe);
        actions.wipe_left->setEnabled(mode == CompareView::Mode::kWipe);
        actions.wipe_right->setEnabled(mode == CompareView::Mode::kWipe);
    });
    QObject::connect(actions.wipe_left, &QAction::triggered, view,
                     [view] { view->set_split(view->split() - kWipeStep); });
    QObject::connect(actions.wipe_right, &QAction::triggered, view,
                     [view] { view->set_split(view->split() + kWipeStep); });
    actions.wipe_left->setEnabled(false);
    actions.wipe_right->setEnabled(false);
}

}  // namespace destudio::ui
