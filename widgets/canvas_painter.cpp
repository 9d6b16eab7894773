// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "widgets/box_handles.h"
#include "widgets/class_palette.h"

namespace destudio::widgets {
namespace {

constexpr int kLabelPixelSize = 11;
constexpr double kHandleSize = 7;
constexpr double kSmallestLabelledSide = 14;

void paint_label(QPainter& painter, const CanvasBox& box, const QRectF& outline, const QRectF& bounds,
                 const QColor& color) {
    QFont font = painter.font();
    font.setPixelSize(kLabelPixelSize);
    const QFontMetricsF metrics(font);
    const QString text = box_label_text(box);
    QRectF rect(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height() + 1);
    // Above the box, so that it hides nothing of the object; inside only where the picture ends.
    rect.moveBottomLeft(outline.topLeft() + QPointF(-0.5, 0));
    if (rect.top() < bounds.top()) {
        rect.moveTop(std::max(outline.top(), bounds.top()));
    }
    rect.moveLeft(std::clamp(rect.left(), bounds.left(), std::max(bounds.left(), bounds.right() - rect.width())));
    painter.setFont(font);
    painter.fillRect(rect, color);
    painter.setPen(text_color_on(color));
    painter.drawText(rect, Qt::AlignCenter, text);
}

}  // namespace

QString box_label_text(const CanvasBox& box) {
    if (!box.score) {
        return box.label;
    }
    QString score = QString::number(*box.score, 'f', 2);
    if (score.startsWith(QLatin1Char('0'))) {
        score.remove(0, 1);
    }
    return box.label + QLatin1Char(' ') + score;
}

void paint_box(QPainter& painter, const CanvasBox& box, const QRectF& outline, const QRectF& bounds, BoxStyle style) {
    // Out of sight: its label, which is kept within the bounds, must not stick to their edge.
    if (!outline.adjusted(-kHandleSize, -kHandleSize, kHandleSize, kHandleSize).intersects(bounds)) {
        return;
    }
    painter.save();
    const QColor color = box.color;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    // A dark line under the coloured one keeps boxes visible on pictures of their own colour.
    const double width = style.selected ? 2 : (style.hovered ? 2 : 1.5);
    QPen shadow(QColor(0, 0, 0, 150), width + 2);
    shadow.setJoinStyle(Qt::MiterJoin);
    painter.setPen(shadow);
    painter.drawRect(outline);
    if (style.selected) {
        QColor fill = color;
        fill.setAlpha(40);
        painter.setBrush(fill);
    }
    QPen pen(color, width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(outline);
    const bool roomy = std::min(outline.width(), outline.height()) >= kSmallestLabelledSide;
    if (style.show_label && (roomy || style.selected || style.hovered)) {
        paint_label(painter, box, outline, bounds, color);
    }
    if (style.show_handles) {
        painter.setPen(QPen(QColor(0, 0, 0, 200), 1));
        painter.setBrush(Qt::white);
        for (const BoxHandle& handle : box_handles(outline)) {
            const double half = kHandleSize / 2;
            painter.drawRect(QRectF(handle.position - QPointF(half, half), QSizeF(kHandleSize, kHandleSize)));
        }
    }
    painter.restore();
}

void paint_crosshair(QPainter& painter, QPointF position, const QRectF& bounds) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [color, style] :
         {std::pair(QColor(0, 0, 0, 160), Qt::SolidLine), std::pair(QColor(255, 255, 255, 220), Qt::DashLine)}) {
        painter.setPen(QPen(color, 1, style));
        painter.drawLine(QPointF(bounds.left(), position.y()), QPointF(bounds.right(), position.y()));
        painter.drawLine(QPointF(position.x(), bounds.top()), QPointF(position.x(), bounds.bottom()));
    }
    painter.restore();
}

}  // namespace destudio::widgets
