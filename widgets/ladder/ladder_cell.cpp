// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/ladder_cell.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr int kCellFrame = 2;
constexpr int kStripHeight = 24;
constexpr int kIconSize = 14;

struct Mark {
    QString icon;
    QColor color;
};

Mark mark_of(CellMark mark) {
    const ThemeColors& colors = theme_colors();
    switch (mark) {
        case CellMark::kAccepted:
            return {QStringLiteral("accept"), colors.good};
        case CellMark::kEdited:
            return {QStringLiteral("edited"), colors.warn};
        case CellMark::kRejected:
            return {QStringLiteral("reject"), colors.bad};
        case CellMark::kFailed:
            return {QStringLiteral("warning"), colors.bad};
        case CellMark::kNone:
            break;
    }
    return {};
}

}  // namespace

LadderCell::LadderCell(QWidget* parent) : QFrame(parent), m_canvas(new CompareCanvas(this)) {
    setFrameShape(QFrame::NoFrame);
    setMinimumSize(80, 80);
}

int LadderCell::strip_height() {
    return kStripHeight;
}

void LadderCell::set_content(const LadderCellContent& content) {
    m_canvas->set_placeholder(content.message);
    m_canvas->set_picture(content.picture);
    m_canvas->set_comparison(content.comparison);
    m_canvas->set_editable(content.editable && !content.running && !content.picture.empty());
    m_canvas->set_boxes(content.boxes);
    m_mark = content.mark;
    m_state_text = content.state_text;
    m_stack_text = content.running ? QString() : content.stack_text;
    m_running = content.running;
    setToolTip(content.tip);
    m_step = content.step;
    m_total_steps = content.total_steps;
    setAccessibleDescription(m_stack_text.isEmpty() ? m_state_text
                                                    : m_state_text + QStringLiteral(", ") + m_stack_text);
    update();
}

void LadderCell::set_progress(const Picture& preview, int step, int total_steps, const QString& text) {
    if (!preview.empty()) {
        m_canvas->set_picture(preview);
    }
    m_running = true;
    m_step = step;
    m_total_steps = total_steps;
    m_state_text = text;
    update();
}

void LadderCell::set_current(bool current) {
    if (current != m_current) {
        m_current = current;
        update();
    }
}

bool LadderCell::event(QEvent* event) {
    // Over the picture a tooltip would be in the way.
    if (event->type() == QEvent::ToolTip && static_cast<QHelpEvent*>(event)->pos().y() < height() - kStripHeight) {
        event->ignore();
        return true;
    }
    return QFrame::event(event);
}

void LadderCell::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    m_canvas->setGeometry(kCellFrame, kCellFrame, width() - 2 * kCellFrame, height() - kStripHeight - kCellFrame);
}

void LadderCell::mousePressEvent(QMouseEvent* event) {
    event->accept();
    m_canvas->setFocus(Qt::MouseFocusReason);
    emit m_canvas->activated();
    if (stack_place().contains(event->pos())) {
        emit stack_pressed();
    }
}

QRect LadderCell::stack_place() const {
    if (m_stack_text.isEmpty()) {
        return {};
    }
    const int text_width = fontMetrics().horizontalAdvance(m_stack_text) + kMargin;
    return {width() - kCellFrame - 3 - text_width, height() - kStripHeight + 3, text_width,
            kStripHeight - kCellFrame - 5};
}

void LadderCell::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
    if (stack_place().contains(event->pos())) {
        emit stack_pressed();  // pressed quickly
        return;
    }
    emit open_requested();
}

void LadderCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ThemeColors& colors = theme_colors();
    painter.fillRect(rect(), colors.panel);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_current ? colors.accent : colors.line, m_current ? kCellFrame : 1));
    const int inset = m_current ? 1 : 0;
    painter.drawRect(rect().adjusted(inset, inset, -1, -1));

    QRect strip(kCellFrame + 5, height() - kStripHeight, width() - 2 * kCellFrame - 10, kStripHeight - kCellFrame);
    QColor text_color = colors.dim_text;
    const Mark mark = mark_of(m_mark);
    if (!mark.icon.isEmpty()) {
        const QRect place(strip.left(), strip.center().y() - kIconSize / 2 + 1, kIconSize, kIconSize);
        icon(mark.icon, mark.color).paint(&painter, place);
        strip.setLeft(place.right() + 6);
        text_color = colors.text;
    }
    if (m_running && m_total_steps > 0) {
        const int bar_width = strip.width() / 2;
        QRectF bar(strip.right() - bar_width, strip.center().y() - 2, bar_width, 5);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.line);
        painter.drawRoundedRect(bar, 2.5, 2.5);
        bar.setWidth(bar.width() * m_step / m_total_steps);
        painter.setBrush(colors.accent);
        painter.drawRoundedRect(bar, 2.5, 2.5);
        strip.setRight(strip.right() - bar_width - kMargin);
    }
    if (const QRect place = stack_place(); !place.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.line);
        painter.drawRoundedRect(place, 3, 3);
        painter.setPen(colors.text);
        painter.drawText(place, Qt::AlignCenter, m_stack_text);
        strip.setRight(place.left() - kMargin / 2);
    }
    painter.setPen(text_color);
    painter.drawText(strip, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_state_text, Qt::ElideRight, strip.width()));
}

}  // namespace destudio::widgets
