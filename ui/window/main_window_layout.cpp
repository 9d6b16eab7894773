// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QLabel>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/base/message_bar.h"
#include "ui/charts/charts_page.h"
#include "ui/editing/boxes_panel.h"
#include "ui/editing/editor_page.h"
#include "ui/evaluation/evaluation_page.h"
#include "ui/export/export_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/generate/generate_panel.h"
#include "ui/jobs/job_indicator.h"
#include "ui/jobs/jobs_page.h"
#include "ui/ladder/ladder_page.h"
#include "ui/project/references_panel.h"
#include "ui/training/training_page.h"
#include "ui/window/help_menu.h"
#include "ui/window/language_menu.h"
#include "ui/window/main_window.h"
#include "ui/window/theme_menu.h"
#include "ui/window/threads_menu.h"
#include "widgets/base/column_scroll.h"
#include "widgets/base/theme.h"

// The fixed parts of the window: what stands where.
namespace destudio::ui {
namespace {

constexpr int kLeftWidth = 210;
constexpr int kRightWidth = 300;

/// Where a bar has no room for everything, its pages lose their icons rather than the tools their places.
class PageButtons : public QObject {
public:
    PageButtons(QToolBar* bar, QList<QToolButton*> buttons) : QObject(bar), m_bar(bar), m_buttons(std::move(buttons)) {
        bar->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Resize) {
            set_style(Qt::ToolButtonTextBesideIcon);
            if (m_bar->sizeHint().width() > m_bar->width()) {
                set_style(Qt::ToolButtonTextOnly);
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void set_style(Qt::ToolButtonStyle style) {
        for (QToolButton* button : m_buttons) {
            button->setToolButtonStyle(style);
        }
    }

    QToolBar* m_bar;
    QList<QToolButton*> m_buttons;
};

}  // namespace

void MainWindow::build_centre() {
    m_ladder = new LadderPage(m_workspace, m_edits, m_pictures, m_generation);
    m_ladder->set_look(m_tools.look());
    const QList<QAction*> without_project{m_actions.open_sample, m_actions.new_project, m_actions.open_project};
    m_ladder->set_start_actions(without_project, {m_actions.add_images, m_actions.add_folder});
    m_editor = new EditorPage(m_workspace, m_edits, m_tools, m_pictures);
    m_editor->set_actions(m_actions);
    m_gallery = new GalleryPage(m_workspace, m_pictures);
    m_gallery->set_start_actions(without_project, m_actions.generate);
    m_charts = new ChartsPage(m_workspace);
    m_export = new ExportPage(m_workspace, m_exports);
    m_training_page = new TrainingPage(m_workspace, m_training);
    m_evaluation = new EvaluationPage(m_workspace, m_checks);
    m_jobs_page = new JobsPage(m_jobs, m_actions);
    m_jobs_page->set_start_action(m_actions.generate);
    m_generate = new GeneratePanel(m_workspace, m_actions.generate, m_actions.cancel, m_actions.presets);
    m_messages = new MessageBar;

    m_pages = new QStackedWidget;
    m_pages->addWidget(m_ladder);
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_gallery);
    m_pages->addWidget(m_charts);
    m_pages->addWidget(m_export);
    m_pages->addWidget(m_training_page);
    m_pages->addWidget(m_evaluation);
    m_pages->addWidget(m_jobs_page);
    auto* middle = new QWidget;
    auto* middle_layout = new QVBoxLayout(middle);
    middle_layout->setContentsMargins(0, 0, 0, 0);
    middle_layout->setSpacing(0);
    middle_layout->addWidget(m_messages);
    middle_layout->addWidget(m_pages, 1);

