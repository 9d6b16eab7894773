// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/notice_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using widgets::kMargin;

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel(this)), m_text(new QLabel(this)), m_buttons(new QWidget(this)) {
    setObjectName(QStringLiteral("notice_bar"));
    m_text->setObjectName(QStringLiteral("notice_text"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sign->setAlignment(Qt::AlignTop);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kMargin);
    row->addStretch();
    auto* column = new QVBoxLayout;
    column->setSpacing(kMargin / 2);
    column->addWidget(m_text);
    column->addWidget(m_buttons);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kMargin);
    layout->addWidget(m_sign);
    layout->addLayout(column, 1);
    show_sign();
    hide();
}

void NoticeBar::set_actions(const QList<QAction*>& actions) {
    auto* row = static_cast<QHBoxLayout*>(m_buttons->layout());
    for (QAction* action : actions) {
        auto* button = new QPushButton(action->text(), this);
        button->setObjectName(action->objectName());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        row->insertWidget(row->count() - 1, button);
    }
}

void NoticeBar::set_sentence(const QString& sentence) {
    m_text->setText(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
}

QString NoticeBar::sentence() const {
    return m_text->text();
}

void NoticeBar::show_sign() {
    m_sign->setPixmap(widgets::icon(QStringLiteral("warning"), widgets::theme_colors().warn).pixmap(16, 16));
}

void NoticeBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        show_sign();  // the theme was switched
    }
}

}  // namespace destudio::ui
