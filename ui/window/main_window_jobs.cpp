// SPDX-License-Identifier: Apache-2.0
#include <QAction>

#include "ui/base/message_bar.h"
#include "ui/jobs/jobs_page.h"
#include "ui/window/main_window.h"

// How the window follows its jobs.
namespace destudio::ui {

void MainWindow::connect_jobs() {
    connect(&m_jobs, &JobController::paused_changed, this, [this](bool paused, const QString& reason) {
        if (paused && !reason.isEmpty()) {
            emit m_workspace.issue(reason);
        }
        update_status();
    });
    connect(m_jobs_page, &JobsPage::open_requested, this, [this](JobId id) {
        if (const RowId reference_id = m_generation.reference_of(id); reference_id != 0) {
            m_workspace.set_reference(reference_id);
            show_page(Page::kLadder);
        }
    });
    auto* go_on = new QAction(tr("Resume them"), this);
    go_on->setObjectName(QStringLiteral("offer_continue_jobs"));
    connect(go_on, &QAction::triggered, &m_generation, &GenerationController::continue_restored);
    auto* discard = new QAction(tr("Discard them"), this);
    discard->setObjectName(QStringLiteral("offer_discard_jobs"));
    connect(discard, &QAction::triggered, &m_generation, &GenerationController::discard_restored);
    connect(&m_generation, &GenerationController::restored, this, [this, go_on, discard](int count) {
        m_messages->show_offer(tr("%n ladders were not finished when this project was closed.", nullptr, count),
                               {go_on, m_actions.jobs_page, discard});
    });
}

}  // namespace destudio::ui
