// SPDX-License-Identifier: Apache-2.0
#include "ui/window/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <utility>

#include "ui/base/message_bar.h"
#include "ui/base/user_settings.h"
#include "ui/charts/charts_page.h"
#include "ui/classes/classes_dialog.h"
#include "ui/editing/boxes_panel.h"
#include "ui/editing/editor_page.h"
#include "ui/editing/look_panel.h"
#include "ui/evaluation/evaluation_page.h"
#include "ui/export/export_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/generate/generate_panel.h"
#include "ui/ladder/compare_actions.h"
#include "ui/ladder/ladder_page.h"
#include "ui/project/project_entry.h"
#include "ui/project/project_offers.h"
#include "ui/scaleup/scale_up_dialog.h"
#include "ui/training/training_page.h"
#include "ui/window/tour.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/icons.h"
#include "widgets/ladder/ladder_cell.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::ui {

MainWindow::MainWindow(GenerationJobFactory jobs, InspectionVisit inspection, QWidget* parent)
    : QMainWindow(parent),
      m_edits(m_workspace),
      m_tools(m_workspace, m_edits),
      m_generation(m_workspace, m_pictures, m_jobs, jobs),
      m_reruns(m_workspace, m_jobs, std::move(jobs)),
      m_projects(m_workspace),
      m_exports(m_workspace),
      m_training(m_workspace, m_jobs),
      m_checks(m_workspace),
      m_scale_ups(m_workspace, m_jobs, scaleup::make_scale_up_model),
      m_actions(this, m_undo_group) {
    setWindowIcon(widgets::application_icon());
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_actions.register_in(m_registry);
    build_centre();
    build_menus();
    build_tool_bar();
    build_status_bar();
    connect_projects();
    connect_edits();
    connect_gallery();
    connect_generation();
    connect_inspect(std::move(inspection));
    connect_training();
    connect_jobs();
    connect_variations();
    build_docks();
    connect(&m_workspace, &Workspace::issue, m_messages, &MessageBar::show_sentence);
    connect(&m_pictures, &PictureSources::failed, &m_workspace, &Workspace::issue);
    m_tour = new Tour(*this);
    resize(1440, 900);
    session_changed();
    show_planned();
    update_status();
}

MainWindow::~MainWindow() {
    // Pages, panels and dialogs look at the members, so they go first.
    delete m_tour;
    for (QDialog* dialog : findChildren<QDialog*>(Qt::FindDirectChildrenOnly)) {
        delete dialog;
    }
    m_workspace.disconnect(this);
    m_undo_group.disconnect(this);
    m_jobs.disconnect(this);
    delete m_inspect;
    qDeleteAll(findChildren<QDockWidget*>());
    delete takeCentralWidget();
}

void MainWindow::connect_projects() {
    m_entry = new ProjectEntry(m_projects, m_workspace, m_actions, this);
    connect(&m_projects, &ProjectController::opening_changed, this,
            [this] { m_ladder->set_opening(m_projects.opening()); });
    new ProjectOffers(m_projects, m_generate, m_messages, m_actions, this);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::show_recent);
    connect(&m_workspace, &Workspace::session_changed, this, &MainWindow::session_changed);
    connect(&m_workspace, &Workspace::session_closing, this, [this] { m_pictures.clear(); });
}

