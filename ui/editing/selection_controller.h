// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <vector>

#include "ui/session/box_target.h"

namespace destudio::ui {

class Workspace;

/// Which boxes of the current picture are selected, locked and hidden.
class SelectionController : public QObject {
    Q_OBJECT

public:
    explicit SelectionController(Workspace& workspace, QObject* parent = nullptr);

    void select_all();
    /// Every box of the selected boxes' classes.
    void select_same_class();
    /// The next box in addition to those that are selected.
    void select_next_too();

    /// Locks the selected boxes, or unlocks them when all are locked.
    void toggle_locked();
    void hide_selected();
    void show_hidden();

private:
    /// Those that the canvas shows, ghosts last.
    std::vector<qint64> visible_keys(bool ghosts) const;

    Workspace& m_workspace;
};

}  // namespace destudio::ui
