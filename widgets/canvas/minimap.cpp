// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/minimap.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/base/theme.h"

namespace destudio::widgets {

Minimap::Minimap(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Overview"));
    setToolTip(tr("The whole picture. Click or drag to go there."));
}

void Minimap::set_view(LinkedView* view) {
    m_view = view;
}

void Minimap::set_picture(const Picture& picture) {
    if (!picture.is_same_as(m_picture)) {
        m_picture = picture;
        m_small = QPixmap();
        update();
    }
}

void Minimap::set_visible_part(const QRectF& part) {
    if (part != m_part) {
        m_part = part;
        update();
    }
}

QSize Minimap::size_for(int longest) const {
    return m_picture.empty() ? QSize()
                             : m_picture.size().scaled(longest, longest, Qt::KeepAspectRatio).expandedTo({8, 8});
}

void Minimap::paintEvent(QPaintEvent*) {
    if (m_small.deviceIndependentSize().toSize() != size()) {
        m_small = QPixmap(size() * devicePixelRatioF());
        m_small.setDevicePixelRatio(devicePixelRatioF());
        m_small.fill(theme_colors().canvas);
        QPainter painter(&m_small);
        m_picture.paint(painter, rect());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_small);
    const QRectF part =
        QRectF(m_part.x() * width(), m_part.y() * height(), m_part.width() * width(), m_part.height() * height()) &
        QRectF(rect());
    QRegion outside(rect());
    outside -= part.toAlignedRect();
    for (const QRect& shaded : outside) {
        painter.fillRect(shaded, QColor(0, 0, 0, 110));
    }
    painter.setPen(QPen(theme_colors().accent, 1));
    painter.drawRect(part.toAlignedRect().adjusted(0, 0, -1, -1));
    painter.setPen(theme_colors().line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Minimap::mousePressEvent(QMouseEvent* event) {
    event->accept();
    if (event->button() == Qt::LeftButton) {
        go_to(event->position());
    }
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
    event->accept();
    if (event->buttons().testFlag(Qt::LeftButton)) {
        go_to(event->position());
    }
}

void Minimap::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
}

void Minimap::go_to(QPointF position) {
    if (m_view && width() > 0 && height() > 0) {
        m_view->set(m_view->zoom(), {position.x() / width(), position.y() / height()});
    }
}

}  // namespace destudio::widgets
