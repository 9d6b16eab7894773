// SPDX-License-Identifier: Apache-2.0
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/box_canvas.h"
#include "widgets/canvas_painter.h"
#include "widgets/linked_view.h"

namespace destudio::widgets {
namespace {

constexpr double kGripRadius = 7;
constexpr double kDragThreshold = 3;  // screen pixels before a press becomes a drag
constexpr double kSmallestDrawn = 2;  // picture pixels; less is a slip of the hand
constexpr double kNudgeLarge = 10;

}  // namespace

void BoxCanvas::select(std::optional<qint64> id) {
    if (id == m_selected) {
        return;
    }
    m_selected = id;
    describe_selection();
    viewport()->update();
    emit selection_changed(id);
}

void BoxCanvas::describe_selection() {
    const CanvasBox* box = m_selected ? find(*m_selected) : nullptr;
    const QString text = box == nullptr ? tr("%n boxes", nullptr, static_cast<int>(m_boxes.size()))
                                        : tr("%1, %2 × %3 pixels at %4, %5")
                                              .arg(box_label_text(*box))
                                              .arg(std::lround(box->box.width()))
                                              .arg(std::lround(box->box.height()))
                                              .arg(std::lround(box->box.x1))
                                              .arg(std::lround(box->box.y1));
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
    }
}

void BoxCanvas::select_next(int direction) {
    if (m_boxes.empty()) {
        return;
    }
    const auto count = static_cast<int>(m_boxes.size());
    int index = direction > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        if (m_selected == m_boxes[static_cast<std::size_t>(i)].id) {
            index = i;
        }
    }
    index = (index + direction + count) % count;
    select(m_boxes[static_cast<std::size_t>(index)].id);
}

void BoxCanvas::start_gesture(Gesture gesture, QPointF viewport_position) {
    m_gesture = gesture;
    m_gesture_start = viewport_position;
    m_gesture_start_center = m_view->center();
    m_gesture_result.reset();
    if (gesture == Gesture::kPan) {
        viewport()->setCursor(Qt::ClosedHandCursor);
        m_space_used = m_space_held;
    }
}

void BoxCanvas::update_gesture(QPointF viewport_position) {
    const QPointF screen_delta = viewport_position - m_gesture_start;
    if (!m_gesture_result && m_gesture != Gesture::kPan && screen_delta.manhattanLength() < kDragThreshold) {
        return;
    }
    const double scale = transform().m11();
    const QPointF delta = screen_delta / scale;
    switch (m_gesture) {
        case Gesture::kPan:
            if (!m_picture.empty()) {
                m_view->set(m_view->zoom(), m_gesture_start_center - QPointF(delta.x() / m_picture.size().width(),
                                                                             delta.y() / m_picture.size().height()));
            }
            break;
        case Gesture::kMove:
            m_gesture_result = moved(m_gesture_box, delta.x(), delta.y(), picture_size());
            break;
        case Gesture::kResize:
            m_gesture_result = resized(m_gesture_box, m_grip, delta.x(), delta.y(), picture_size());
            break;
        case Gesture::kDraw: {
            const QPointF start = to_picture(m_gesture_start);
            const QPointF end = to_picture(viewport_position);
            m_gesture_result = clamped({start.x(), start.y(), end.x(), end.y()}, picture_size());
            break;
        }
        case Gesture::kNone:
            break;
    }
    viewport()->update();
}

void BoxCanvas::finish_gesture() {
    const Gesture gesture = m_gesture;
    const std::optional<destudio::Box> result = m_gesture_result;
    cancel_gesture();
    if (!result) {
        return;
    }
    const bool large_enough = result->width() >= kSmallestDrawn && result->height() >= kSmallestDrawn;
    if (gesture == Gesture::kDraw && large_enough) {
        emit box_drawn(*result);
    } else if (m_selected && *result != m_gesture_box &&
               (gesture == Gesture::kMove || (gesture == Gesture::kResize && large_enough))) {
        emit box_changed(*m_selected, *result);
    }
}

void BoxCanvas::cancel_gesture() {
    m_gesture = Gesture::kNone;
    m_gesture_result.reset();
    viewport()->setCursor(m_mode == Mode::kDraw ? Qt::CrossCursor : Qt::ArrowCursor);
    viewport()->update();
}

