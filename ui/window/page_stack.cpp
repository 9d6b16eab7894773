// SPDX-License-Identifier: Apache-2.0
#include "ui/window/page_stack.h"

#include <QAction>
#include <QActionGroup>
#include <algorithm>
#include <array>
#include <initializer_list>

#include "ui/actions/window_actions.h"
#include "ui/charts/charts_page.h"
#include "ui/domain/domain_page.h"
#include "ui/editing/editor_page.h"
#include "ui/evaluation/evaluation_page.h"
#include "ui/export/export_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/jobs/jobs_page.h"
#include "ui/ladder/compare_actions.h"
#include "ui/ladder/ladder_page.h"
#include "ui/map/map_page.h"
#include "ui/models/models_page.h"
#include "ui/project/start_page.h"
#include "ui/training/loop_panel.h"
#include "ui/training/training_page.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

PageStack::PageStack(WindowControllers& controllers, WindowActions& actions, QWidget* parent)
    : QStackedWidget(parent), m_controllers(controllers), m_actions(actions) {
    WindowControllers& c = controllers;
    m_ladder = add(new LadderPage(c.workspace, c.edits, c.tools, c.pictures, c.generation));
    m_editor = add(new EditorPage(c.workspace, c.edits, c.tools, c.pictures));
    m_gallery = add(new GalleryPage(c.workspace, c.pictures));
    m_charts = add(new ChartsPage(c.workspace));
    m_charts->set_loop_panel(new LoopPanel(c.workspace, c.loop));
    add(new ExportPage(c.workspace, c.exports));
    m_training = add(new TrainingPage(c.workspace, c.training));
    m_evaluation = add(new EvaluationPage(c.workspace, c.checks));
    m_jobs = add(new JobsPage(c.jobs, actions));
    m_models = add(new ModelsPage(c.workspace, c.library));
    m_map = add(new MapPage(c.workspace, c.pictures));
    m_domain = add(new DomainPage(c.domain));
    const QList<QAction*> without_project{actions.open_sample, actions.new_project, actions.open_project};
    m_start = new StartPage(c.projects, {actions.open_sample, actions.new_project, actions.open_project,
                                         actions.domain_page, actions.models_page});
    m_ladder->set_start_page(m_start);
    m_ladder->set_start_actions({actions.add_images, actions.add_folder});
    m_editor->set_actions(actions);
    m_gallery->set_start_actions(without_project, actions.generate);
    m_jobs->set_start_action(actions.generate);
    connect_pages();
    connect_review();
    connect(this, &QStackedWidget::currentChanged, this, &PageStack::claim_room);
    claim_room();
    connect(&c.workspace, &Workspace::session_changed, this, &PageStack::update_actions);
    connect(&c.workspace, &Workspace::target_changed, this, &PageStack::update_actions);
    connect(&c.workspace, &Workspace::box_changed, this, &PageStack::update_actions);
    update_actions();
}

PageStack::~PageStack() {
    // The pages go after this, and say things until they are gone.
    m_controllers.workspace.disconnect(this);
    m_ladder->disconnect(this);
    m_editor->disconnect(this);
}

template <class PageWidget>
PageWidget* PageStack::add(PageWidget* page) {
    addWidget(page);
    m_pages.push_back(page);
    return page;
}

void PageStack::claim_room() {
    for (int i = 0; i < count(); ++i) {
        const auto policy = i == currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        widget(i)->setSizePolicy(policy, policy);
    }
}

void PageStack::connect_pages() {
    const std::array actions{m_actions.ladder_page,     m_actions.editor_page, m_actions.gallery_page,
                             m_actions.charts_page,     m_actions.export_page, m_actions.training_page,
                             m_actions.evaluation_page, m_actions.jobs_page,   m_actions.models_page,
                             m_actions.map_page,        m_actions.domain_page};
    for (std::size_t i = 0; i < actions.size(); ++i) {
        connect(actions[i], &QAction::triggered, this, [this, page = static_cast<Page>(i)] { show_page(page); });
    }
    // Ladder and editor draw alike, and are fitted together.
    for (PicturePage* page : std::initializer_list<PicturePage*>{m_ladder, m_editor}) {
        connect(page, &PicturePage::mode_changed, this, &PageStack::set_mode);
        connect(m_actions.fit, &QAction::triggered, page, &PicturePage::fit);
    }
    using Mode = widgets::BoxCanvas::Mode;
    connect(m_actions.draw, &QAction::toggled, this, [this](bool on) { set_mode(on ? Mode::kDraw : Mode::kSelect); });
    m_controllers.tools.connect_actions(m_actions, [this] { return canvas(); });
    connect_compare_actions(m_actions, m_ladder->compare_view());
    ProjectController& projects = m_controllers.projects;
    connect(&projects, &ProjectController::opening_changed, m_ladder,
            [this, &projects] { m_ladder->set_opening(projects.opening()); });
    connect(m_actions.accept_up_to, &QAction::triggered, m_ladder, &LadderPage::accept_up_to_current);
    connect(m_actions.refresh, &QAction::triggered, m_gallery, &GalleryPage::refresh);
}

void PageStack::connect_review() {
    const auto connect_to = [this](QAction* action, auto work) {
        connect(action, &QAction::triggered, this, [this, work] {
            if (ReviewPage* page = review()) {
                work(*page);
            }
        });
    };
    connect_to(m_actions.accept, [](ReviewPage& page) { page.accept(); });
    connect_to(m_actions.reject, [](ReviewPage& page) { page.reject(); });
    connect_to(m_actions.previous, [](ReviewPage& page) { page.go(-1); });
    connect_to(m_actions.next, [](ReviewPage& page) { page.go(1); });
    connect_to(m_actions.accept_and_next, [](ReviewPage& page) { page.accept_and_next(); });
    connect_to(m_actions.reject_and_next, [](ReviewPage& page) { page.reject_and_next(); });
    connect_to(m_actions.next_unreviewed, [](ReviewPage& page) { page.go_to_unreviewed(); });
    connect_to(m_actions.relabel, [](ReviewPage& page) { page.relabel(); });
    connect_to(m_actions.zoom_in, [](ReviewPage& page) { page.zoom(1); });
    connect_to(m_actions.zoom_out, [](ReviewPage& page) { page.zoom(-1); });
}

void PageStack::show_page(Page page) {
    setCurrentIndex(static_cast<int>(page));
    m_actions.pages->actions().at(static_cast<int>(page))->setChecked(true);
    emit page_shown();
    focus_page();
    update_actions();
}

void PageStack::focus_page() {
    if (ReviewPage* page = review()) {
        page->take_focus();
    }
}

WindowPage& PageStack::current() const {
    return *m_pages[static_cast<std::size_t>(currentIndex())];
}

ReviewPage* PageStack::review() const {
    return current().review();
}

widgets::BoxCanvas* PageStack::canvas() const {
    const ReviewPage* page = review();
    return page != nullptr ? page->canvas() : nullptr;
}

bool PageStack::settled() const {
    return m_start->settled() &&
           std::all_of(m_pages.begin(), m_pages.end(), [](const WindowPage* page) { return page->settled(); });
}

void PageStack::set_mode(widgets::BoxCanvas::Mode mode) {
    m_ladder->set_mode(mode);
    m_editor->set_mode(mode);
    m_actions.draw->setChecked(mode == widgets::BoxCanvas::Mode::kDraw);
}

void PageStack::update_actions() {
    apply_project(m_controllers.workspace.session() != nullptr, m_actions);
    apply(current().action_state(), m_actions);
}

}  // namespace destudio::ui
