// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <functional>

class QWheelEvent;
class QWidget;

namespace destudio::ui {

/// Whole notches of a wheel. A touch pad tells them in small parts, which are added up.
class WheelSteps {
public:
    /// @return notches since the last whole one, upwards positive
    int take(const QWheelEvent& event);

private:
    int m_rest = 0;
};

/// Calls `step` with -1 or 1 for each notch of the plain wheel over the widget, and for its Down and Up keys where the
/// widget has the focus. What is scrolled around it stays.
void step_by_wheel(QWidget* widget, std::function<void(int direction)> step);

}  // namespace destudio::ui
