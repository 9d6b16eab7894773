// SPDX-License-Identifier: Apache-2.0
#include "ui/window/window_menus.h"

#include <QAction>
#include <QMainWindow>
#include <QMenuBar>
#include <utility>

#include "ui/actions/window_actions.h"
#include "ui/project/project_controller.h"
#include "ui/window/author_name.h"
#include "ui/window/help_menu.h"
#include "ui/window/language_menu.h"
#include "ui/window/theme_menu.h"
#include "ui/window/threads_menu.h"

namespace destudio::ui {

WindowMenus::WindowMenus(QMainWindow* window, WindowActions& actions, ActionRegistry& registry, Workspace& workspace,
                         ProjectController& projects, std::function<Page()> page, QObject* parent)
    : QObject(parent), m_actions(actions), m_workspace(workspace), m_projects(projects) {
    QMenuBar* bar = window->menuBar();
    add_file(bar);
    add_edit(bar);
    add_review(bar);
    add_generate(bar);
    add_view(bar);
    new HelpMenu(bar->addMenu(tr("&Help")), actions, registry, std::move(page), window);
}

void WindowMenus::add_file(QMenuBar* bar) {
    QMenu* menu = bar->addMenu(tr("&File"));
    menu->addAction(m_actions.new_project);
    menu->addAction(m_actions.open_project);
    m_recent = menu->addMenu(tr("Open &recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &WindowMenus::show_recent);
    menu->addAction(m_actions.open_sample);
    menu->addSeparator();
    menu->addAction(m_actions.add_images);
    menu->addAction(m_actions.add_folder);
    menu->addAction(m_actions.locate);
    menu->addSeparator();
    menu->addAction(m_actions.versions);
    menu->addSeparator();
    menu->addAction(m_actions.close_project);
    menu->addAction(m_actions.quit);
}

void WindowMenus::add_edit(QMenuBar* bar) {
    QMenu* menu = bar->addMenu(tr("&Edit"));
    menu->addActions({m_actions.undo, m_actions.redo});
    menu->addSeparator();
    menu->addActions({m_actions.draw, m_actions.select_mode, m_actions.relabel, m_actions.copy, m_actions.paste,
                      m_actions.carry, m_actions.duplicate, m_actions.adopt, m_actions.remove});
    menu->addSeparator();
    menu->addActions(
        {m_actions.select_all, m_actions.select_same_class, m_actions.select_next_too, m_actions.box_list});
    menu->addSeparator();
    menu->addActions({m_actions.ignore, m_actions.lock, m_actions.hide, m_actions.show_hidden});
    menu->addSeparator();
    menu->addAction(m_actions.edit_classes);
    menu->addAction(m_actions.author_name);
    QObject::connect(m_actions.author_name, &QAction::triggered, bar,
                     [this, bar] { ask_author_name(m_workspace, bar->window()); });
}

void WindowMenus::add_review(QMenuBar* bar) {
    QMenu* menu = bar->addMenu(tr("&Review"));
    menu->addActions({m_actions.previous, m_actions.next, m_actions.next_in_stack, m_actions.previous_in_stack});
    menu->addSeparator();
    menu->addActions({m_actions.accept, m_actions.reject, m_actions.accept_up_to});
    menu->addSeparator();
    menu->addActions({m_actions.accept_and_next, m_actions.reject_and_next, m_actions.next_unreviewed});
    menu->addSeparator();
    menu->addActions({m_actions.review_queue, m_actions.search, m_actions.refresh});
}

void WindowMenus::add_generate(QMenuBar* bar) {
    QMenu* menu = bar->addMenu(tr("&Generate"));
    menu->addActions(
        {m_actions.generate, m_actions.generate_all, m_actions.scale_up, m_actions.cancel, m_actions.cancel_after});
    menu->addSeparator();
    menu->addAction(m_actions.presets);
    menu->addActions({m_actions.more_like_this, m_actions.less_change, m_actions.more_change});
    menu->addActions({m_actions.rerun, m_actions.rerun_file});
    menu->addSeparator();
    menu->addActions({m_actions.pause_jobs, m_actions.cancel_job, m_actions.cancel_job_after, m_actions.retry_job,
                      m_actions.job_first, m_actions.job_up, m_actions.job_down, m_actions.clear_jobs});
    menu->addSeparator();
    menu->addAction(m_actions.fine_tune);
    fill_threads_menu(menu->addMenu(tr("C&ompute threads")));
}

void WindowMenus::add_view(QMenuBar* bar) {
    QMenu* menu = bar->addMenu(tr("&View"));
    menu->addActions({m_actions.ladder_page, m_actions.editor_page, m_actions.gallery_page, m_actions.charts_page,
                      m_actions.export_page, m_actions.training_page, m_actions.evaluation_page, m_actions.jobs_page,
                      m_actions.models_page, m_actions.map_page, m_actions.domain_page});
    menu->addSeparator();
    menu->addActions(
        {m_actions.fit, m_actions.fit_width, m_actions.actual_size, m_actions.zoom_in, m_actions.zoom_out});
    menu->addActions({m_actions.difference, m_actions.wipe, m_actions.wipe_left, m_actions.wipe_right});
    menu->addSeparator();
    menu->addActions({m_actions.boxes_visible, m_actions.labels, m_actions.minimap, m_actions.crosshair});
    QMenu* look = menu->addMenu(tr("&Brightness and lines"));
    look->addActions({m_actions.brighter, m_actions.darker, m_actions.more_contrast, m_actions.less_contrast,
                      m_actions.neutral_tone, m_actions.thicker_lines});
    menu->addSeparator();
    menu->addActions({m_actions.inspect, m_actions.find_missed});
    menu->addSeparator();
    menu->addActions({m_actions.issues_dock, m_actions.log_dock});
    menu->addSeparator();
    fill_theme_menu(menu->addMenu(tr("&Theme")));
    fill_language_menu(menu->addMenu(tr("La&nguage (from the next start)")));
}

void WindowMenus::show_recent() {
    m_recent->clear();
    const QStringList files = ProjectController::recent();
    for (const QString& file : files) {
        m_recent->addAction(file, this, [this, file] { m_projects.open(file.toStdString()); });
    }
    if (files.isEmpty()) {
        m_recent->addAction(tr("None yet"))->setEnabled(false);
    }
}

}  // namespace destudio::ui
