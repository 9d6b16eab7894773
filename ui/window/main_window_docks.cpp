// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QDockWidget>
#include <QStatusBar>
#include <QToolButton>

#include "core/base/log.h"
#include "ui/jobs/jobs_page.h"
#include "ui/window/issues_panel.h"
#include "ui/window/log_panel.h"
#include "ui/window/main_window.h"

// The docks below the pages: what went wrong, and the log.
namespace destudio::ui {
namespace {

constexpr int kDockHeight = 180;

/// A dock at the window's bottom that an action shows and hides.
QDockWidget* add_dock(QMainWindow* window, QWidget* content, QAction* toggle, const char* name) {
    auto* dock = new QDockWidget(toggle->iconText(), window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    dock->setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    window->addDockWidget(Qt::BottomDockWidgetArea, dock);
    dock->hide();
    QObject::connect(toggle, &QAction::triggered, dock, [dock](bool shown) {
        dock->setVisible(shown);
        if (shown) {
            dock->raise();
            dock->widget()->setFocus();
        }
    });
    QObject::connect(dock->toggleViewAction(), &QAction::toggled, toggle, &QAction::setChecked);
    return dock;
}

}  // namespace

void MainWindow::build_docks() {
    auto* issues = new IssuesPanel(m_issues);
    issues->setFocusProxy(issues->view());
    auto* log = new LogPanel;
    log->setFocusProxy(log->view());
    auto* issues_dock = add_dock(this, issues, m_actions.issues_dock, "issues_dock");
    auto* log_dock = add_dock(this, log, m_actions.log_dock, "log_dock");
    tabifyDockWidget(issues_dock, log_dock);
    resizeDocks({issues_dock, log_dock}, {kDockHeight, kDockHeight}, Qt::Vertical);

    auto* count = new QToolButton;
    count->setObjectName(QStringLiteral("issue_count"));
    count->setDefaultAction(m_actions.issues_dock);
    count->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    count->setIconSize({14, 14});
    count->setAutoRaise(true);
    statusBar()->addPermanentWidget(count);
    const auto show_count = [this, count] {
        count->setText(tr("%n issues", nullptr, m_issues.rowCount()));
        count->setVisible(m_issues.rowCount() > 0);
    };
    connect(&m_issues, &QAbstractItemModel::rowsInserted, count, show_count);
    connect(&m_issues, &QAbstractItemModel::rowsRemoved, count, show_count);
    connect(&m_issues, &QAbstractItemModel::modelReset, count, show_count);
    show_count();

    connect(&m_workspace, &Workspace::issue, &m_issues, [this](const QString& sentence, const IssuePlace& place) {
        spdlog::warn("{}", sentence.toStdString());
        m_issues.add(sentence, place);
    });
    connect(&m_workspace, &Workspace::session_closing, &m_issues, &IssueModel::clear);
    connect(issues, &IssuesPanel::go_requested, this, &MainWindow::go_to);
    // A job that runs again, or is off the list, is an issue no more.
    connect(&m_jobs, &JobController::job_changed, &m_issues, [this](const JobStatus& status) {
        if (status.state == JobState::kQueued || status.state == JobState::kRunning) {
            m_issues.settle_job(status.id);
        }
    });
    const auto add_export_issue = [this](const QString& sentence) {
        spdlog::warn("{}", sentence.toStdString());
        m_issues.add(sentence, IssuePlace::export_page());
    };
    connect(&m_exports, &ExportController::finished, &m_issues, [this, add_export_issue](const ExportResult& result) {
        for (int row = m_issues.rowCount() - 1; row >= 0 && result.ok; --row) {
            if (m_issues.place(row).exporting) {
                m_issues.dismiss(row);
            }
        }
        if (result.failed) {
            add_export_issue(result.sentence);
        }
    });
    connect(&m_exports, &ExportController::report_finished, &m_issues,
            [add_export_issue](const QString&, const QString& sentence, bool failed) {
                if (failed) {
                    add_export_issue(sentence);
                }
            });
    connect(&m_projects, &ProjectController::missing_found, &m_issues, [this](int number, const QString& first) {
        m_issues.add(tr("%n references are not where they were, %1 among them.", nullptr, number).arg(first),
                     IssuePlace::moved_images());
    });
    connect(&m_projects, &ProjectController::relinked, &m_issues, [this](int, int still_missing) {
        for (int row = m_issues.rowCount() - 1; row >= 0 && still_missing == 0; --row) {
            if (m_issues.place(row).moved) {
                m_issues.dismiss(row);
            }
        }
    });
}

void MainWindow::go_to(const IssuePlace& place) {
    Session* session = m_workspace.session();
    if (place.job_id != 0) {
        show_page(Page::kJobs);
        m_jobs_page->show_job(place.job_id);
    } else if (place.exporting) {
        show_page(Page::kExport);
    } else if (place.moved) {
        m_actions.locate->trigger();
    } else if (session != nullptr && place.variant_id != 0) {
        session->attempt([&] {
            m_workspace.set_reference(session->project().variants().get(place.variant_id).reference_id);
            m_workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, place.variant_id});
            show_page(Page::kEditor);
        });
    } else if (session != nullptr && place.reference_id != 0) {
        m_workspace.set_reference(place.reference_id);
        show_page(Page::kLadder);
    }
}

}  // namespace destudio::ui
