// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <QUndoGroup>

#include "ui/action_registry.h"
#include "ui/edit_controller.h"
#include "ui/export_controller.h"
#include "ui/generation_controller.h"
#include "ui/picture_sources.h"
#include "ui/project_controller.h"
#include "ui/scale_up_controller.h"
#include "ui/window_actions.h"
#include "ui/workspace.h"
#include "widgets/box_canvas.h"

class QLabel;
class QProgressBar;
class QSplitter;
class QStackedWidget;

namespace destudio::ui {

class ChartsPage;
class ClassesDialog;
class EditorPage;
class ExportPage;
class GalleryPage;
class GeneratePanel;
class LadderPage;
class MessageBar;
class ProjectEntry;
class ScaleUpDialog;
class Tour;

/// In the order of their actions and keys.
enum class Page { kLadder, kEditor, kGallery, kCharts, kExport };

/// Puts the pages and panels together; what they do is in the controllers.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(GenerationJobFactory jobs, QWidget* parent = nullptr);
    ~MainWindow() override;

    Workspace& workspace() { return m_workspace; }
    ProjectController& projects() { return m_projects; }
    GenerationController& generation() { return m_generation; }
    WindowActions& actions_of_window() { return m_actions; }
    ActionRegistry& registry() { return m_registry; }
    LadderPage* ladder_page() const { return m_ladder; }
    EditorPage* editor_page() const { return m_editor; }
    GalleryPage* gallery_page() const { return m_gallery; }
    Tour& tour() { return *m_tour; }

    void set_bundle(const std::filesystem::path& bundle);
    void show_page(Page page);
    /// Queues a ladder for the current reference, as soon as the bundle is known. @return whether something will be
    /// made
    bool generate();
    /// All pictures that were asked for are there, and nothing is being opened, generated or imported.
    bool settled() const;
    /// The sentence in the message bar; empty when there is none.
    QString message() const;
    /// Takes the window's place and the panels' widths from the last time, and keeps them at the end.
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
    bool on_page(Page page) const;
    bool generate_for(const std::vector<RowId>& references);
    void set_mode(widgets::BoxCanvas::Mode mode);
    void session_changed();
    void update_actions();
    void update_status();
    void show_planned();
    void show_scale_up();
    void show_recent();
    void show_class_menu(QPoint global_position);
    void show_classes();

    // First the model, last what works on it: destruction runs the other way round.
    Workspace m_workspace;
    QUndoGroup m_undo_group;
    PictureSources m_pictures;
    EditController m_edits;
    GenerationController m_generation;
    ProjectController m_projects;
    ExportController m_exports;
    ScaleUpController m_scale_ups;
    WindowActions m_actions;
    ActionRegistry m_registry;
    ProjectEntry* m_entry = nullptr;
    Tour* m_tour = nullptr;
    QMenu* m_recent = nullptr;
    QSplitter* m_splitter = nullptr;
    QStackedWidget* m_pages = nullptr;
    QWidget* m_left = nullptr;
    QWidget* m_right = nullptr;
    MessageBar* m_messages = nullptr;
    LadderPage* m_ladder = nullptr;
    EditorPage* m_editor = nullptr;
    GalleryPage* m_gallery = nullptr;
    ChartsPage* m_charts = nullptr;
    ExportPage* m_export = nullptr;
    GeneratePanel* m_generate = nullptr;
    ScaleUpDialog* m_scale_up = nullptr;
    QPointer<ClassesDialog> m_classes;
    QLabel* m_status = nullptr;
    QLabel* m_bundle = nullptr;
    QProgressBar* m_progress = nullptr;
    bool m_valid = true;
    bool m_remember = false;
    bool m_generate_later = false;
};

}  // namespace destudio::ui
