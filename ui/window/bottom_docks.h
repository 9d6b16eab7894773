// SPDX-License-Identifier: Apache-2.0
#pragma once

class QMainWindow;

namespace destudio::ui {

class IssueModel;
class IssuesPanel;
struct WindowActions;

/// Puts the issues and the log below the pages, hidden until their actions show them. @return the panel of issues
IssuesPanel* add_bottom_docks(QMainWindow& window, IssueModel& issues, const WindowActions& actions);

}  // namespace destudio::ui
