// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/empty_state.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr int kIconSide = 40;

}  // namespace

EmptyState::EmptyState(const QString& icon_name, const QString& title, const QString& hint, QWidget* parent)
    : QWidget(parent),
      m_icon_name(icon_name),
      m_icon(new QLabel(this)),
      m_title(new QLabel(this)),
      m_hint(new QLabel(this)),
      m_layout(new QVBoxLayout(this)) {
    m_icon->setAlignment(Qt::AlignCenter);
    show_icon();
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setAlignment(Qt::AlignCenter);
    m_hint->setProperty("role", QStringLiteral("dim"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_hint->setWordWrap(true);
    m_layout->setSpacing(kMargin);
    m_layout->addStretch(2);
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_hint);
    m_layout->addStretch(3);
    set_text(title, hint);
}

void EmptyState::show_icon() {
    m_icon->setPixmap(icon(m_icon_name, theme_colors().dim_text).pixmap(kIconSide, kIconSide));
}

void EmptyState::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        show_icon();  // the theme was switched
    }
}

void EmptyState::set_text(const QString& title, const QString& hint) {
    m_title->setText(title);
    m_hint->setText(hint);
}

void EmptyState::add_action_button(QAction* action) {
    auto* button = new QPushButton(action->icon(), action->text(), this);
    button->setEnabled(action->isEnabled());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    m_layout->insertWidget(m_layout->count() - 1, button, 0, Qt::AlignHCenter);
}

}  // namespace destudio::widgets
