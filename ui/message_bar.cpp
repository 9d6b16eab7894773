// SPDX-License-Identifier: Apache-2.0
#include "ui/message_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "widgets/icons.h"
#include "widgets/theme.h"

namespace destudio::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel(this)), m_text(new QLabel(this)), m_buttons(new QHBoxLayout) {
    setObjectName(QStringLiteral("message_bar"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close_button = new QToolButton(this);
    close_button->setIcon(widgets::icon(QStringLiteral("close")));
    close_button->setToolTip(tr("Close this message"));
    close_button->setAccessibleName(close_button->toolTip());
    connect(close_button, &QToolButton::clicked, this, &QWidget::hide);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(widgets::kMargin, 2, widgets::kMargin, 2);
    layout->addWidget(m_sign);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(close_button);
    show_sign();
    hide();
}

void MessageBar::show_sign() {
    m_sign->setPixmap(widgets::icon(QStringLiteral("warning"), widgets::theme_colors().warn).pixmap(16, 16));
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        show_sign();  // the theme was switched
    }
}

void MessageBar::show_offer(const QString& sentence, const QList<QAction*>& actions) {
    m_text->setText(sentence);
    setAccessibleName(sentence);
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    for (QAction* action : actions) {
        auto* button = new QPushButton(action->text(), this);
        connect(button, &QPushButton::clicked, this, &QWidget::hide);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(button);
    }
    show();
}

QString MessageBar::sentence() const {
    return isHidden() ? QString() : m_text->text();
}

}  // namespace destudio::ui
