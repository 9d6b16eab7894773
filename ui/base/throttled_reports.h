// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <memory>
#include <utility>

#include "core/base/progress.h"

namespace destudio::ui {

/// Hands a worker's reports to the window about twelve times a second: it has better things to do than to count. For
/// one worker's thread.
template <class Report>
class ThrottledReports {
public:
    using Show = std::function<void(const Report&)>;

    /// @param owner  `show` is called on its thread, and never after it is gone
    ThrottledReports(QObject* owner, Show show) : m_owner(owner), m_show(std::move(show)) {}

    /// @param last  is always shown
    void report(const Report& now, bool last) {
        constexpr qint64 kIntervalMs = 80;
        if (m_since.isValid() && m_since.elapsed() < kIntervalMs && !last) {
            return;
        }
        m_since.start();
        QMetaObject::invokeMethod(
            m_owner, [show = m_show, now] { show(now); }, Qt::QueuedConnection);
    }

private:
    QObject* m_owner;
    Show m_show;
    QElapsedTimer m_since;
};

/// A sink for one worker's thread that shows progress in this way.
inline ProgressSink throttled_progress(QObject* owner, std::function<void(const Progress&)> show) {
    auto reports = std::make_shared<ThrottledReports<Progress>>(owner, std::move(show));
    return [reports](const Progress& now) { reports->report(now, now.total > 0 && now.done >= now.total); };
}

}  // namespace destudio::ui
