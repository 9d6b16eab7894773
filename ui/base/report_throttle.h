// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>

namespace destudio::ui {

/// Lets a worker's reports through to the window about ten times a second: it has better things to do than to count.
/// For one thread.
class ReportThrottle {
public:
    /// Whether to tell this one; always when it is the last.
    bool due(bool last = false) {
        constexpr qint64 kIntervalMs = 80;
        if (m_since.isValid() && m_since.elapsed() < kIntervalMs && !last) {
            return false;
        }
        m_since.start();
        return true;
    }

private:
    QElapsedTimer m_since;
};

}  // namespace destudio::ui
