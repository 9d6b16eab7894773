// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::widgets {
class CompareView;
}

namespace destudio::ui {

struct WindowActions;

/// Ties the actions for difference and wipe to a ladder's view: at most one of the two is on, and choosing it again
/// turns it off.
void connect_compare_actions(WindowActions& actions, widgets::CompareView* view);

}  // namespace destudio::ui
