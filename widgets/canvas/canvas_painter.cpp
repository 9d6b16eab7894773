// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/canvas_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/canvas/box_handles.h"
#include "widgets/canvas/label_layout.h"

namespace destudio::widgets {
namespace {

constexpr double kHandleSize = 7;
constexpr double kSmallestLabelledSide = 14;
constexpr double kReadoutGap = 10;
constexpr QSize kPadlock(11, 12);
constexpr double kSmallestSideForPadlock = 40;
const QColor kShade(0, 0, 0, 150);

/// On whole pixels, so that all four lines have one width.
QRect on_pixels(const QRectF& rect) {
    const QPoint top_left(static_cast<int>(std::lround(rect.left())), static_cast<int>(std::lround(rect.top())));
    const QPoint bottom_right(static_cast<int>(std::lround(rect.right())),
                              static_cast<int>(std::lround(rect.bottom())));
    return {top_left, QSize(bottom_right.x() - top_left.x(), bottom_right.y() - top_left.y())};
}

/// Four filled rectangles inside of `outer`: the stroker would take several times as long.
void paint_frame(QPainter& painter, const QRect& outer, int width, const QColor& color) {
    const int inner_height = std::max(0, outer.height() - 2 * width);
    painter.fillRect(QRect(outer.left(), outer.top(), outer.width(), width), color);
    painter.fillRect(QRect(outer.left(), outer.top() + outer.height() - width, outer.width(), width), color);
    painter.fillRect(QRect(outer.left(), outer.top() + width, width, inner_height), color);
    painter.fillRect(QRect(outer.left() + outer.width() - width, outer.top() + width, width, inner_height), color);
}

void paint_dashed(QPainter& painter, const QRectF& rect, double width, const QColor& color) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(kShade, width + 1));
    painter.drawRect(rect);
    painter.setPen(QPen(color, width, Qt::DashLine));
    painter.drawRect(rect);
}

void paint_handles(QPainter& painter, const QRectF& outline) {
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1));
    painter.setBrush(Qt::white);
    const double half = kHandleSize / 2;
    for (const BoxHandle& handle : box_handles(outline)) {
        painter.drawRect(QRectF(handle.position - QPointF(half, half), QSizeF(kHandleSize, kHandleSize)));
    }
}

/// At the upper right corner; beside boxes that it would hide something of.
void paint_padlock(QPainter& painter, const QRectF& outline) {
    const bool within = std::min(outline.width(), outline.height()) >= kSmallestSideForPadlock;
    const QPoint corner = outline.topRight().toPoint();
    const QRect place(within ? corner + QPoint(-kPadlock.width() - 3, 3) : corner + QPoint(3, 0), kPadlock);
    painter.fillRect(place, kShade);
    paint_frame(painter, QRect(place.left() + 3, place.top() + 2, 5, 6), 1, Qt::white);  // its shackle
    painter.fillRect(QRect(place.left() + 2, place.top() + 5, 7, 5), Qt::white);
}

}  // namespace

QString box_label_text(const CanvasBox& box) {
    QString text = box.label;
    if (box.score) {
        QString score = QString::number(*box.score, 'f', 2);
        if (score.startsWith(QLatin1Char('0'))) {
            score.remove(0, 1);
        }
        text += QLatin1Char(' ') + score;
    }
    if (box.ghost) {
        text += QLatin1Char('?');
    }
    return text;
}

void paint_box(QPainter& painter, const CanvasBox& box, const QRectF& outline, const QRectF& bounds, BoxStyle style) {
    const double reach = kHandleSize + kPadlock.width() + style.line_width;
    if (!outline.adjusted(-reach, -reach, reach, reach).intersects(bounds)) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double width = style.line_width + (style.selected || style.hovered ? 1 : 0);
    // Far outside nothing can be seen, and the rasteriser does not like coordinates in the millions.
    const double far = 4 * reach;
    const QRectF rect = outline & bounds.adjusted(-far, -far, far, far);
    if (style.selected || box.ignored) {
        QColor fill = box.color;
        fill.setAlpha(box.ignored ? 90 : 40);
        painter.fillRect(rect & bounds, box.ignored ? QBrush(fill, Qt::BDiagPattern) : QBrush(fill));
    }
    if (box.ghost || box.ignored) {
        paint_dashed(painter, rect, width, box.color);
    } else {
        // A dark line around the colored one keeps boxes visible on pictures of their own color.
        const int thick = std::max(1, static_cast<int>(std::lround(width)));
        const int outside = (thick + 1) / 2;
        const QRect outer = on_pixels(rect).adjusted(-outside, -outside, outside, outside);
        paint_frame(painter, outer.adjusted(-1, -1, 1, 1), 1, kShade);
        paint_frame(painter, outer, thick, box.color);
    }
    if (box.locked) {
        paint_padlock(painter, outline);
    }
    if (style.show_handles) {
        paint_handles(painter, outline);
    }
}

void paint_labels(QPainter& painter, const std::vector<PaintedBox>& boxes, const QRectF& bounds, LabelImages& images) {
    const double ratio = painter.device()->devicePixelRatioF();
    std::vector<LabelRequest> requests;
    requests.reserve(boxes.size());
    std::vector<QImage> kept;  // the cache may drop one while another is made; images share their pixels
    kept.reserve(boxes.size());
    for (const PaintedBox& painted : boxes) {
        const bool needed = painted.style.selected || painted.style.hovered;
        const bool roomy = std::min(painted.outline.width(), painted.outline.height()) >= kSmallestLabelledSide;
        LabelRequest request{painted.outline, {}, needed};
        if (painted.show_label && (roomy || needed) && painted.outline.intersects(bounds)) {
            kept.push_back(images.get(box_label_text(*painted.box), painted.box->color, ratio));
            request.size = LabelImages::size_of(kept.back());
        } else {
            kept.emplace_back();
        }
        requests.push_back(request);
    }
    const auto places = place_labels(requests, bounds);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i]) {
            painter.drawImage(places[i]->topLeft().toPoint(), kept[i]);
        }
    }
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

void paint_readout(QPainter& painter, QPointF position, const QString& text, const QRectF& bounds) {
    const QFontMetricsF metrics(painter.font());
    QRectF rect(position + QPointF(kReadoutGap, kReadoutGap),
                QSizeF(metrics.horizontalAdvance(text) + kReadoutGap, metrics.height() + 2));
    if (rect.right() > bounds.right()) {
        rect.moveRight(position.x() - kReadoutGap);
    }
    if (rect.bottom() > bounds.bottom()) {
        rect.moveBottom(position.y() - kReadoutGap);
    }
    painter.fillRect(rect, QColor(0, 0, 0, 170));
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, text);
}

}  // namespace destudio::widgets
