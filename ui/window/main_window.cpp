// SPDX-License-Identifier: Apache-2.0
#include "ui/window/main_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QTableView>
#include <QToolBar>
#include <QUndoStack>
#include <QVBoxLayout>
#include <utility>

#include "ui/base/message_bar.h"
#include "ui/base/user_settings.h"
#include "ui/classes/classes_dialog.h"
#include "ui/editing/boxes_panel.h"
#include "ui/editing/look_panel.h"
#include "ui/generate/fit_controller.h"
#include "ui/generate/generate_panel.h"
#include "ui/map/map_page.h"
#include "ui/models/models_page.h"
#include "ui/pages/review_page.h"
#include "ui/project/project_entry.h"
#include "ui/project/project_offers.h"
#include "ui/project/references_panel.h"
#include "ui/window/bottom_docks.h"
#include "ui/window/close_question.h"
#include "ui/window/context_menus.h"
#include "ui/window/fit_notices.h"
#include "ui/window/generate_actions.h"
#include "ui/window/issue_collector.h"
#include "ui/window/issues_panel.h"
#include "ui/window/job_messages.h"
#include "ui/window/live_actions.h"
#include "ui/window/page_links.h"
#include "ui/window/status_line.h"
#include "ui/window/tool_bar.h"
#include "ui/window/tour.h"
#include "ui/window/variation_actions.h"
#include "ui/window/version_actions.h"
#include "ui/window/window_menus.h"
#include "widgets/base/column_scroll.h"
#include "widgets/base/icons.h"

namespace destudio::ui {
namespace {

constexpr int kWindowWidth = 1440;
constexpr int kWindowHeight = 900;
constexpr int kLeftWidth = 210;
constexpr int kRightWidth = 300;

}  // namespace

MainWindow::MainWindow(GenerationJobFactory jobs, InspectionVisit inspection, QWidget* parent)
    : QMainWindow(parent),
      m_controllers(std::move(jobs)),
      m_actions(this, m_controllers.undo_group),
      m_parts(std::make_unique<QObject>()) {
    setWindowIcon(widgets::application_icon());
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_actions.register_in(m_registry);
    build_centre();
    build_bars();
    connect_panels();
    connect_inspect(std::move(inspection));
    connect_messages();
    m_tour = new Tour(*this);
    resize(kWindowWidth, kWindowHeight);
    session_changed();
}

MainWindow::~MainWindow() {
    // Pages, panels and dialogs look at the members, so they go first, and before them what ties them together.
    delete m_tour;
    m_parts.reset();
    for (QDialog* dialog : findChildren<QDialog*>(Qt::FindDirectChildrenOnly)) {
        delete dialog;
    }
    m_controllers.workspace.disconnect(this);
    m_controllers.undo_group.disconnect(this);
    m_pages->disconnect(this);
    delete m_inspect;
    qDeleteAll(findChildren<QDockWidget*>());
    delete takeCentralWidget();
}

void MainWindow::build_centre() {
    WindowControllers& c = m_controllers;
    m_pages = new PageStack(c, m_actions);
    m_messages = new MessageBar;
    auto* middle = new QWidget;
    auto* middle_layout = new QVBoxLayout(middle);
    middle_layout->setContentsMargins(0, 0, 0, 0);
    middle_layout->setSpacing(0);
    middle_layout->addWidget(m_messages);
    middle_layout->addWidget(m_pages, 1);

    m_generate = new GeneratePanel(c.workspace, m_actions.generate, m_actions.cancel, m_actions.presets);
    m_boxes = new BoxesPanel(c.workspace, c.edits);
    auto* line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setProperty("role", QStringLiteral("panel-line"));
    m_right = new QWidget;
    auto* right_layout = new QVBoxLayout(m_right);
    right_layout->setContentsMargins(0, 0, 0, 0);
    right_layout->setSpacing(0);
    right_layout->addWidget(new widgets::ColumnScroll(m_generate));
    right_layout->addWidget(line);
    right_layout->addWidget(m_boxes, 1);

    m_references = new ReferencesPanel(c.workspace, c.pictures, m_actions.add_images);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_references);
    m_splitter->addWidget(middle);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({kLeftWidth, kWindowWidth - kLeftWidth - kRightWidth, kRightWidth});
    setCentralWidget(m_splitter);
}