void MainWindow::connect_edits() {
    connect(m_actions.copy, &QAction::triggered, &m_edits, &EditController::copy_selected);
    connect(m_actions.paste, &QAction::triggered, &m_edits, &EditController::paste);
    connect(m_actions.duplicate, &QAction::triggered, &m_edits, &EditController::duplicate_selected);
    connect(m_actions.remove, &QAction::triggered, &m_edits, &EditController::remove_selected);
    connect(m_actions.accept, &QAction::triggered, this,
            [this] { on_page(Page::kGallery) ? m_gallery->accept() : m_edits.toggle_accepted(); });
    connect(m_actions.reject, &QAction::triggered, this,
            [this] { on_page(Page::kGallery) ? m_gallery->reject() : m_edits.toggle_rejected(); });
    connect(m_actions.previous, &QAction::triggered, this,
            [this] { on_page(Page::kGallery) ? m_gallery->go(-1) : m_edits.go(-1); });
    connect(m_actions.next, &QAction::triggered, this,
            [this] { on_page(Page::kGallery) ? m_gallery->go(1) : m_edits.go(1); });
    connect(m_actions.next_in_stack, &QAction::triggered, this, [this] { m_edits.go_in_stack(1); });
    connect(m_actions.previous_in_stack, &QAction::triggered, this, [this] { m_edits.go_in_stack(-1); });
    connect(m_actions.accept_up_to, &QAction::triggered, m_ladder, &LadderPage::accept_up_to_current);
    connect(m_actions.relabel, &QAction::triggered, this,
            [this] { on_page(Page::kGallery) ? m_gallery->relabel() : m_tools.ask_class_at_box(); });
    connect(m_actions.edit_classes, &QAction::triggered, this, &MainWindow::show_classes);
    connect(m_actions.draw, &QAction::toggled, this,
            [this](bool on) { set_mode(on ? widgets::BoxCanvas::Mode::kDraw : widgets::BoxCanvas::Mode::kSelect); });
    connect(m_actions.fit, &QAction::triggered, this, [this] {
        m_ladder->fit();
        m_editor->fit();
    });
    connect(m_ladder, &LadderPage::relabel_requested, &m_tools, &BoxTools::ask_class);
    m_tools.connect_actions(m_actions, [this] { return current_canvas(); });
    connect(m_actions.box_list, &QAction::triggered, this, [this] {
        QWidget* canvas = current_canvas();
        QWidget* list = m_boxes->table();
        (list->hasFocus() && canvas != nullptr ? canvas : list)->setFocus(Qt::ShortcutFocusReason);
    });
    connect(&m_tools.carries(), &CarryController::finished, m_messages, &MessageBar::show_note);
    connect(m_ladder, &LadderPage::mode_changed, this, &MainWindow::set_mode);
    connect(m_editor, &EditorPage::mode_changed, this, &MainWindow::set_mode);
    connect(m_ladder, &LadderPage::open_requested, this, [this] { show_page(Page::kEditor); });
    connect(m_actions.ladder_page, &QAction::triggered, this, [this] { show_page(Page::kLadder); });
    connect(m_actions.editor_page, &QAction::triggered, this, [this] { show_page(Page::kEditor); });
    connect(m_actions.gallery_page, &QAction::triggered, this, [this] { show_page(Page::kGallery); });
    connect(m_actions.charts_page, &QAction::triggered, this, [this] { show_page(Page::kCharts); });
    connect(m_actions.export_page, &QAction::triggered, this, [this] { show_page(Page::kExport); });
    connect(m_actions.training_page, &QAction::triggered, this, [this] { show_page(Page::kTraining); });
    connect(m_actions.evaluation_page, &QAction::triggered, this, [this] { show_page(Page::kEvaluation); });
    connect(m_actions.jobs_page, &QAction::triggered, this, [this] { show_page(Page::kJobs); });
    connect(&m_workspace, &Workspace::target_changed, this, &MainWindow::update_actions);
    connect(&m_workspace, &Workspace::box_changed, this, &MainWindow::update_actions);
}

