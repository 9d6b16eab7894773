// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::ui {

struct WindowActions;

/// Which kinds of actions have something to act on. The page that is shown states it; what needs a project and no
/// particular page is apply_project()'s.
struct ActionState {
    bool pictures = false;   ///< some to go through: next, relabel, zoom, inspect
    bool decisions = false;  ///< accept, reject
    bool canvas = false;     ///< a picture lies on one: draw, paste, select, fit, how it is shown
    bool boxes = false;      ///< selected ones: copy, remove, ignore, lock
    bool variant = false;    ///< the canvas shows one: its stack, variations of it, its suppressed detections
    bool ladder = false;     ///< variants beside their reference: difference, wipe, accept up to a ratio
    bool search = false;     ///< one that can be made again: refresh

    bool operator==(const ActionState&) const = default;
};

/// Switches the actions of each kind on or off.
void apply(const ActionState& state, const WindowActions& actions);
/// The same for what needs an open project, whatever page is shown.
void apply_project(bool open, const WindowActions& actions);

}  // namespace destudio::ui
