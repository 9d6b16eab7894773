// SPDX-License-Identifier: Apache-2.0
#pragma once

class QToolBar;

namespace destudio::ui {

struct WindowActions;

/// Fills the window's one bar: the pages, and what is used most.
void fill_tool_bar(QToolBar* bar, const WindowActions& actions);

}  // namespace destudio::ui
