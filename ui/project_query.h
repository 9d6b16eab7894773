// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>

#include "core/project/project.h"

namespace destudio::ui {

/// Reads the project on a worker, on a connection of its own, and hands the answer to the window. Only the newest
/// question is answered; closing the project forgets it.
template <class Answer>
class ProjectQuery {
public:
    using Ask = std::function<Answer(Project&)>;
    using Done = std::function<void(const Answer&)>;
    using Failed = std::function<void(const QString&)>;

    /// @param owner the answer arrives on its thread, and never after it is gone
    explicit ProjectQuery(QObject* owner) : m_owner(owner) { m_pool.setMaxThreadCount(1); }
    ~ProjectQuery() {
        forget();
        m_pool.waitForDone();
    }

    void ask(const std::filesystem::path& project, Ask ask, Done done, Failed failed) {
        m_busy = true;
        m_pool.clear();
        m_pool.start([this, project, ask, done, failed, number = ++m_number] {
            auto answer = std::make_shared<Answer>();
            QString sentence;
            try {
                *answer = ask(*Project::open_for_reading(project));
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
    void forget() {
        ++m_number;
        m_busy = false;
        m_pool.clear();
    }
    bool busy() const { return m_busy; }

private:
    QObject* m_owner;
    QThreadPool m_pool;
    quint64 m_number = 0;
    bool m_busy = false;
};

}  // namespace destudio::ui
