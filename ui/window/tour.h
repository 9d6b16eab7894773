// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <vector>

#include "widgets/base/coach_mark.h"

namespace destudio::ui {

class MainWindow;

/// Shows a newcomer round the real window in about a minute, on the sample project where nothing is open. It can be
/// left at any step and started again from the Help menu.
class Tour : public QObject {
    Q_OBJECT

public:
    explicit Tour(MainWindow& window);
    ~Tour() override;

    void start();
    /// Starts it unless this person has taken or left it before.
    void offer();
    bool running() const { return m_mark != nullptr; }
    int step() const { return m_step; }
    int steps() const { return static_cast<int>(m_steps.size()); }

private:
    struct Step {
        QString title;
        QString text;
        std::function<QWidget*()> target;  ///< brings the page there; nullptr: the middle of the window
    };
    void collect();
    void begin();
    void show(int step);
    void end();
    QString key(const char* action) const;

    MainWindow& m_window;
    std::vector<Step> m_steps;
    QPointer<widgets::CoachMark> m_mark;
    int m_step = 0;
};

}  // namespace destudio::ui