void BoxCanvas::update_hover(QPointF viewport_position) {
    const CanvasBox* under = box_at(viewport_position);
    const std::optional<qint64> hovered = under != nullptr ? std::optional(under->id) : std::nullopt;
    if (hovered != m_hovered) {
        m_hovered = hovered;
        viewport()->update();
    }
    if (m_mode == Mode::kDraw) {
        const QPointF position = to_picture(viewport_position);
        m_crosshair = QPointF(std::clamp(position.x(), 0.0, static_cast<double>(picture_size().width)),
                              std::clamp(position.y(), 0.0, static_cast<double>(picture_size().height)));
        viewport()->update();
        return;
    }
    Qt::CursorShape shape = m_space_held ? Qt::OpenHandCursor : Qt::ArrowCursor;
    const CanvasBox* selected_box = m_selected ? find(*m_selected) : nullptr;
    const auto grip = selected_box != nullptr && m_editable
                          ? grip_at(outline_of(selected_box->box), viewport_position, kGripRadius)
                          : std::nullopt;
    if (grip && !m_space_held) {
        shape = cursor_for(*grip);
    } else if (under != nullptr && m_editable && !m_space_held) {
        shape = m_selected == under->id ? Qt::SizeAllCursor : Qt::PointingHandCursor;
    }
    viewport()->setCursor(shape);
}

void BoxCanvas::mousePressEvent(QMouseEvent* event) {
    event->accept();
    setFocus(Qt::MouseFocusReason);
    emit activated();
    if (m_picture.empty() || m_gesture != Gesture::kNone) {
        return;
    }
    const QPointF position = event->position();
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_space_held)) {
        start_gesture(Gesture::kPan, position);
        return;
    }
    if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) {
        return;
    }
    if (m_mode == Mode::kDraw && event->button() == Qt::LeftButton) {
        m_key_corner.reset();
        start_gesture(Gesture::kDraw, position);
        return;
    }
    const CanvasBox* selected_box = m_selected ? find(*m_selected) : nullptr;
    if (event->button() == Qt::LeftButton && selected_box != nullptr && m_editable) {
        if (const auto grip = grip_at(outline_of(selected_box->box), position, kGripRadius)) {
            m_grip = *grip;
            m_gesture_box = selected_box->box;
            start_gesture(Gesture::kResize, position);
            return;
        }
    }
    const CanvasBox* under = box_at(position);
    const destudio::Box box = under != nullptr ? under->box : destudio::Box{};
    const bool on_box = under != nullptr;
    select(on_box ? std::optional(under->id) : std::nullopt);
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (on_box && m_editable) {
        m_gesture_box = box;
        start_gesture(Gesture::kMove, position);
    } else {
        start_gesture(Gesture::kPan, position);
    }
}

void BoxCanvas::mouseMoveEvent(QMouseEvent* event) {
    event->accept();
    if (m_gesture == Gesture::kNone) {
        update_hover(event->position());
        return;
    }
    update_gesture(event->position());
    if (m_mode == Mode::kDraw) {
        update_hover(event->position());
    }
}

void BoxCanvas::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
    const bool still_held = (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) != Qt::NoButton;
    if (m_gesture != Gesture::kNone && !still_held) {
        update_gesture(event->position());
        finish_gesture();
        update_hover(event->position());
    }
}

void BoxCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
    const CanvasBox* under = box_at(event->position());
    if (event->button() == Qt::LeftButton && m_mode == Mode::kSelect && under != nullptr && m_editable) {
        select(under->id);
        emit relabel_requested(under->id, event->globalPosition().toPoint());
    } else if (event->button() == Qt::LeftButton && m_mode == Mode::kSelect) {
        event->ignore();  // beside the boxes it belongs to the cell around this canvas
    } else {
        mousePressEvent(event);
    }
}

void BoxCanvas::zoom_at(QPointF viewport_position, double factor) {
    if (m_picture.empty()) {
        return;
    }
    // Smaller than "fits" only by zoom_to_actual_pixels(), and from there only back up.
    const double least = std::min(1.0, m_view->zoom());
    const double zoom = std::clamp(m_view->zoom() * factor, least, LinkedView::kMaxZoom);
    const QPointF fixed = to_picture(viewport_position);
    const double scale = fit_scale() * zoom;
    // Keep the picture position under the pointer where it is.
    const QPointF from_middle = viewport_position - QRectF(viewport()->rect()).center();
    const QPointF center = fixed - from_middle / scale;
    m_view->set(zoom, {center.x() / m_picture.size().width(), center.y() / m_picture.size().height()});
}

void BoxCanvas::wheelEvent(QWheelEvent* event) {
    // Shift+wheel and the sideways wheel belong to whoever scrolls around this canvas.
    if (event->modifiers().testFlag(Qt::ShiftModifier) || event->angleDelta().y() == 0 || m_picture.empty()) {
        event->ignore();
        return;
    }
    event->accept();
    if (m_gesture != Gesture::kNone) {
        return;  // a drag remembers screen positions
    }
    zoom_at(event->position(), std::pow(1.0015, event->angleDelta().y()));
}

