// SPDX-License-Identifier: Apache-2.0
#include "ui/window/status_line.h"

#include <QAction>
#include <QLabel>
#include <QStatusBar>
#include <QToolButton>
#include <QUndoGroup>
#include <QUndoStack>

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
    m_echo_end.setSingleShot(true);
    connect(&m_echo_end, &QTimer::timeout, this, [this] {
        m_echo.clear();
        update();
    });
    connect(&controllers.undo_group, &QUndoGroup::indexChanged, this, &StatusLine::echo);
    update();
}

void StatusLine::echo(int index) {
    // Only what a person does: undo and redo say themselves what they did.
    constexpr int kEchoMs = 4000;
    const QUndoStack* stack = m_controllers.undo_group.activeStack();
    const bool done = stack != nullptr && index == m_undo_index + 1 && index == stack->count();
    m_undo_index = index;
    m_echo = done ? tr("Done: %1  ·  %2 takes it back")
                        .arg(stack->undoText(), QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText))
                  : QString();
    m_echo_end.start(kEchoMs);
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
    const QString quiet = generation.busy() ? generation.status() : tr("Ready");
    m_status->setText(m_echo.isEmpty() ? quiet : m_echo);
    const QString name = m_panel.bundle_name();
    m_bundle->setText(name.isEmpty() ? tr("No bundle") : tr("Bundle: %1").arg(name));
}

}  // namespace destudio::ui
