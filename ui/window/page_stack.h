// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStackedWidget>
#include <vector>

#include "ui/base/page.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::ui {

class ChartsPage;
class DomainPage;
class EditorPage;
class EvaluationPage;
class ExportPage;
class GalleryPage;
class JobsPage;
class LadderPage;
class MapPage;
class ModelsPage;
class ReviewPage;
class StartPage;
class TrainingPage;
class WindowPage;
struct WindowActions;
struct WindowControllers;

/// Makes the pages and shows one of them. The review's keys go to that page, and the actions follow what it states;
/// what a page does with them is its own affair.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    PageStack(WindowControllers& controllers, WindowActions& actions, QWidget* parent = nullptr);
    ~PageStack() override;

    void show_page(Page page);
    /// The shown page gets the keys, where pictures are reviewed on it.
    void focus_page();
    Page page() const { return static_cast<Page>(currentIndex()); }
    WindowPage& current() const;
    /// The shown page where pictures are reviewed, else nullptr.
    ReviewPage* review() const;
    /// The canvas that keys are for; nullptr while none is shown.
    widgets::BoxCanvas* canvas() const;
    /// No page is waiting for anything.
    bool settled() const;

    LadderPage* ladder() const { return m_ladder; }
    EditorPage* editor() const { return m_editor; }
    GalleryPage* gallery() const { return m_gallery; }
    ChartsPage* charts() const { return m_charts; }
    TrainingPage* training() const { return m_training; }
    EvaluationPage* evaluation() const { return m_evaluation; }
    JobsPage* jobs() const { return m_jobs; }
    ModelsPage* models() const { return m_models; }
    MapPage* map() const { return m_map; }
    DomainPage* domain() const { return m_domain; }

signals:
    /// A page was asked for, though it may have been shown before.
    void page_shown();

private:
    template <class PageWidget>
    PageWidget* add(PageWidget* page);
    void connect_pages();
    /// Of the window's width only the page in sight takes what it needs.
    void claim_room();
    void connect_review();
    void set_mode(widgets::BoxCanvas::Mode mode);
    void update_actions();

    WindowControllers& m_controllers;
    WindowActions& m_actions;
    std::vector<WindowPage*> m_pages;  ///< as in Page
    LadderPage* m_ladder;
    StartPage* m_start;
    EditorPage* m_editor;
    GalleryPage* m_gallery;
    ChartsPage* m_charts;
    TrainingPage* m_training;
    EvaluationPage* m_evaluation;
    JobsPage* m_jobs;
    ModelsPage* m_models;
    MapPage* m_map;
    DomainPage* m_domain;
};

}  // namespace destudio::ui
