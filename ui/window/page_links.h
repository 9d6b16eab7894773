// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "ui/session/box_target.h"
#include "ui/session/issue.h"

namespace destudio::ui {

class GeneratePanel;
class PageStack;
struct WindowActions;
struct WindowControllers;

/// The ways that lead from one page to another: pages and panels only say what is wanted.
class PageLinks : public QObject {
    Q_OBJECT

public:
    PageLinks(WindowControllers& controllers, PageStack& pages, GeneratePanel& panel, WindowActions& actions,
              QObject* parent);

    /// Shows what an issue is about.
    void go_to(const IssuePlace& place);
    /// Opens a picture in the editor.
    void show_picture(BoxTarget target);
    /// Its ladder.
    void show_reference(RowId reference_id);

private:
    void connect_gallery();
    void connect_map();
    void connect_domain(GeneratePanel& panel);
    void connect_models(GeneratePanel& panel);
    void connect_adapters(GeneratePanel& panel);

    WindowControllers& m_controllers;
    PageStack& m_pages;
    WindowActions& m_actions;
};

}  // namespace destudio::ui
