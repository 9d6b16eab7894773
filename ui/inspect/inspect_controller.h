// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <functional>
#include <optional>

#include "ui/inspect/inspect_runner.h"

class QAction;
class QWidget;

namespace destudio::ui {

class InspectPanel;
class Workspace;

/// Inspect: while its key is held, a panel over the page tells what the model makes of the picture under the pointer,
/// else of the current one. Chosen from a menu, or as "find missed objects", the panel stays until Escape. The model
/// looks only when it is asked.
class InspectController : public QObject {
    Q_OBJECT

public:
    struct Surroundings {
        QWidget* page_area = nullptr;                                 ///< what the panel lies upon
        std::function<std::optional<BoxTarget>(QPoint)> target_at;    ///< a screen position's picture
        std::function<std::optional<BoxTarget>()> current;            ///< the picture that keys act on
        std::function<std::optional<GenerationSettings>()> settings;  ///< none while the panel's input is wrong
    };

    InspectController(Workspace& workspace, InspectionVisit visit, Surroundings surroundings, QAction* inspect,
                      QAction* find_missed, QObject* parent);
    ~InspectController() override;

    InspectPanel* panel() const { return m_panel; }
    bool is_open() const;
    bool busy() const { return m_runner.busy(); }
    void close();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void open(bool held);
    void ask(BoxTarget target);
    bool matches_action(int key, Qt::KeyboardModifiers modifiers) const;
    bool filter_key(QEvent* event);
    void place_panel();
    void add_boxes(const std::vector<MissedObject>& objects);

    Workspace& m_workspace;
    Surroundings m_surroundings;
    QAction* m_inspect;
    QAction* m_find_missed;
    InspectPanel* m_panel;
    int m_pressed_key = 0;  ///< of the inspect action, just pressed; 0: none
    int m_held_key = 0;     ///< the panel closes when it is released; 0: the panel stays
    InspectRunner m_runner;
};

}  // namespace destudio::ui
