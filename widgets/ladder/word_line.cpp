// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/word_line.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>

#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr int kLineHeight = 24;

}  // namespace

WordLine::WordLine(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize WordLine::sizeHint() const {
    return {200, kLineHeight};
}

QSize WordLine::minimumSizeHint() const {
    return {0, kLineHeight};
}

void WordLine::set_text(const QString& text) {
    if (text == m_text) {
        return;
    }
    mark(-1);
    m_text = text;
    m_words.clear();
    static const QRegularExpression word(QStringLiteral("[\\w'-]+"), QRegularExpression::UseUnicodePropertiesOption);
    for (const QRegularExpressionMatch& match : word.globalMatch(text)) {
        m_words.push_back({match.captured(), static_cast<int>(match.capturedStart())});
    }
    setAccessibleDescription(text);
    update();
}

void WordLine::set_note(const QString& note) {
    if (note != m_note) {
        m_note = note;
        update();
    }
}

QString WordLine::marked() const {
    return m_marked < 0 ? QString() : m_words[static_cast<std::size_t>(m_marked)].text;
}

QRect WordLine::rect_of(const Word& word) const {
    const QFontMetrics metrics = fontMetrics();
    const int left = kMargin + metrics.horizontalAdvance(m_text.left(word.start));
    return {left, 3, metrics.horizontalAdvance(word.text), height() - 6};
}

QRect WordLine::place_of(const QString& word) const {
    for (const Word& known : m_words) {
        const QRect place = rect_of(known);
        if (known.text == word && place.right() < width()) {
            return place;
        }
    }
    return {};
}

void WordLine::mark(int word) {
    if (word != m_marked) {
        m_marked = word;
        update();
        emit word_marked(marked());
    }
}

void WordLine::mouseMoveEvent(QMouseEvent* event) {
    int under = -1;
    for (int i = 0; i < static_cast<int>(m_words.size()); ++i) {
        if (rect_of(m_words[static_cast<std::size_t>(i)]).adjusted(-2, -3, 2, 3).contains(event->pos())) {
            under = i;
        }
    }
    mark(under);
}

void WordLine::leaveEvent(QEvent*) {
    mark(-1);
}

void WordLine::focusOutEvent(QFocusEvent* event) {
    mark(-1);
    QWidget::focusOutEvent(event);
}

void WordLine::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(m_words.size());
    if (count > 0 && event->key() == Qt::Key_Right) {
        mark((m_marked + 1) % count);
    } else if (count > 0 && event->key() == Qt::Key_Left) {
        mark(m_marked <= 0 ? count - 1 : m_marked - 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void WordLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ThemeColors& colors = theme_colors();
    QRect room = rect().adjusted(kMargin, 0, -kMargin, 0);
    painter.setPen(colors.dim_text);
    if (!m_note.isEmpty()) {
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, m_note);
        room.setRight(room.right() - fontMetrics().horizontalAdvance(m_note) - kMargin);
    }
    if (m_marked >= 0) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        QColor back = colors.accent;
        back.setAlpha(90);
        painter.setPen(Qt::NoPen);
        painter.setBrush(back);
        painter.drawRoundedRect(rect_of(m_words[static_cast<std::size_t>(m_marked)]).adjusted(-3, 0, 3, 0), 3, 3);
    }
    painter.setPen(hasFocus() || m_marked >= 0 ? colors.text : colors.dim_text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

}  // namespace destudio::widgets
