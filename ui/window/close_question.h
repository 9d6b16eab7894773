// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

class QWidget;

namespace destudio::ui {

struct WindowControllers;

/// Asks before closing the window interrupts work.
class CloseQuestion {
    Q_DECLARE_TR_FUNCTIONS(destudio::ui::CloseQuestion)
public:
    /// What closing would interrupt, in one sentence; empty when nothing runs.
    static QString running_work(const WindowControllers& controllers);
    /// Asks when something runs, unless the person said not to be asked. @return whether to close
    static bool may_close(const WindowControllers& controllers, QWidget* window);
};

}  // namespace destudio::ui