void MainWindow::build_bars() {
    const auto page = [this] { return m_pages->page(); };
    new WindowMenus(this, m_actions, m_registry, m_controllers.workspace, m_controllers.projects, page, m_parts.get());
    m_tools = addToolBar(tr("Tools"));
    fill_tool_bar(m_tools, m_actions);
    show_tools(m_tools, m_actions, m_pages->current());
    auto* status = new StatusLine(statusBar(), m_controllers, *m_generate, m_issues, m_actions, m_parts.get());
    connect(status, &StatusLine::jobs_requested, this, [this] { show_page(Page::kJobs); });
}

void MainWindow::connect_panels() {
    WindowControllers& c = m_controllers;
    m_entry = new ProjectEntry(c.projects, c.workspace, m_actions, this);
    new ProjectOffers(c.projects, m_generate, m_messages, m_actions, this);
    m_links = new PageLinks(c, *m_pages, *m_generate, m_actions, m_parts.get());
    m_generating = new GenerateActions(c, *m_generate, *m_pages->ladder(), *m_messages, m_actions, this, m_parts.get());
    connect(m_pages->map(), &MapPage::more_wanted, m_generating, &GenerateActions::generate_more);
    connect(m_generating, &GenerateActions::gallery_requested, this, [this] { show_page(Page::kGallery); });
    connect(m_generating, &GenerateActions::started, m_pages, &PageStack::focus_page);
    m_fit_notices = new FitNotices(c, *m_pages, *m_generate, m_parts.get());
    new ContextMenus(*m_pages, *m_references, c.workspace, m_actions, m_parts.get());
    new VariationActions(c, *m_generate, *m_messages, m_actions, this, m_parts.get());
    new VersionActions(c, *m_links, *m_messages, m_actions, this, m_parts.get());
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.edit_classes, &QAction::triggered, this, &MainWindow::show_classes);
    connect(m_actions.box_list, &QAction::triggered, this, &MainWindow::swap_focus);
    connect(m_pages, &PageStack::page_shown, this, &MainWindow::follow_page);
    connect(&c.workspace, &Workspace::session_changed, this, &MainWindow::session_changed);
    connect(&c.workspace, &Workspace::session_closing, this, [this] { m_controllers.pictures.clear(); });
}

void MainWindow::connect_inspect(InspectionVisit inspection) {
    m_live = new LiveActions(m_controllers, *m_generate, *m_pages, *m_generating, inspection, m_parts.get());
    InspectController::Surroundings surroundings;
    surroundings.page_area = m_pages;
    surroundings.target_at = [this](QPoint position) {
        const ReviewPage* page = m_pages->review();
        return page != nullptr ? page->target_at(position) : std::nullopt;
    };
    surroundings.current = [this] {
        const ReviewPage* page = m_pages->review();
        return page != nullptr ? page->current_target() : std::nullopt;
    };
    surroundings.settings = [this] { return m_generate->settings(); };
    m_inspect = new InspectController(m_controllers.workspace, std::move(inspection), std::move(surroundings),
                                      m_actions.inspect, m_actions.find_missed, this);
    connect(m_pages, &QStackedWidget::currentChanged, m_inspect, &InspectController::close);
}

