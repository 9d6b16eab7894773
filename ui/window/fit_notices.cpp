// SPDX-License-Identifier: Apache-2.0
#include "ui/window/fit_notices.h"

#include <QAction>

#include "core/project/lost_ladder.h"
#include "ui/generate/fit_controller.h"
#include "ui/generate/generate_panel.h"
#include "ui/ladder/ladder_page.h"
#include "ui/ladder/notice_bar.h"
#include "ui/window/page_stack.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

FitNotices::FitNotices(WindowControllers& controllers, PageStack& pages, GeneratePanel& panel, QObject* parent)
    : QObject(parent), m_controllers(controllers), m_fit(new FitController(controllers.workspace, this)) {
    NoticeBar* notice = pages.ladder()->notice();
    QAction* models = way(tr("Choose a model that fits…"), "fit_models");
    QAction* train = way(tr("Train an adapter for my classes…"), "fit_train");
    QAction* domain = way(tr("Teach a model these pictures…"), "fit_domain");
    QAction* anyway = way(tr("Try it anyway"), "fit_anyway");
    notice->set_actions({models, train, domain, anyway});
    connect(models, &QAction::triggered, &pages, [&pages] { pages.show_page(Page::kModels); });
    connect(train, &QAction::triggered, &pages, [&pages] { pages.show_page(Page::kTraining); });
    connect(domain, &QAction::triggered, &pages, [&pages] { pages.show_page(Page::kDomain); });
    connect(anyway, &QAction::triggered, m_fit, &FitController::ignore);
    connect(m_fit, &FitController::changed, notice, &NoticeBar::set_sentence);
    connect(&panel, &GeneratePanel::bundle_found, m_fit, &FitController::set_bundle);
    connect(&controllers.generation, &GenerationController::ladder_finished, this, &FitNotices::look_at_ladder);
}

QAction* FitNotices::way(const QString& text, const char* name) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    return action;
}

void FitNotices::look_at_ladder(RowId reference_id) {
    Session* session = m_controllers.workspace.session();
    if (session == nullptr) {
        return;
    }
    session->attempt([&] {
        const std::size_t objects = objects_lost_everywhere(session->project(), reference_id, session->threshold());
        if (objects > 0) {
            m_controllers.workspace.report(
                tr("Of %n objects none was found again at any ratio. The model may not suit these pictures.", nullptr,
                   static_cast<int>(objects)),
                IssuePlace::reference(reference_id));
        }
    });
}

}  // namespace destudio::ui
