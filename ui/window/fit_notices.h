// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "core/project/store/types.h"

class QAction;

namespace destudio::ui {

class FitController;
class GeneratePanel;
class PageStack;
struct WindowControllers;

/// Says above the ladder that the model does not suit the project, with ways on, and among the issues when a ladder
/// lost every object.
class FitNotices : public QObject {
    Q_OBJECT

public:
    FitNotices(WindowControllers& controllers, PageStack& pages, GeneratePanel& panel, QObject* parent);

    FitController& fit() const { return *m_fit; }

private:
    QAction* way(const QString& text, const char* name);
    void look_at_ladder(RowId reference_id);

    WindowControllers& m_controllers;
    FitController* m_fit;
};

}  // namespace destudio::ui
