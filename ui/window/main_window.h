// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QUndoGroup>

#include "ui/actions/action_registry.h"
#include "ui/actions/window_actions.h"
#include "ui/base/page.h"
#include "ui/editing/box_tools.h"
#include "ui/editing/edit_controller.h"
#include "ui/evaluation/self_check_controller.h"
#include "ui/export/export_controller.h"
#include "ui/generate/generation_controller.h"
#include "ui/generate/rerun_controller.h"
#include "ui/generate/variation.h"
#include "ui/inspect/inspect_controller.h"
#include "ui/jobs/job_controller.h"
#include "ui/project/project_controller.h"
#include "ui/scaleup/scale_up_controller.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "ui/training/training_controller.h"
#include "ui/window/issue_model.h"
#include "widgets/canvas/box_canvas.h"

class QLabel;
class QSplitter;
class QStackedWidget;

namespace destudio::ui {

class BoxesPanel;
class ChartsPage;
class ClassesDialog;
class EvaluationPage;
class TrainingPage;
class EditorPage;
class ExportPage;
class GalleryPage;
class GeneratePanel;
class JobsPage;
class LadderPage;
class MessageBar;
class ProjectEntry;
class ScaleUpDialog;
class Tour;

/// Puts the pages and panels together; what they do is in the controllers.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// @param inspection has the model look at pictures; see product_inspection()
    explicit MainWindow(GenerationJobFactory jobs, InspectionVisit inspection = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    Workspace& workspace() { return m_workspace; }
    ProjectController& projects() { return m_projects; }
    JobController& jobs() { return m_jobs; }
    RerunController& reruns() { return m_reruns; }
    IssueModel& issues() { return m_issues; }
    GenerationController& generation() { return m_generation; }
    WindowActions& actions_of_window() { return m_actions; }
    ActionRegistry& registry() { return m_registry; }
    LadderPage* ladder_page() const { return m_ladder; }
    EditorPage* editor_page() const { return m_editor; }
    GalleryPage* gallery_page() const { return m_gallery; }
    InspectController* inspector() const { return m_inspect; }
    Tour& tour() { return *m_tour; }
    TrainingPage* training_page() const { return m_training_page; }
    TrainingController& training() { return m_training; }

    BoxTools& box_tools() { return m_tools; }

    void set_bundle(const std::filesystem::path& bundle);
    void show_page(Page page);
    /// Queues a ladder for the current reference, as soon as the bundle is known. @return whether something will be
    /// made
    bool generate();
    /// All pictures that were asked for are there, and nothing is being opened, generated or imported.
    bool settled() const;
    /// The sentence in the message bar; empty when there is none.
    QString message() const;
    /// Takes the window's place, the panels' widths and the page from the last time, and keeps them at the end.
    void remember_layout();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build_centre();
    void build_menus();
    void build_tool_bar();
    void build_status_bar();
    void connect_projects();
    void connect_edits();
    void connect_gallery();
    void connect_generation();
    void connect_inspect(InspectionVisit inspection);
    void connect_training();
    void connect_jobs();
    void connect_variations();
    void vary(Variation variation);
    /// The fields of the generate panel; while one is wrong, what the project has.
    GenerationSettings current_settings();
    void build_docks();
    void go_to(const IssuePlace& place);
    bool on_page(Page page) const;
    widgets::BoxCanvas* current_canvas() const;
    bool generate_for(const std::vector<RowId>& references);
    void set_mode(widgets::BoxCanvas::Mode mode);
    void session_changed();
    void update_actions();
    void update_status();
    void show_planned();
    void show_scale_up();
    void show_recent();
    void show_classes();

    // First the model, last what works on it: destruction runs the other way round.
    Workspace m_workspace;
    QUndoGroup m_undo_group;
    PictureSources m_pictures;
    JobController m_jobs;
    EditController m_edits;
    BoxTools m_tools;
    GenerationController m_generation;
    RerunController m_reruns;
    ProjectController m_projects;
    ExportController m_exports;
    TrainingController m_training;
    SelfCheckController m_checks;
    ScaleUpController m_scale_ups;
    WindowActions m_actions;
    ActionRegistry m_registry;
    ProjectEntry* m_entry = nullptr;
    Tour* m_tour = nullptr;
    IssueModel m_issues;
    QMenu* m_recent = nullptr;
    QSplitter* m_splitter = nullptr;
    QStackedWidget* m_pages = nullptr;
    QWidget* m_references_panel = nullptr;
    QWidget* m_right = nullptr;
    MessageBar* m_messages = nullptr;
    LadderPage* m_ladder = nullptr;
    EditorPage* m_editor = nullptr;
    GalleryPage* m_gallery = nullptr;
    ChartsPage* m_charts = nullptr;
    ExportPage* m_export = nullptr;
    TrainingPage* m_training_page = nullptr;
    EvaluationPage* m_evaluation = nullptr;
    JobsPage* m_jobs_page = nullptr;
    GeneratePanel* m_generate = nullptr;
    InspectController* m_inspect = nullptr;
    ScaleUpDialog* m_scale_up = nullptr;
    QPointer<ClassesDialog> m_classes;
    BoxesPanel* m_boxes = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_bundle = nullptr;
    bool m_valid = true;
    bool m_remember = false;
    bool m_generate_later = false;
};

}  // namespace destudio::ui
