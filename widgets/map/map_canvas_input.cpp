// SPDX-License-Identifier: Apache-2.0
// What mouse and keys do on a map.
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/map/map_canvas.h"

namespace destudio::widgets {
namespace {

constexpr double kZoomStep = 1.25;
constexpr double kPanStep = 60;       ///< pixels of an arrow key
constexpr double kWheelNotch = 120;   ///< eighths of a degree
constexpr qsizetype kLeastLasso = 3;  ///< corners

}  // namespace

void MapCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_fitted) {
        fit();
    }
    redraw();
}

void MapCanvas::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        redraw();
    }
}

bool MapCanvas::lassoing(const QMouseEvent& event) const {
    return m_lasso_on || event.modifiers().testFlag(Qt::ShiftModifier);
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        return;
    }
    setFocus(Qt::MouseFocusReason);
    m_pressed = event->position();
    m_last = event->position();
    m_moved = false;
    if (event->button() == Qt::LeftButton && lassoing(*event)) {
        m_lasso = QPolygonF{event->position()};
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) {
        hover(point_at(event->position()));
        return;
    }
    if (!m_moved && (event->position() - *m_pressed).manhattanLength() < QApplication::startDragDistance()) {
        return;
    }
    m_moved = true;
    if (!m_lasso.isEmpty()) {
        m_lasso << event->position();
        update();
    } else {
        pan(event->position() - m_last);
    }
    m_last = event->position();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed) {
        return;
    }
    const bool moved = m_moved;
    m_pressed.reset();
    if (moved && !m_lasso.isEmpty()) {
        end_lasso();
        return;
    }
    m_lasso.clear();
    if (!moved && event->button() == Qt::LeftButton) {
        const int point = point_at(event->position());
        set_current(point);
        emit clicked(point);
    }
}

void MapCanvas::end_lasso() {
    const QPolygonF polygon = std::exchange(m_lasso, QPolygonF());
    if (polygon.size() >= kLeastLasso) {
        set_chosen(points_in(polygon));
        emit chosen_changed();
    }
    update();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const int point = point_at(event->position()); point >= 0 && event->button() == Qt::LeftButton) {
        set_current(point);
        emit activated(point);
    }
}

void MapCanvas::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    hover(-1);
}

void MapCanvas::hover(int point) {
    if (point != m_hovered) {
        m_hovered = point;
        update();
        emit hovered(point);
    }
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    zoom(std::pow(kZoomStep, event->angleDelta().y() / kWheelNotch), event->position());
    event->accept();
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
    const QPointF middle(width() / 2.0, height() / 2.0);
    switch (event->key()) {
        case Qt::Key_Left:
            return pan({kPanStep, 0});
        case Qt::Key_Right:
            return pan({-kPanStep, 0});
        case Qt::Key_Up:
            return pan({0, kPanStep});
        case Qt::Key_Down:
            return pan({0, -kPanStep});
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoom(kZoomStep, middle);
        case Qt::Key_Minus:
            return zoom(1 / kZoomStep, middle);
        case Qt::Key_Home:
            return fit();
        case Qt::Key_Escape:
            m_lasso.clear();
            set_chosen({});
            emit chosen_changed();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current >= 0) {
                emit activated(m_current);
            }
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace destudio::widgets
