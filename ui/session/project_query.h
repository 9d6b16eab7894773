// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/project/project.h"
#include "ui/base/background_task.h"

namespace destudio::ui {

/// Reads the project on a worker, on a connection of its own, and hands the answer to the window. Only the newest
/// question is answered; closing the project forgets it.
template <class Answer>
class ProjectQuery {
public:
    using Ask = std::function<Answer(Project&)>;

    /// @param owner the answer arrives on its thread, and never after it is gone
    explicit ProjectQuery(QObject* owner) : m_task(owner) {}

    void ask(const std::filesystem::path& project, Ask ask, typename BackgroundTask<Answer>::Done done,
             typename BackgroundTask<Answer>::Failed failed) {
        m_task.start([project, ask](std::stop_token) { return ask(*Project::open_for_reading(project)); }, done,
                     failed);
    }
    void forget() { m_task.forget(); }
    bool busy() const { return m_task.busy(); }

private:
    BackgroundTask<Answer> m_task;
};

}  // namespace destudio::ui