void MainWindow::connect_gallery() {
    connect(m_actions.zoom_in, &QAction::triggered, m_gallery, [this] {
        if (on_page(Page::kGallery)) {
            m_gallery->zoom(1);
        }
    });
    connect(m_actions.zoom_out, &QAction::triggered, m_gallery, [this] {
        if (on_page(Page::kGallery)) {
            m_gallery->zoom(-1);
        }
    });
    connect(m_gallery, &GalleryPage::open_requested, this, [this] { show_page(Page::kEditor); });
    connect(m_charts, &ChartsPage::filter_requested, this, [this](const QString& text) {
        show_page(Page::kGallery);
        m_gallery->set_filter(text);
    });
    connect(m_actions.review_queue, &QAction::triggered, this, [this] {
        show_page(Page::kGallery);
        m_gallery->show_review_queue();
    });
    connect(m_actions.search, &QAction::triggered, this, [this] {
        show_page(Page::kGallery);
        m_gallery->focus_search();
    });
    connect(m_actions.refresh, &QAction::triggered, m_gallery, &GalleryPage::refresh);
}

void MainWindow::connect_training() {
    connect(m_generate, &GeneratePanel::bundle_changed, this, [this] {
        m_training_page->set_bundle(m_generate->bundle(), m_generate->adapter());
        m_evaluation->set_bundle(m_generate->bundle(), m_generate->adapter());
    });
    connect(m_training_page, &TrainingPage::adapter_wanted, m_generate, &GeneratePanel::use_adapter);
    connect(m_actions.fine_tune, &QAction::triggered, this, [this] {
        show_page(Page::kTraining);
        m_training_page->prepare_fine_tuning();
    });
    connect(m_evaluation, &EvaluationPage::picture_wanted, this, [this](const BoxTarget& target) {
        Session* session = m_workspace.session();
        if (session == nullptr) {
            return;
        }
        session->attempt([&] {
            m_workspace.set_reference(target.is_variant() ? session->project().variants().get(target.id).reference_id
                                                          : target.id);
            m_workspace.set_target(target);
            show_page(Page::kEditor);
        });
    });
}

bool MainWindow::on_page(Page page) const {
    return m_pages->currentIndex() == static_cast<int>(page);
}

widgets::BoxCanvas* MainWindow::current_canvas() const {
    if (on_page(Page::kEditor)) {
        return m_editor->canvas();
    }
    widgets::LadderCell* cell = on_page(Page::kLadder) ? m_ladder->view()->current_cell() : nullptr;
    return cell != nullptr ? cell->canvas() : nullptr;
}

void MainWindow::connect_generation() {
    connect(m_actions.generate, &QAction::triggered, this, &MainWindow::generate);
    connect(m_actions.generate_all, &QAction::triggered, this, [this] {
        std::vector<RowId> all;
        Session& session = *m_workspace.session();
        session.attempt([&] {
            for (const Reference& reference : session.project().references().all()) {
                all.push_back(reference.id);
            }
        });
        generate_for(all);
    });
    connect(m_actions.scale_up, &QAction::triggered, this, &MainWindow::show_scale_up);
    connect(m_actions.cancel, &QAction::triggered, &m_generation, &GenerationController::cancel_all);
    connect(m_actions.cancel_after, &QAction::triggered, &m_generation, &GenerationController::cancel_all_after_image);
    connect(m_generate, &GeneratePanel::validity_changed, this, [this](bool valid) {
        m_valid = valid;
        update_actions();
        show_planned();
    });
    connect(m_generate, &GeneratePanel::bundle_changed, this, [this] {
        update_status();
        if (std::exchange(m_generate_later, false)) {
            generate();
        }
    });
    connect(&m_generation, &GenerationController::status_changed, this, &MainWindow::update_status);
    connect(&m_generation, &GenerationController::step, this, &MainWindow::update_status);
    connect(&m_generation, &GenerationController::finished, this, &MainWindow::update_status);
}

