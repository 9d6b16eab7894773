// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <memory>

#include "ui/actions/action_registry.h"
#include "ui/actions/window_actions.h"
#include "ui/inspect/inspect_controller.h"
#include "ui/window/issue_model.h"
#include "ui/window/page_stack.h"
#include "ui/window/window_controllers.h"

class QSplitter;
class QToolBar;

namespace destudio::ui {

class BoxesPanel;
class ClassesDialog;
class FitNotices;
class GenerateActions;
class GeneratePanel;
class LiveActions;
class MessageBar;
class PageLinks;
class ProjectEntry;
class ReferencesPanel;
class Tour;

/// Puts the pages and panels together. What they do is in the controllers; what leads from one to another, in the
/// classes of this folder.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// @param inspection has the model look at pictures; see product_inspection()
    explicit MainWindow(GenerationJobFactory jobs, InspectionVisit inspection = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    WindowControllers& controllers() { return m_controllers; }
    WindowActions& actions_of_window() { return m_actions; }
    ActionRegistry& registry() { return m_registry; }
    IssueModel& issues() { return m_issues; }
    PageStack& pages() const { return *m_pages; }
    InspectController* inspector() const { return m_inspect; }
    Tour& tour() { return *m_tour; }

    void set_bundle(const std::filesystem::path& bundle);
    void show_page(Page page) { m_pages->show_page(page); }
    /// Queues a ladder for the current reference, as soon as the bundle is known. @return whether something will be
    /// made
    bool generate();
    /// All pictures that were asked for are there, and nothing is being opened, generated or imported.
    bool settled() const;
    /// The sentence in the message bar; empty when there is none.
    QString message() const;
    /// What closing does to running work, without a question: images in progress are dropped, training pauses.
    void end_work();
    /// Takes the window's place, the panels' widths and the page from the last time, and keeps them at the end.
    void remember_layout();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build_centre();
    void build_bars();
    void connect_messages();
    void connect_panels();
    void connect_inspect(InspectionVisit inspection);
    void follow_page();
    void session_changed();
    void show_classes();
    /// Between the list of boxes and the picture.
    void swap_focus();

    WindowControllers m_controllers;
    WindowActions m_actions;
    ActionRegistry m_registry;
    IssueModel m_issues;
    std::unique_ptr<QObject> m_parts;  ///< the parent of what ties pages, panels and controllers together
    MessageBar* m_messages = nullptr;
    PageStack* m_pages = nullptr;
    QSplitter* m_splitter = nullptr;
    QToolBar* m_tools = nullptr;
    ReferencesPanel* m_references = nullptr;
    QWidget* m_right = nullptr;
    GeneratePanel* m_generate = nullptr;
    BoxesPanel* m_boxes = nullptr;
    QPointer<ClassesDialog> m_classes;
    ProjectEntry* m_entry = nullptr;
    GenerateActions* m_generating = nullptr;
    PageLinks* m_links = nullptr;
    FitNotices* m_fit_notices = nullptr;
    LiveActions* m_live = nullptr;
    InspectController* m_inspect = nullptr;
    Tour* m_tour = nullptr;
    bool m_remember = false;
};

}  // namespace destudio::ui
