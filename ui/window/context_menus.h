// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPoint>

class QMenu;
class QWidget;

namespace destudio::ui {

class PageStack;
class ReferencesPanel;
class Workspace;
struct WindowActions;

/// The menus of the right mouse button: what can be done with the picture and the boxes under it, with the keys that do
/// the same.
class ContextMenus : public QObject {
    Q_OBJECT

public:
    ContextMenus(const PageStack& pages, ReferencesPanel& references, const Workspace& workspace,
                 const WindowActions& actions, QObject* parent);

private:
    void show_picture_menu(QPoint position);
    void show_gallery_menu(QPoint position);
    void show_reference_menu(QPoint position);
    QMenu* new_menu() const;

    QWidget* m_window;
    const Workspace& m_workspace;
    const WindowActions& m_actions;
};

}  // namespace destudio::ui
