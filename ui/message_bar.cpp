// SPDX-License-Identifier: Apache-2.0
#include "ui/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "widgets/icons.h"
#include "widgets/theme.h"

namespace destudio::ui {

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_text(new QLabel(this)) {
    setObjectName(QStringLiteral("message_bar"));
    auto* sign = new QLabel(this);
    sign->setPixmap(widgets::icon(QStringLiteral("warning"), widgets::theme_colors().warn).pixmap(16, 16));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close_button = new QToolButton(this);
    close_button->setIcon(widgets::icon(QStringLiteral("close")));
    close_button->setToolTip(tr("Close this message"));
    connect(close_button, &QToolButton::clicked, this, &QWidget::hide);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(widgets::kMargin, 2, widgets::kMargin, 2);
    layout->addWidget(sign);
    layout->addWidget(m_text, 1);
    layout->addWidget(close_button);
    hide();
}

void MessageBar::show_sentence(const QString& sentence) {
    m_text->setText(sentence);
    setAccessibleName(sentence);
    show();
}

QString MessageBar::sentence() const {
    return isHidden() ? QString() : m_text->text();
}

}  // namespace destudio::ui
