// SPDX-License-Identifier: Apache-2.0
#pragma once

class QToolBar;

namespace destudio::ui {

class WindowPage;
struct WindowActions;

/// Fills the window's one bar with the pages.
void fill_tool_bar(QToolBar* bar, const WindowActions& actions);
/// Puts the tools behind them that have something to do on a page, in place of another page's.
void show_tools(QToolBar* bar, const WindowActions& actions, WindowPage& page);

}  // namespace destudio::ui
