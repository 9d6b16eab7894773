// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "core/project/store/types.h"

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace destudio::widgets {
class BoxCanvas;
class ElidedLabel;
}  // namespace destudio::widgets

namespace destudio::ui {

/// The line above the editor's picture: which picture it is and how it was decided, the selected box, zoom and look.
class EditorHeader : public QWidget {
    Q_OBJECT

public:
    explicit EditorHeader(widgets::BoxCanvas& canvas, QWidget* parent = nullptr);

    /// @param state none for a reference
    void set_picture(const QString& title, std::optional<VariantState> state);
    void set_zoom_actions(const QList<QAction*>& actions);
    void add_action_button(QAction* action);

protected:
    void changeEvent(QEvent* event) override;

private:
    void show_state();
    void show_zoom();
    void open_look();

    widgets::BoxCanvas& m_canvas;
    QHBoxLayout* m_layout;
    QLabel* m_title;
    QLabel* m_state_text;
    widgets::ElidedLabel* m_selection;
    QToolButton* m_zoom;
    QToolButton* m_look;
    std::optional<VariantState> m_state;
};

}  // namespace destudio::ui
