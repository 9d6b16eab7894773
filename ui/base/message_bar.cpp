// SPDX-License-Identifier: Apache-2.0
#include "ui/base/message_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel(this)), m_text(new QLabel(this)), m_buttons(new QHBoxLayout) {
    setObjectName(QStringLiteral("message_bar"));
    m_sign->setObjectName(QStringLiteral("message_sign"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close_button = new QToolButton(this);
    close_button->setIcon(widgets::icon(QStringLiteral("close")));
    close_button->setToolTip(tr("Close this message"));
    close_button->setAccessibleName(close_button->toolTip());
    connect(close_button, &QToolButton::clicked, this, &MessageBar::close_current);
    m_note_end.setSingleShot(true);
    m_note_end.setInterval(kNoteMs);
    connect(&m_note_end, &QTimer::timeout, this, &MessageBar::close_note);
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
    const auto& colors = widgets::theme_colors();
    const bool good = !m_messages.isEmpty() && m_messages.constLast().good;
    m_sign->setPixmap(good ? widgets::icon(QStringLiteral("accept"), colors.good).pixmap(16, 16)
                           : widgets::icon(QStringLiteral("warning"), colors.warn).pixmap(16, 16));
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        show_sign();  // the theme was switched
    }
}

void MessageBar::add(const Message& message) {
    m_note_end.stop();
    m_messages.removeIf([&message](const Message& other) {
        // A note leaves what went wrong standing below it.
        return other.sentence == message.sentence || other.good || (!message.good && other.actions.isEmpty());
    });
    m_messages.append(message);
    show_current();
    if (message.good) {
        m_note_end.start();
    }
}

void MessageBar::close_note() {
    if (!m_messages.isEmpty() && m_messages.constLast().good) {
        close_current();
    }
}

void MessageBar::show_current() {
    const QString sentence = m_messages.constLast().sentence;
    const QList<QAction*> actions = m_messages.constLast().actions;
    show_sign();
    m_text->setText(sentence);
    setAccessibleName(sentence);
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    for (QAction* action : actions) {
        auto* button = new QPushButton(action->text(), this);
        connect(button, &QPushButton::clicked, this, &MessageBar::close_current);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(button);
    }
    show();
}

void MessageBar::close_current() {
    if (!m_messages.isEmpty()) {
        m_messages.removeLast();
    }
    m_messages.isEmpty() ? hide() : show_current();
}

void MessageBar::clear() {
    m_messages.clear();
    hide();
}

QString MessageBar::sentence() const {
    return isHidden() ? QString() : m_text->text();
}

}  // namespace destudio::ui
