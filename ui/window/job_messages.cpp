// SPDX-License-Identifier: Apache-2.0
#include "ui/window/job_messages.h"

#include <QAction>

#include "ui/actions/window_actions.h"
#include "ui/base/message_bar.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

JobMessages::JobMessages(WindowControllers& controllers, MessageBar& messages, const WindowActions& actions,
                         QObject* parent)
    : QObject(parent) {
    connect(&controllers.jobs, &JobQueueSignals::paused_changed, this,
            [&workspace = controllers.workspace](bool paused, const QString& reason) {
                if (paused && !reason.isEmpty()) {
                    workspace.report(reason);
                }
            });
    GenerationController& generation = controllers.generation;
    auto* go_on = new QAction(tr("Resume them"), this);
    go_on->setObjectName(QStringLiteral("offer_continue_jobs"));
    connect(go_on, &QAction::triggered, &generation, &GenerationController::continue_restored);
    auto* discard = new QAction(tr("Discard them"), this);
    discard->setObjectName(QStringLiteral("offer_discard_jobs"));
    connect(discard, &QAction::triggered, &generation, &GenerationController::discard_restored);
    connect(&generation, &GenerationController::restored, this,
            [&messages, go_on, discard, show = actions.jobs_page](int count) {
                messages.show_offer(tr("%n ladders were not finished when this project was closed.", nullptr, count),
                                    {go_on, show, discard});
            });
}

}  // namespace destudio::ui