void MainWindow::connect_inspect(InspectionVisit inspection) {
    connect_compare_actions(m_actions, m_ladder->compare_view());
    InspectController::Surroundings surroundings;
    surroundings.page_area = m_pages;
    surroundings.target_at = [this](QPoint position) -> std::optional<BoxTarget> {
        return on_page(Page::kLadder)    ? m_ladder->target_at(position)
               : on_page(Page::kGallery) ? m_gallery->target_at(position)
                                         : std::nullopt;
    };
    surroundings.current = [this] {
        return on_page(Page::kGallery) ? m_gallery->current_target() : m_workspace.target();
    };
    surroundings.settings = [this] { return m_generate->settings(); };
    m_inspect = new InspectController(m_workspace, std::move(inspection), std::move(surroundings), m_actions.inspect,
                                      m_actions.find_missed, this);
    connect(m_pages, &QStackedWidget::currentChanged, m_inspect, &InspectController::close);
}

void MainWindow::set_bundle(const std::filesystem::path& bundle) {
    m_generate->set_bundle_override(bundle);
}

void MainWindow::show_planned() {
    const auto settings = m_generate->settings();
    m_ladder->set_planned(settings ? planned_rungs(*settings) : std::vector<Rung>(), settings ? settings->steps : 0);
}

bool MainWindow::generate() {
    m_generate_later = m_workspace.reference() != 0 && m_generate->looking_up();
    return m_generate_later || (m_workspace.reference() != 0 && generate_for({m_workspace.reference()}));
}

bool MainWindow::generate_for(const std::vector<RowId>& references) {
    const auto settings = m_generate->settings();
    if (!settings) {
        return false;
    }
    m_messages->clear();
    m_generation.generate(references, *settings);
    return m_generation.busy();
}

void MainWindow::show_page(Page page) {
    if (m_pages->currentIndex() != static_cast<int>(page)) {
        m_messages->close_note();  // it was about the page that is left
    }
    m_pages->setCurrentIndex(static_cast<int>(page));
    m_actions.pages->actions().at(static_cast<int>(page))->setChecked(true);
    // The panels are about one reference and one picture.
    const bool pictures = page == Page::kLadder || page == Page::kEditor;
    m_references_panel->setVisible(pictures);
    m_right->setVisible(pictures);
    if (widgets::BoxCanvas* canvas = current_canvas()) {
        canvas->setFocus();
    }
    update_actions();
}

bool MainWindow::settled() const {
    return m_pictures.idle() && !m_tools.busy() && !m_generation.busy() && !m_reruns.busy() &&
           !m_projects.importing() && !m_projects.opening() && !m_generate->looking_up() && !m_generate_later &&
           !m_inspect->busy() && (!m_gallery->isVisible() || m_gallery->settled()) &&
           (!m_charts->isVisible() || m_charts->settled()) &&
           (!m_training_page->isVisible() || m_training_page->settled()) && m_evaluation->settled();
}

QString MainWindow::message() const {
    return m_messages->sentence();
}

void MainWindow::set_mode(widgets::BoxCanvas::Mode mode) {
    m_ladder->set_mode(mode);
    m_editor->set_mode(mode);
    m_actions.draw->setChecked(mode == widgets::BoxCanvas::Mode::kDraw);
}

void MainWindow::session_changed() {
    Session* session = m_workspace.session();
    if (session != nullptr) {
        m_undo_group.addStack(&session->undo_stack());
        m_undo_group.setActiveStack(&session->undo_stack());
        m_messages->clear();
        // Not the filter field: the keys of the review should work at once.
        m_ladder->view()->reference_cell()->canvas()->setFocus();
    }
    setWindowTitle(session != nullptr ? tr("%1 — DiffusionEngine Studio").arg(session->name())
                                      : tr("DiffusionEngine Studio"));
    update_actions();
}

