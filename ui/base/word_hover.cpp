// SPDX-License-Identifier: Apache-2.0
#include "ui/base/word_hover.h"

#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QTextBlock>

namespace destudio::ui {

WordHover::WordHover(QPlainTextEdit* edit) : QObject(edit), m_edit(edit) {
    edit->viewport()->setMouseTracking(true);
    edit->viewport()->installEventFilter(this);
}

QString WordHover::word_at(QPoint position) const {
    QTextCursor cursor = m_edit->cursorForPosition(position);
    cursor.select(QTextCursor::WordUnderCursor);
    const QString word = cursor.selectedText();
    // The nearest place in the text may be far from the pointer.
    QTextCursor end(cursor);
    end.setPosition(cursor.selectionEnd());
    QTextCursor start(cursor);
    start.setPosition(cursor.selectionStart());
    const QRect place = m_edit->cursorRect(start).united(m_edit->cursorRect(end));
    return place.adjusted(-2, 0, 2, 0).contains(position) ? word : QString();
}

void WordHover::tell(const QString& word) {
    if (word != m_word) {
        m_word = word;
        emit hovered(word);
    }
}

bool WordHover::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        tell(mouse->buttons() == Qt::NoButton ? word_at(mouse->position().toPoint()) : QString());
    } else if (event->type() == QEvent::Leave || event->type() == QEvent::Hide) {
        tell({});
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace destudio::ui
