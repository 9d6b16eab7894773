// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace destudio::ui {

class Workspace;

/// Asks under which name changes of boxes are kept in their history, and uses it from now on.
void ask_author_name(Workspace& workspace, QWidget* window);

}  // namespace destudio::ui