void MainWindow::update_actions() {
    const bool open = m_workspace.session() != nullptr;
    const auto target = m_workspace.target();
    const bool pictures = on_page(Page::kLadder) || on_page(Page::kEditor);
    const bool gallery = open && on_page(Page::kGallery);
    const bool box = open && pictures && m_workspace.box().has_value();
    for (QAction* action : {m_actions.close_project, m_actions.add_images, m_actions.add_folder, m_actions.locate}) {
        action->setEnabled(open);
    }
    for (QAction* action : {m_actions.difference, m_actions.wipe}) {
        action->setEnabled(open && on_page(Page::kLadder));
    }
    for (QAction* action : {m_actions.inspect, m_actions.find_missed}) {
        action->setEnabled((target && pictures) || gallery);
    }
    for (QAction* action : {m_actions.fit, m_actions.draw, m_actions.paste}) {
        action->setEnabled(target && pictures);
    }
    for (QAction* action : {m_actions.previous, m_actions.next}) {
        action->setEnabled((target && pictures) || gallery);
    }
    for (QAction* action : {m_actions.copy, m_actions.duplicate, m_actions.remove}) {
        action->setEnabled(box);
    }
    m_actions.relabel->setEnabled((target && pictures) || gallery);
    m_tools.update_actions(m_actions, pictures);
    for (QAction* action : {m_actions.zoom_in, m_actions.zoom_out}) {
        action->setEnabled((target && pictures) || gallery);
    }
    m_actions.accept_up_to->setEnabled(open && on_page(Page::kLadder));
    const bool variant = target && target->is_variant() && pictures;
    for (QAction* action : {m_actions.next_in_stack, m_actions.previous_in_stack, m_actions.more_like_this,
                            m_actions.less_change, m_actions.more_change, m_actions.rerun}) {
        action->setEnabled(variant);
    }
    for (QAction* action : {m_actions.accept, m_actions.reject}) {
        action->setEnabled(variant || gallery);
    }
    for (QAction* action : {m_actions.review_queue, m_actions.search, m_actions.edit_classes, m_actions.fine_tune,
                            m_actions.rerun_file}) {
        action->setEnabled(open);
    }
    m_actions.refresh->setEnabled(gallery);
    m_actions.generate->setEnabled(open && m_valid && m_workspace.reference() != 0);
    m_actions.generate_all->setEnabled(m_actions.generate->isEnabled());
    m_actions.cancel->setEnabled(m_generation.busy());
    m_actions.cancel_after->setEnabled(m_generation.busy());
    m_actions.scale_up->setEnabled(open);
}

void MainWindow::show_scale_up() {
    Session* session = m_workspace.session();
    const auto settings = m_generate->settings();
    if (session == nullptr || !settings) {
        return;
    }
    if (m_scale_up == nullptr) {
        m_scale_up = new ScaleUpDialog(m_scale_ups, this);
        connect(m_scale_up, &ScaleUpDialog::gallery_requested, this, [this] { show_page(Page::kGallery); });
    }
    m_scale_up->set_generation(*settings);
    session->attempt([&] { m_scale_up->set_lower_bound(session->project().settings().lower_bound()); });
    m_scale_up->show();
    m_scale_up->raise();
    m_scale_up->activateWindow();
}

void MainWindow::show_recent() {
    m_recent->clear();
    const QStringList files = ProjectController::recent();
    for (const QString& file : files) {
        m_recent->addAction(file, this, [this, file] { m_projects.open(file.toStdString()); });
    }
    if (files.isEmpty()) {
        m_recent->addAction(tr("None yet"))->setEnabled(false);
    }
}

void MainWindow::show_classes() {
    if (m_classes.isNull()) {
        m_classes = new ClassesDialog(m_workspace, m_actions.undo, m_actions.redo, this);
        m_classes->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_classes->show();
    m_classes->raise();
    m_classes->activateWindow();
}

void MainWindow::remember_layout() {
    m_remember = true;
    remember_look(m_tools.look());
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

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_remember) {
        UserSettings settings;
        settings.set_window_geometry(saveGeometry());
        settings.set_window_splitter(m_splitter->saveState());
        settings.set_window_page(m_pages->currentIndex());
    }
    m_generation.abandon_jobs();
    m_training.pause();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (ProjectEntry::takes(event->mimeData())) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_entry->drop(event->mimeData());
    event->acceptProposedAction();
}

}  // namespace destudio::ui
