// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/editor_header.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

#include "ui/editing/look_panel.h"
#include "ui/session/state_words.h"
#include "widgets/base/elided_label.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::ui {
namespace {

constexpr int kIconSize = 16;

QColor state_color(VariantState state) {
    const widgets::ThemeColors& colors = widgets::theme_colors();
    switch (state) {
        case VariantState::kAccepted:
            return colors.good;
        case VariantState::kEdited:
            return colors.warn;
        case VariantState::kRejected:
        case VariantState::kFailed:
            return colors.bad;
        case VariantState::kNew:
            break;
    }
    return colors.dim_text;
}

}  // namespace

EditorHeader::EditorHeader(widgets::BoxCanvas& canvas, QWidget* parent)
    : QWidget(parent),
      m_canvas(canvas),
      m_layout(new QHBoxLayout(this)),
      m_title(new QLabel(this)),
      m_state_text(new QLabel(this)),
      m_selection(new widgets::ElidedLabel(this)),
      m_zoom(new QToolButton(this)),
      m_look(new QToolButton(this)) {
    m_title->setObjectName(QStringLiteral("editor_title"));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_state_text->setObjectName(QStringLiteral("editor_state"));
    m_selection->setObjectName(QStringLiteral("editor_selection"));
    m_selection->setProperty("role", QStringLiteral("dim"));
    m_selection->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_zoom->setObjectName(QStringLiteral("editor_zoom"));
    m_zoom->setToolTip(tr("Zoom"));
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    m_zoom->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_look->setObjectName(QStringLiteral("editor_look"));
    m_look->setIcon(widgets::icon(QStringLiteral("tone")));
    m_look->setIconSize({kIconSize, kIconSize});
    m_look->setToolTip(tr("Brightness, contrast, lines and labels"));
    m_look->setAccessibleName(tr("Look"));
    m_layout->setContentsMargins(widgets::kMargin, 2, widgets::kMargin, 2);
    m_layout->setSpacing(widgets::kMargin);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_state_text);
    m_layout->addWidget(m_selection, 1);
    m_layout->addWidget(m_zoom);
    m_layout->addWidget(m_look);
    connect(m_look, &QToolButton::clicked, this, &EditorHeader::open_look);
    connect(&canvas, &widgets::BoxCanvas::view_changed, this, &EditorHeader::show_zoom);
    connect(&canvas, &widgets::BoxCanvas::described, m_selection, &widgets::ElidedLabel::set_full_text);
    show_zoom();
}

void EditorHeader::set_picture(const QString& title, std::optional<VariantState> state) {
    m_title->setText(title);
    m_state = state;
    show_state();
}

void EditorHeader::set_zoom_actions(const QList<QAction*>& actions) {
    auto* menu = new QMenu(m_zoom);
    menu->addActions(actions);
    m_zoom->setMenu(menu);
}

void EditorHeader::add_action_button(QAction* action) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setIconSize({kIconSize, kIconSize});
    m_layout->insertWidget(m_layout->indexOf(m_zoom), button);
}

void EditorHeader::show_state() {
    m_state_text->setVisible(m_state.has_value());
    if (m_state) {
        m_state_text->setText(state_word(*m_state));
        QPalette palette = m_state_text->palette();
        palette.setColor(QPalette::WindowText, state_color(*m_state));
        m_state_text->setPalette(palette);
    }
}

void EditorHeader::show_zoom() {
    m_zoom->setVisible(!m_canvas.picture().empty());
    const QString percent = QLocale().toString(m_canvas.pixel_scale() * 100, 'f', 0);
    m_zoom->setText(tr("%1 %").arg(percent));
    m_zoom->setAccessibleName(tr("Zoom: %1 %").arg(percent));
}

void EditorHeader::open_look() {
    auto* panel = new LookPanel(*m_canvas.look(), this);
    panel->setAttribute(Qt::WA_DeleteOnClose);
    panel->adjustSize();
    panel->move(m_look->mapToGlobal(QPoint(m_look->width() - panel->width(), m_look->height())));
    panel->show();
}

void EditorHeader::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        show_state();
    }
}

}  // namespace destudio::ui