void BoxCanvas::nudge(double dx, double dy) {
    const CanvasBox* box = m_selected ? find(*m_selected) : nullptr;
    if (box == nullptr || !m_editable) {
        return;
    }
    const destudio::Box target = moved(box->box, dx, dy, picture_size());
    if (target != box->box) {
        emit box_nudged(box->id, target);
    }
}

void BoxCanvas::move_crosshair(double dx, double dy) {
    const QPointF from = m_crosshair.value_or(QPointF(picture_size().width / 2.0, picture_size().height / 2.0));
    m_crosshair = QPointF(std::clamp(from.x() + dx, 0.0, static_cast<double>(picture_size().width)),
                          std::clamp(from.y() + dy, 0.0, static_cast<double>(picture_size().height)));
    viewport()->update();
}

void BoxCanvas::toggle_corner() {
    if (!m_crosshair) {
        return;
    }
    if (!m_key_corner) {
        m_key_corner = m_crosshair;
        viewport()->update();
        return;
    }
    const destudio::Box box =
        clamped({m_key_corner->x(), m_key_corner->y(), m_crosshair->x(), m_crosshair->y()}, picture_size());
    m_key_corner.reset();
    viewport()->update();
    if (box.width() >= kSmallestDrawn && box.height() >= kSmallestDrawn) {
        emit box_drawn(box);
    }
}

void BoxCanvas::keyPressEvent(QKeyEvent* event) {
    const bool drawing = m_mode == Mode::kDraw;
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kNudgeLarge : 1;
    const auto arrow = [&](double dx, double dy) { drawing ? move_crosshair(dx, dy) : nudge(dx, dy); };
    switch (event->key()) {
        case Qt::Key_Left:
            arrow(-step, 0);
            return;
        case Qt::Key_Right:
            arrow(step, 0);
            return;
        case Qt::Key_Up:
            arrow(0, -step);
            return;
        case Qt::Key_Down:
            arrow(0, step);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (drawing && event->modifiers() == Qt::NoModifier) {
                toggle_corner();
                return;
            }
            break;
        case Qt::Key_Escape:
            if (m_gesture != Gesture::kNone) {
                cancel_gesture();
            } else if (m_key_corner) {
                m_key_corner.reset();
            } else if (drawing) {
                set_mode(Mode::kSelect);
            } else {
                select(std::nullopt);
            }
            viewport()->update();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (m_selected && m_editable && m_gesture == Gesture::kNone) {
                emit delete_requested(*m_selected);
                return;
            }
            break;
        case Qt::Key_Space:
            if (!event->isAutoRepeat()) {
                m_space_held = true;
                m_space_used = false;
            }
            return;
        default:
            break;
    }
    if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_9 &&
        (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        emit digit_pressed(event->key() - Qt::Key_0);
        return;
    }
    event->ignore();
}

void BoxCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat() && m_space_held) {
        m_space_held = false;
        if (!m_space_used) {
            emit space_tapped();
        }
        return;
    }
    event->ignore();
}

void BoxCanvas::focusInEvent(QFocusEvent* event) {
    QGraphicsView::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        emit activated();
    }
    viewport()->update();
}

void BoxCanvas::focusOutEvent(QFocusEvent* event) {
    m_space_held = false;
    m_key_corner.reset();
    QGraphicsView::focusOutEvent(event);
    viewport()->update();
}

void BoxCanvas::leaveEvent(QEvent* event) {
    m_hovered.reset();
    viewport()->update();
    QGraphicsView::leaveEvent(event);
}

void BoxCanvas::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    update_transform();
}

bool BoxCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && wants_key(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QGraphicsView::event(event);
}

bool BoxCanvas::wants_key(const QKeyEvent& event) const {
    const bool drawing = m_mode == Mode::kDraw;
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (event.key()) {
        case Qt::Key_Space:
            // Held for panning here and tapped for accepting: the canvas tells the two apart, not the shortcut map.
            return plain;
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            return (drawing || (m_selected && m_editable)) &&
                   (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return drawing && plain;
        case Qt::Key_Escape:
            return plain && (m_gesture != Gesture::kNone || m_key_corner || drawing);
        default:
            return false;
    }
}

bool BoxCanvas::focusNextPrevChild(bool next) {
    // Tab walks through the boxes; past the last one (or before the first) it leaves, so nobody is trapped.
    if (!m_boxes.empty() && m_boxes_visible) {
        const qint64 edge = next ? m_boxes.back().id : m_boxes.front().id;
        if (m_selected != edge) {
            select_next(next ? 1 : -1);
            return true;
        }
        select(std::nullopt);
    }
    return QGraphicsView::focusNextPrevChild(next);
}

}  // namespace destudio::widgets