    m_right = new QWidget;
    auto* line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setProperty("role", QStringLiteral("panel-line"));
    auto* right_layout = new QVBoxLayout(m_right);
    right_layout->setContentsMargins(0, 0, 0, 0);
    right_layout->setSpacing(0);
    right_layout->addWidget(new widgets::ColumnScroll(m_generate));
    right_layout->addWidget(line);
    m_boxes = new BoxesPanel(m_workspace, m_edits);
    right_layout->addWidget(m_boxes, 1);

    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_references_panel = new ReferencesPanel(m_workspace, m_pictures, m_actions.add_images);
    m_splitter->addWidget(m_references_panel);
    m_splitter->addWidget(middle);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({kLeftWidth, 1440 - kLeftWidth - kRightWidth, kRightWidth});
    setCentralWidget(m_splitter);
}

void MainWindow::build_menus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(m_actions.new_project);
    file->addAction(m_actions.open_project);
    m_recent = file->addMenu(tr("Open &recent"));
    file->addAction(m_actions.open_sample);
    file->addSeparator();
    file->addAction(m_actions.add_images);
    file->addAction(m_actions.add_folder);
    file->addAction(m_actions.locate);
    file->addSeparator();
    file->addAction(m_actions.close_project);
    file->addAction(m_actions.quit);
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_actions.undo, m_actions.redo});
    edit->addSeparator();
    edit->addActions({m_actions.draw, m_actions.select_mode, m_actions.relabel, m_actions.copy, m_actions.paste,
                      m_actions.carry, m_actions.duplicate, m_actions.adopt, m_actions.remove});
    edit->addSeparator();
    edit->addActions(
        {m_actions.select_all, m_actions.select_same_class, m_actions.select_next_too, m_actions.box_list});
    edit->addSeparator();
    edit->addActions({m_actions.ignore, m_actions.lock, m_actions.hide, m_actions.show_hidden});
    edit->addSeparator();
    edit->addAction(m_actions.edit_classes);
    QMenu* review = menuBar()->addMenu(tr("&Review"));
    review->addActions({m_actions.previous, m_actions.next, m_actions.next_in_stack, m_actions.previous_in_stack});
    review->addSeparator();
    review->addActions({m_actions.accept, m_actions.reject, m_actions.accept_up_to});
    review->addSeparator();
    review->addActions({m_actions.accept_and_next, m_actions.reject_and_next, m_actions.next_unreviewed});
    review->addSeparator();
    review->addActions({m_actions.review_queue, m_actions.search, m_actions.refresh});
    QMenu* generate_menu = menuBar()->addMenu(tr("&Generate"));
    generate_menu->addActions(
        {m_actions.generate, m_actions.generate_all, m_actions.scale_up, m_actions.cancel, m_actions.cancel_after});
    generate_menu->addSeparator();
    generate_menu->addAction(m_actions.presets);
    generate_menu->addActions({m_actions.more_like_this, m_actions.less_change, m_actions.more_change});
    generate_menu->addActions({m_actions.rerun, m_actions.rerun_file});
    generate_menu->addSeparator();
    generate_menu->addActions({m_actions.pause_jobs, m_actions.cancel_job, m_actions.cancel_job_after,
                               m_actions.retry_job, m_actions.job_first, m_actions.job_up, m_actions.job_down,
                               m_actions.clear_jobs});
    generate_menu->addSeparator();
    generate_menu->addAction(m_actions.fine_tune);
    fill_threads_menu(generate_menu->addMenu(tr("C&ompute threads")));
    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions.ladder_page, m_actions.editor_page, m_actions.gallery_page, m_actions.charts_page,
                      m_actions.export_page, m_actions.training_page, m_actions.evaluation_page, m_actions.jobs_page});
    view->addSeparator();
    view->addActions(
        {m_actions.fit, m_actions.fit_width, m_actions.actual_size, m_actions.zoom_in, m_actions.zoom_out});
    view->addActions({m_actions.difference, m_actions.wipe, m_actions.wipe_left, m_actions.wipe_right});
    view->addSeparator();
    view->addActions({m_actions.boxes_visible, m_actions.labels, m_actions.minimap, m_actions.crosshair});
    QMenu* look = view->addMenu(tr("&Brightness and lines"));
    look->addActions({m_actions.brighter, m_actions.darker, m_actions.more_contrast, m_actions.less_contrast,
                      m_actions.neutral_tone, m_actions.thicker_lines});
    view->addSeparator();
    view->addActions({m_actions.inspect, m_actions.find_missed});
    view->addSeparator();
    view->addActions({m_actions.issues_dock, m_actions.log_dock});
    view->addSeparator();
    fill_theme_menu(view->addMenu(tr("&Theme")));
    fill_language_menu(view->addMenu(tr("La&nguage (from the next start)")));
    const auto page = [this] { return static_cast<Page>(m_pages->currentIndex()); };
    new HelpMenu(menuBar()->addMenu(tr("&Help")), m_actions, m_registry, page, this);
}

void MainWindow::build_tool_bar() {
    QToolBar* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    QList<QToolButton*> pages;
    for (QAction* page :
         {m_actions.ladder_page, m_actions.editor_page, m_actions.gallery_page, m_actions.charts_page,
          m_actions.export_page, m_actions.training_page, m_actions.evaluation_page, m_actions.jobs_page}) {
        bar->addAction(page);
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(page))) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            pages << button;
        }
    }
    new PageButtons(bar, pages);
    bar->addSeparator();
    bar->addActions({m_actions.undo, m_actions.redo});
    bar->addSeparator();
    bar->addActions({m_actions.previous, m_actions.next, m_actions.accept, m_actions.reject, m_actions.review_queue});
    bar->addSeparator();
    bar->addActions({m_actions.draw, m_actions.relabel, m_actions.duplicate, m_actions.remove});
    bar->addSeparator();
    bar->addActions({m_actions.fit, m_actions.difference, m_actions.wipe, m_actions.inspect});
}

void MainWindow::build_status_bar() {
    m_status = new QLabel;
    m_bundle = new QLabel;
    auto* indicator = new JobIndicator(m_jobs, m_actions);
    connect(indicator, &JobIndicator::clicked, this, [this] { show_page(Page::kJobs); });
    m_status->setContentsMargins(widgets::kMargin, 0, 0, 0);
    m_bundle->setContentsMargins(0, 0, widgets::kMargin, 0);
    m_bundle->setProperty("role", QStringLiteral("dim"));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(indicator);
    statusBar()->addPermanentWidget(m_bundle);
}

void MainWindow::update_status() {
    const bool busy = m_generation.busy();
    m_status->setText(busy ? m_generation.status() : tr("Ready"));
    const QString name = m_generate->bundle_name();
    m_bundle->setText(name.isEmpty() ? tr("No bundle") : tr("Bundle: %1").arg(name));
    m_actions.cancel->setEnabled(busy);
    m_actions.cancel_after->setEnabled(busy);
}

}  // namespace destudio::ui
