// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace destudio {

/// Prints how long after the start of the process a window was painted for the first time, and ends the program.
class StartupClock : public QObject {
    Q_OBJECT

public:
    explicit StartupClock(QObject* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_painted = false;
};

}  // namespace destudio
