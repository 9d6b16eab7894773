// SPDX-License-Identifier: Apache-2.0
#include "widgets/grids/inspect_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/base/theme.h"
#include "widgets/canvas/canvas_painter.h"

namespace destudio::widgets {
namespace {

constexpr int kTextHeight = 20;
constexpr int kMaxStrip = 150;
constexpr int kColumns = 2;

}  // namespace

InspectView::InspectView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(360, 240);
    setAccessibleName(tr("What the model sees"));
}

void InspectView::set_large(std::vector<InspectTile> tiles) {
    m_large = std::move(tiles);
    QStringList names;
    for (const InspectTile& tile : m_large) {
        names << tile.title + QLatin1Char(' ') + tile.note;
    }
    setAccessibleDescription(names.join(QStringLiteral("; ")));
    update();
}

void InspectView::set_small(std::vector<InspectTile> tiles, int chosen) {
    m_small = std::move(tiles);
    m_chosen = chosen;
    update();
}

int InspectView::strip_width() const {
    if (m_small.empty()) {
        return 0;
    }
    const int count = static_cast<int>(m_small.size());
    return std::min({kMaxStrip, width() / 4, std::max(40, (height() - (count - 1) * kMargin) / count - kTextHeight)});
}

QRect InspectView::large_rect(int index) const {
    const int strip = strip_width();
    const int room = width() - (strip > 0 ? strip + kMargin : 0);
    const int rows = std::max(1, (static_cast<int>(m_large.size()) + kColumns - 1) / kColumns);
    const int tile_width = (room - (kColumns - 1) * kMargin) / kColumns;
    const int tile_height = (height() - (rows - 1) * kMargin) / rows;
    return {(index % kColumns) * (tile_width + kMargin), (index / kColumns) * (tile_height + kMargin), tile_width,
            tile_height};
}

QRect InspectView::small_rect(int index) const {
    const int strip = strip_width();
    const int count = std::max(1, static_cast<int>(m_small.size()));
    const int tile_height = std::min(strip + kTextHeight, (height() - (count - 1) * kMargin) / count);
    return {width() - strip, index * (tile_height + kMargin), strip, tile_height};
}

void InspectView::mousePressEvent(QMouseEvent* event) {
    for (int i = 0; i < static_cast<int>(m_small.size()); ++i) {
        if (small_rect(i).contains(event->pos())) {
            emit small_pressed(i);
        }
    }
    event->accept();
}

int InspectView::caption_lines() const {
    const QFontMetrics metrics = fontMetrics();
    return std::any_of(m_large.begin(), m_large.end(),
                       [&](const InspectTile& tile) {
                           return metrics.horizontalAdvance(tile.title) + kMargin +
                                      metrics.horizontalAdvance(tile.note) >
                                  large_rect(0).width();
                       })
               ? 2
               : 1;
}

void InspectView::paint_tile(QPainter& painter, const InspectTile& tile, const QRect& rect, bool chosen,
                             int lines) const {
    const ThemeColors& colors = theme_colors();
    const QRect frame = rect.adjusted(0, 0, 0, -lines * kTextHeight);
    painter.fillRect(frame, colors.canvas);
    if (tile.picture.empty()) {
        painter.setPen(colors.dim_text);
        painter.drawText(frame.adjusted(kMargin, kMargin, -kMargin, -kMargin), Qt::AlignCenter | Qt::TextWordWrap,
                         tile.message);
    } else {
        const QSizeF fitted = QSizeF(tile.picture.size()).scaled(QSizeF(frame.size()), Qt::KeepAspectRatio);
        const QRectF target(QRectF(frame).center() - QPointF(fitted.width() / 2, fitted.height() / 2), fitted);
        tile.picture.paint(painter, target);
        const QSizeF from = tile.box_size.isEmpty() ? QSizeF(tile.picture.size()) : QSizeF(tile.box_size);
        painter.save();
        painter.setClipRect(frame);
        for (const CanvasBox& box : tile.boxes) {
            const double sx = fitted.width() / from.width();
            const double sy = fitted.height() / from.height();
            const QRectF outline(target.left() + box.box.x1 * sx, target.top() + box.box.y1 * sy, box.box.width() * sx,
                                 box.box.height() * sy);
            paint_box(painter, box, outline, frame, {});
        }
        painter.restore();
    }
    painter.setPen(QPen(chosen ? colors.accent : colors.line, chosen ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame.adjusted(0, 0, -1, -1));
    QRect text(rect.left(), frame.bottom() + 1, rect.width(), kTextHeight);
    painter.setPen(colors.text);
    const QString title = painter.fontMetrics().elidedText(tile.title, Qt::ElideRight, text.width());
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, title);
    if (lines > 1) {
        text.translate(0, kTextHeight);
    } else {
        text.setLeft(text.left() + painter.fontMetrics().horizontalAdvance(title) + kMargin);
    }
    painter.setPen(colors.dim_text);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(tile.note, Qt::ElideRight, std::max(0, text.width())));
}

void InspectView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int lines = caption_lines();
    for (int i = 0; i < static_cast<int>(m_large.size()); ++i) {
        paint_tile(painter, m_large[static_cast<std::size_t>(i)], large_rect(i), false, lines);
    }
    for (int i = 0; i < static_cast<int>(m_small.size()); ++i) {
        paint_tile(painter, m_small[static_cast<std::size_t>(i)], small_rect(i), i == m_chosen, 1);
    }
}

}  // namespace destudio::widgets
