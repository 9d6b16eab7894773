// SPDX-License-Identifier: Apache-2.0
#include "ui/window/issue_collector.h"

#include "core/base/log.h"
#include "ui/window/issue_model.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

IssueCollector::IssueCollector(WindowControllers& controllers, IssueModel& issues, QObject* parent)
    : QObject(parent), m_issues(issues) {
    connect(&controllers.workspace, &Workspace::issue, this, [this](const QString& sentence, const IssuePlace& place) {
        spdlog::warn("{}", sentence.toStdString());
        m_issues.add(sentence, place);
    });
    connect(&controllers.workspace, &Workspace::session_closing, &m_issues, &IssueModel::clear);
    // A job that runs again, or is off the list, is an issue no more.
    connect(&controllers.jobs, &JobQueueSignals::job_changed, this, [this](const JobStatus& status) {
        if (status.state == JobState::kQueued || status.state == JobState::kRunning) {
            m_issues.settle_job(status.id);
        }
    });
    follow_exports(controllers);
    follow_images(controllers);
}

template <class Matches>
void IssueCollector::settle(Matches matches) {
    for (int row = m_issues.rowCount() - 1; row >= 0; --row) {
        if (matches(m_issues.place(row))) {
            m_issues.dismiss(row);
        }
    }
}

void IssueCollector::follow_exports(WindowControllers& controllers) {
    connect(&controllers.exports, &ExportController::finished, this, [this](const ExportResult& result) {
        if (result.ok) {
            settle([](const IssuePlace& place) { return place.exporting; });
        }
        if (result.failed) {
            add_export_issue(result.sentence);
        }
    });
    connect(&controllers.exports, &ExportController::report_finished, this,
            [this](const QString&, const QString& sentence, bool failed) {
                if (failed) {
                    add_export_issue(sentence);
                }
            });
}

void IssueCollector::add_export_issue(const QString& sentence) {
    spdlog::warn("{}", sentence.toStdString());
    m_issues.add(sentence, IssuePlace::export_page());
}

void IssueCollector::follow_images(WindowControllers& controllers) {
    connect(&controllers.projects, &ProjectController::missing_found, this, [this](int number, const QString& first) {
        m_issues.add(tr("%n references are not where they were, %1 among them.", nullptr, number).arg(first),
                     IssuePlace::moved_images());
    });
    connect(&controllers.projects, &ProjectController::relinked, this, [this](int, int still_missing) {
        if (still_missing == 0) {
            settle([](const IssuePlace& place) { return place.moved; });
        }
    });
}

}  // namespace destudio::ui
