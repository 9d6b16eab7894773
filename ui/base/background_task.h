// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

#include "ui/base/throttled_reports.h"

namespace destudio::ui {

/// Works something out on a worker and hands the answer to the window. Only the newest order is answered; an older one
/// is told to stop.
template <class Answer>
class BackgroundTask {
public:
    using Work = std::function<Answer(std::stop_token)>;
    using ReportingWork = std::function<Answer(std::stop_token, const ProgressSink&)>;
    using Show = std::function<void(const Progress&)>;
    using Done = std::function<void(const Answer&)>;
    using Failed = std::function<void(const QString&)>;

    /// @param owner the answer arrives on its thread, and never after it is gone
    explicit BackgroundTask(QObject* owner) : m_owner(owner) { m_pool.setMaxThreadCount(1); }
    ~BackgroundTask() {
        forget();
        m_pool.waitForDone();
    }
    BackgroundTask(const BackgroundTask&) = delete;
    BackgroundTask& operator=(const BackgroundTask&) = delete;

    void start(Work work, Done done, Failed failed) {
        run(begin(), std::move(work), std::move(done), std::move(failed));
    }
    /// The same for work that reports how far it is.
    /// @param show  gets about twelve reports a second and the last one, on the owner's thread
    void start(ReportingWork work, Show show, Done done, Failed failed) {
        const quint64 number = begin();
        const ProgressSink progress =
            throttled_progress(m_owner, [this, number, show = std::move(show)](const Progress& now) {
                if (number == m_number) {
                    show(now);
                }
            });
        run(
            number,
            [work = std::move(work), progress](std::stop_token stop) { return work(std::move(stop), progress); },
            std::move(done), std::move(failed));
    }
    /// Nobody waits for the answer any more.
    void forget() {
        ++m_number;
        m_busy = false;
        m_stop.request_stop();
        m_pool.clear();
    }
    /// The work should end; failed() will say that it was cancelled.
    void cancel() { m_stop.request_stop(); }
    bool busy() const { return m_busy; }

private:
    quint64 begin() {
        forget();
        m_busy = true;
        m_stop = std::stop_source();
        return ++m_number;
    }
    void run(quint64 number, Work work, Done done, Failed failed) {
        m_pool.start([this, work, done, failed, stop = m_stop.get_token(), number] {
            auto answer = std::make_shared<Answer>();
            QString sentence;
            try {
                *answer = work(stop);
            } catch (const std::exception& error) {
                sentence = QString::fromUtf8(error.what());
            }
            QMetaObject::invokeMethod(
                m_owner,
                [this, number, answer, sentence, done, failed] {
                    if (number != m_number) {
                        return;
                    }
                    m_busy = false;
                    if (sentence.isEmpty()) {
                        done(*answer);
                    } else {
                        failed(sentence);
                    }
                },
                Qt::QueuedConnection);
        });
    }

    QObject* m_owner;
    QThreadPool m_pool;
    std::stop_source m_stop;
    quint64 m_number = 0;
    bool m_busy = false;
};

}  // namespace destudio::ui