void MainWindow::connect_messages() {
    WindowControllers& c = m_controllers;
    new JobMessages(c, *m_messages, m_actions, m_parts.get());
    new IssueCollector(c, m_issues, m_parts.get());
    IssuesPanel* issues = add_bottom_docks(*this, m_issues, m_actions);
    connect(issues, &IssuesPanel::go_requested, m_links, &PageLinks::go_to);
    connect(&c.workspace, &Workspace::issue, m_messages, &MessageBar::show_sentence);
    connect(&c.pictures, &PictureSources::failed, &c.workspace, &Workspace::report);
    connect(&c.tools.carries(), &CarryController::finished, m_messages, &MessageBar::show_note);
    // A note was about the page that is left.
    connect(m_pages, &QStackedWidget::currentChanged, m_messages, &MessageBar::close_note);
}

void MainWindow::set_bundle(const std::filesystem::path& bundle) {
    m_generate->set_bundle_override(bundle);
}

bool MainWindow::generate() {
    return m_generating->generate();
}

bool MainWindow::settled() const {
    return m_controllers.settled() && m_generating->settled() && !m_inspect->busy() && m_live->settled() &&
           m_pages->settled() && !m_fit_notices->fit().busy();
}

QString MainWindow::message() const {
    return m_messages->sentence();
}

void MainWindow::follow_page() {
    show_tools(m_tools, m_actions, m_pages->current());
    // Without a project there is nothing to set in them.
    const bool panels = m_controllers.workspace.session() != nullptr && m_pages->current().wants_panels();
    m_references->setVisible(panels);
    m_right->setVisible(panels);
}

void MainWindow::session_changed() {
    Session* session = m_controllers.workspace.session();
    if (session != nullptr) {
        m_controllers.undo_group.addStack(&session->undo_stack());
        m_controllers.undo_group.setActiveStack(&session->undo_stack());
        m_messages->clear();
    }
    follow_page();
    setWindowTitle(session != nullptr ? tr("%1 — DiffusionEngine Studio").arg(session->name())
                                      : tr("DiffusionEngine Studio"));
}

void MainWindow::show_classes() {
    if (m_classes.isNull()) {
        m_classes = new ClassesDialog(m_controllers.workspace, m_actions.undo, m_actions.redo, this);
        m_classes->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_classes->show();
    m_classes->raise();
    m_classes->activateWindow();
}

void MainWindow::swap_focus() {
    QWidget* canvas = m_pages->canvas();
    QWidget* list = m_boxes->table();
    (list->hasFocus() && canvas != nullptr ? canvas : list)->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::remember_layout() {
    m_remember = true;
    remember_look(m_controllers.tools.look());
    const UserSettings settings;
    if (!restoreGeometry(settings.window_geometry())) {
        constexpr int kTitleBar = 40;  // the frame has no size before the window is shown
        resize(size().boundedTo(screen()->availableGeometry().size() - QSize(0, kTitleBar)));
    }
    m_splitter->restoreState(settings.window_splitter());
    if (const int page = settings.window_page(); page >= 0 && page < m_pages->count()) {
        show_page(static_cast<Page>(page));
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // What a field did not want: back to the pictures, so that the keys of the review work again.
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        m_pages->focus_page();
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_remember && !CloseQuestion::may_close(m_controllers, this)) {
        event->ignore();
        return;
    }
    if (m_remember) {
        UserSettings settings;
        settings.set_window_geometry(saveGeometry());
        settings.set_window_splitter(m_splitter->saveState());
        settings.set_window_page(m_pages->currentIndex());
    }
    end_work();
    event->accept();
}

void MainWindow::end_work() {
    m_controllers.live.end();
    m_controllers.generation.abandon_jobs();
    m_controllers.training.pause();
    m_controllers.domain.stop();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (ProjectEntry::takes(event->mimeData())) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    if (const QStringList models = ProjectEntry::files_in(event->mimeData(), ModelsPage::is_model_name);
        !models.isEmpty()) {
        show_page(Page::kModels);
        m_pages->models()->add(models);
    } else {
        m_entry->drop(event->mimeData());
    }
    event->acceptProposedAction();
}

}  // namespace destudio::ui
