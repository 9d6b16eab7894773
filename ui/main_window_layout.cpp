// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QLabel>
#include <QMenuBar>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/boxes_panel.h"
#include "ui/charts_page.h"
#include "ui/editor_page.h"
#include "ui/export_page.h"
#include "ui/gallery_page.h"
#include "ui/generate_panel.h"
#include "ui/help_menu.h"
#include "ui/ladder_page.h"
#include "ui/language_menu.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/references_panel.h"
#include "ui/theme_menu.h"
#include "widgets/theme.h"

// The fixed parts of the window: what stands where.
namespace destudio::ui {
namespace {

constexpr int kLeftWidth = 210;
constexpr int kRightWidth = 300;
constexpr int kProgressWidth = 180;
constexpr int kProgressScale = 1000;

}  // namespace

void MainWindow::build_centre() {
    m_ladder = new LadderPage(m_workspace, m_edits, m_pictures, m_generation);
    m_ladder->set_start_actions({m_actions.open_sample, m_actions.new_project, m_actions.open_project},
                                {m_actions.add_images, m_actions.add_folder});
    m_editor = new EditorPage(m_workspace, m_edits, m_pictures);
    m_gallery = new GalleryPage(m_workspace, m_pictures);
    m_gallery->set_generate_action(m_actions.generate);
    m_charts = new ChartsPage(m_workspace);
    m_export = new ExportPage(m_workspace, m_exports);
    m_generate = new GeneratePanel(m_workspace, m_actions.generate, m_actions.cancel);
    m_messages = new MessageBar;

    m_pages = new QStackedWidget;
    m_pages->addWidget(m_ladder);
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_gallery);
    m_pages->addWidget(m_charts);
    m_pages->addWidget(m_export);
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
    right_layout->addWidget(m_generate);
    right_layout->addWidget(line);
    right_layout->addWidget(new BoxesPanel(m_workspace, m_edits), 1);
    m_right->setMinimumWidth(240);

    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_left = new ReferencesPanel(m_workspace, m_pictures, m_actions.add_images);
    m_splitter->addWidget(m_left);
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
    edit->addActions(
        {m_actions.draw, m_actions.relabel, m_actions.copy, m_actions.paste, m_actions.duplicate, m_actions.remove});
    edit->addSeparator();
    edit->addAction(m_actions.edit_classes);
    QMenu* review = menuBar()->addMenu(tr("&Review"));
    review->addActions({m_actions.previous, m_actions.next, m_actions.next_in_stack, m_actions.previous_in_stack});
    review->addSeparator();
    review->addActions({m_actions.accept, m_actions.reject, m_actions.accept_up_to});
    review->addSeparator();
    review->addActions({m_actions.review_queue, m_actions.search, m_actions.refresh});
    QMenu* generate_menu = menuBar()->addMenu(tr("&Generate"));
    generate_menu->addActions({m_actions.generate, m_actions.generate_all, m_actions.scale_up, m_actions.cancel});
    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions.ladder_page, m_actions.editor_page, m_actions.gallery_page, m_actions.charts_page,
                      m_actions.export_page});
    view->addSeparator();
    view->addAction(m_actions.fit);
    view->addSeparator();
    fill_theme_menu(view->addMenu(tr("&Theme")));
    fill_language_menu(view->addMenu(tr("La&nguage (from the next start)")));
    new HelpMenu(menuBar()->addMenu(tr("&Help")), m_actions, m_registry, this);
}

void MainWindow::build_tool_bar() {
    QToolBar* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    for (QAction* page : {m_actions.ladder_page, m_actions.editor_page, m_actions.gallery_page, m_actions.charts_page,
                          m_actions.export_page}) {
        bar->addAction(page);
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(page))) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        }
    }
    bar->addSeparator();
    bar->addActions({m_actions.undo, m_actions.redo});
    bar->addSeparator();
    bar->addActions({m_actions.previous, m_actions.next, m_actions.accept, m_actions.reject, m_actions.review_queue});
    bar->addSeparator();
    bar->addActions({m_actions.draw, m_actions.relabel, m_actions.duplicate, m_actions.remove});
    bar->addSeparator();
    bar->addAction(m_actions.fit);
}

void MainWindow::build_status_bar() {
    m_status = new QLabel;
    m_bundle = new QLabel;
    m_progress = new QProgressBar;
    m_status->setContentsMargins(widgets::kMargin, 0, 0, 0);
    m_bundle->setContentsMargins(0, 0, widgets::kMargin, 0);
    m_bundle->setProperty("role", QStringLiteral("dim"));
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setRange(0, kProgressScale);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(10);
    m_progress->setAccessibleName(tr("Progress of generation"));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_bundle);
}

void MainWindow::update_status() {
    const bool busy = m_generation.busy();
    m_status->setText(busy ? m_generation.status() : tr("Ready"));
    m_progress->setVisible(busy);
    m_progress->setValue(static_cast<int>(std::lround(m_generation.progress() * kProgressScale)));
    const QString name = m_generate->bundle_name();
    m_bundle->setText(name.isEmpty() ? tr("No bundle") : tr("Bundle: %1").arg(name));
    m_actions.cancel->setEnabled(busy);
}

}  // namespace destudio::ui
