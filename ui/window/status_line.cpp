// SPDX-License-Identifier: Apache-2.0
#include "ui/window/status_line.h"

#include <QAction>
#include <QLabel>
#include <QStatusBar>
#include <QToolButton>

#include "ui/actions/window_actions.h"
#include "ui/generate/generate_panel.h"
#include "ui/jobs/job_indicator.h"
#include "ui/window/issue_model.h"
#include "ui/window/window_controllers.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

StatusLine::StatusLine(QStatusBar* bar, WindowControllers& controllers, const GeneratePanel& panel,
                       const IssueModel& issues, WindowActions& actions, QObject* parent)
    : QObject(parent), m_controllers(controllers), m_panel(panel), m_status(new QLabel), m_bundle(new QLabel) {
    auto* indicator = new JobIndicator(controllers.jobs, actions);
    connect(indicator, &JobIndicator::clicked, this, &StatusLine::jobs_requested);
    m_status->setContentsMargins(widgets::kMargin, 0, 0, 0);
    m_bundle->setContentsMargins(0, 0, widgets::kMargin, 0);
    m_bundle->setProperty("role", QStringLiteral("dim"));
    bar->setSizeGripEnabled(false);
    bar->addWidget(m_status, 1);
    bar->addPermanentWidget(indicator);
    bar->addPermanentWidget(m_bundle);
    add_issue_count(bar, issues, actions.issues_dock);
    connect(&panel, &GeneratePanel::bundle_changed, this, &StatusLine::update);
    connect(&controllers.generation, &GenerationController::status_changed, this, &StatusLine::update);
    connect(&controllers.generation, &GenerationController::step, this, &StatusLine::update);
    connect(&controllers.generation, &GenerationController::finished, this, &StatusLine::update);
    connect(&controllers.jobs, &JobQueueSignals::paused_changed, this, &StatusLine::update);
    update();
}

void StatusLine::add_issue_count(QStatusBar* bar, const IssueModel& issues, QAction* issues_dock) {
    auto* count = new QToolButton;
    count->setObjectName(QStringLiteral("issue_count"));
    count->setDefaultAction(issues_dock);
    count->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    count->setIconSize({14, 14});
    count->setAutoRaise(true);
    bar->addPermanentWidget(count);
    const auto show_count = [&issues, count] {
        count->setText(tr("%n issues", nullptr, issues.rowCount()));
        count->setVisible(issues.rowCount() > 0);
    };
    connect(&issues, &QAbstractItemModel::rowsInserted, count, show_count);
    connect(&issues, &QAbstractItemModel::rowsRemoved, count, show_count);
    connect(&issues, &QAbstractItemModel::modelReset, count, show_count);
    show_count();
}

void StatusLine::update() {
    const GenerationController& generation = m_controllers.generation;
    m_status->setText(generation.busy() ? generation.status() : tr("Ready"));
    const QString name = m_panel.bundle_name();
    m_bundle->setText(name.isEmpty() ? tr("No bundle") : tr("Bundle: %1").arg(name));
}

}  // namespace destudio::ui
