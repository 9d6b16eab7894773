// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <set>

#include "core/project/store/types.h"

class QWidget;

namespace destudio::ui {

class MessageBar;
class PageLinks;
class VersionsDialog;
struct VersionReturn;
struct WindowActions;
struct WindowControllers;

/// The dialog of versions, and what going back to one does in the window.
class VersionActions : public QObject {
    Q_OBJECT

public:
    /// @param window the parent of the dialog
    VersionActions(WindowControllers& controllers, PageLinks& links, MessageBar& messages, WindowActions& actions,
                   QWidget* window, QObject* parent);

private:
    void show();
    void go_back(RowId version, const std::set<RowId>& variants);
    void tell(const VersionReturn& result);

    WindowControllers& m_controllers;
    PageLinks& m_links;
    MessageBar& m_messages;
    QWidget* m_window;
    QPointer<VersionsDialog> m_dialog;
};

}  // namespace destudio::ui
