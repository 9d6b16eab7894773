// SPDX-License-Identifier: Apache-2.0
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/canvas/box_canvas.h"

// What the mouse does on a canvas.
namespace destudio::widgets {
namespace {

constexpr double kGripRadius = 7;
constexpr double kDragThreshold = 3;  // screen pixels before a press becomes a drag
constexpr double kSmallestDrawn = 2;  // picture pixels; less is a slip of the hand

bool extends(const QMouseEvent& event) {
    return (event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != Qt::NoModifier;
}

}  // namespace

const CanvasBox* BoxCanvas::resizable() const {
    const CanvasBox* box = m_selection.size() == 1 ? find(m_selection.ids().front()) : nullptr;
    return box != nullptr && box->changeable() ? box : nullptr;
}

std::vector<BoxEdit> BoxCanvas::changeable_selection() const {
    std::vector<BoxEdit> edits;
    for (const qint64 id : m_selection.ids()) {
        const CanvasBox* box = find(id);
        if (box != nullptr && box->changeable()) {
            edits.push_back({id, box->box});
        }
    }
    return edits;
}

void BoxCanvas::start_gesture(Gesture gesture, QPointF viewport_position) {
    m_gesture = gesture;
    m_gesture_moved = false;
    m_gesture_start = viewport_position;
    m_gesture_end = viewport_position;
    m_gesture_start_center = m_view->center();
    m_gesture_after.clear();
    m_gesture_drawn.reset();
    if (gesture == Gesture::kPan) {
        m_space_used = m_space_held;
    }
    show_pointer();
}

void BoxCanvas::update_gesture(QPointF viewport_position) {
    const QPointF screen_delta = viewport_position - m_gesture_start;
    m_gesture_end = viewport_position;
    if (!m_gesture_moved && screen_delta.manhattanLength() < kDragThreshold) {
        return;
    }
    m_gesture_moved = true;
    const QPointF delta = screen_delta / transform().m11();
    switch (m_gesture) {
        case Gesture::kPan:
            m_view->set(m_view->zoom(), m_gesture_start_center - QPointF(delta.x() / m_picture.size().width(),
                                                                         delta.y() / m_picture.size().height()));
            break;
        case Gesture::kMove:
            m_gesture_after = moved_together(m_gesture_before, delta.x(), delta.y(), picture_size());
            break;
        case Gesture::kResize:
            m_gesture_after = m_gesture_before;
            m_gesture_after.front().box =
                resized(m_gesture_before.front().box, m_grip, delta.x(), delta.y(), picture_size());
            break;
        case Gesture::kDraw: {
            const QPointF start = to_picture(m_gesture_start);
            const QPointF end = to_picture(viewport_position);
            m_gesture_drawn = clamped({start.x(), start.y(), end.x(), end.y()}, picture_size());
            break;
        }
        case Gesture::kBand:
        case Gesture::kNone:
            break;
    }
    viewport()->update();
}

void BoxCanvas::finish_gesture() {
    const Gesture gesture = m_gesture;
    const bool moved = m_gesture_moved;
    const auto before = std::move(m_gesture_before);
    const auto after = std::move(m_gesture_after);
    const auto drawn = m_gesture_drawn;
    const bool plain_pan = gesture == Gesture::kPan && !m_space_held;
    cancel_gesture();
    const auto large_enough = [](const destudio::Box& box) {
        return box.width() >= kSmallestDrawn && box.height() >= kSmallestDrawn;
    };
    if (!moved) {
        if (gesture == Gesture::kMove && m_pressed) {
            select(BoxSelection(m_pressed));
        } else if (plain_pan || gesture == Gesture::kBand) {
            click_at(m_gesture_start);
        }
    } else if (gesture == Gesture::kDraw && drawn && large_enough(*drawn)) {
        emit box_drawn(*drawn);
    } else if (gesture == Gesture::kBand) {
        select_inside(QRectF(m_gesture_start, m_gesture_end).normalized());
    } else if (gesture == Gesture::kMove || (gesture == Gesture::kResize && large_enough(after.front().box))) {
        const bool changed = !std::equal(after.begin(), after.end(), before.begin(), before.end(),
                                         [](const BoxEdit& a, const BoxEdit& b) { return a.box == b.box; });
        if (changed) {
            emit boxes_changed(after);
        }
    }
}

void BoxCanvas::cancel_gesture() {
    m_gesture = Gesture::kNone;
    m_gesture_moved = false;
    m_gesture_before.clear();
    m_gesture_after.clear();
    m_gesture_drawn.reset();
    show_pointer();
    viewport()->update();
}

void BoxCanvas::click_at(QPointF viewport_position) {
    if (box_at(viewport_position) != nullptr) {
        return;
    }
    const CanvasBox* candidate = m_editable ? candidate_at(to_picture(viewport_position)) : nullptr;
    if (candidate != nullptr) {
        emit adopt_requested(candidate->id);
    } else {
        select({});
    }
}

void BoxCanvas::select_inside(const QRectF& band) {
    BoxSelection selection = m_selection;
    for (const CanvasBox& box : m_boxes) {
        if (m_look->boxes_visible() && band.contains(outline_of(box.box))) {
            selection.add(box.id);
        }
    }
    select(selection);
}

void BoxCanvas::show_pointer() {
    const bool panning = m_gesture == Gesture::kPan && (m_gesture_moved || m_space_held);
    viewport()->setCursor(panning                 ? Qt::ClosedHandCursor
                          : m_space_held          ? Qt::OpenHandCursor
                          : m_mode == Mode::kDraw ? Qt::CrossCursor
                                                  : Qt::ArrowCursor);
}

void BoxCanvas::update_hover(QPointF viewport_position) {
    const CanvasBox* under = box_at(viewport_position);
    const CanvasBox* candidate = under == nullptr && m_editable && m_mode == Mode::kSelect
                                     ? candidate_at(to_picture(viewport_position))
                                     : nullptr;
    const auto hovered = under != nullptr ? std::optional(under->id) : std::nullopt;
    const auto hovered_candidate = candidate != nullptr ? std::optional(candidate->id) : std::nullopt;
    if (hovered != m_hovered || hovered_candidate != m_hovered_candidate) {
        m_hovered = hovered;
        m_hovered_candidate = hovered_candidate;
        viewport()->update();
    }
    if (m_mode == Mode::kDraw || m_look->crosshair()) {
        m_cursor.place(to_picture(viewport_position), picture_size());
        viewport()->update();
    }
    show_pointer();
    if (m_mode == Mode::kDraw || m_space_held || !m_editable) {
        return;
    }
    const CanvasBox* chosen = resizable();
    const auto grip =
        chosen != nullptr ? grip_at(outline_of(chosen->box), viewport_position, kGripRadius) : std::nullopt;
    if (grip) {
        viewport()->setCursor(cursor_for(*grip));
    } else if (under != nullptr) {
        viewport()->setCursor(m_selection.contains(under->id) && under->changeable() ? Qt::SizeAllCursor
                                                                                     : Qt::PointingHandCursor);
    } else if (candidate != nullptr) {
        viewport()->setCursor(Qt::PointingHandCursor);
    }
}

void BoxCanvas::mousePressEvent(QMouseEvent* event) {
    event->accept();
    setFocus(Qt::MouseFocusReason);
    emit activated();
    if (m_picture.empty() || m_gesture != Gesture::kNone) {
        return;
    }
    const QPointF position = event->position();
    const bool left = event->button() == Qt::LeftButton;
    m_pressed.reset();
    if (event->button() == Qt::MiddleButton || (left && m_space_held)) {
        start_gesture(Gesture::kPan, position);
        return;
    }
    const CanvasBox* under = box_at(position);
    if (event->button() == Qt::RightButton) {
        if (under != nullptr && !m_selection.contains(under->id)) {
            select(BoxSelection(under->id));
        }
        emit menu_requested(event->globalPosition().toPoint());
        return;
    }
    if (!left) {
        return;
    }
    if (m_mode == Mode::kDraw) {
        m_cursor.forget_corner();
        start_gesture(Gesture::kDraw, position);
        return;
    }
    if (extends(*event)) {
        if (under != nullptr) {
            BoxSelection selection = m_selection;
            selection.toggle(under->id);
            select(selection);
        } else {
            start_gesture(Gesture::kBand, position);
        }
        return;
    }
    const CanvasBox* chosen = m_editable ? resizable() : nullptr;
    if (const auto grip = chosen != nullptr ? grip_at(outline_of(chosen->box), position, kGripRadius) : std::nullopt) {
        m_grip = *grip;
        m_gesture_before = {{chosen->id, chosen->box}};
        start_gesture(Gesture::kResize, position);
        return;
    }
    if (under == nullptr) {
        start_gesture(Gesture::kPan, position);
        return;
    }
    const qint64 id = under->id;
    if (!m_selection.contains(id)) {
        select(BoxSelection(id));
    } else if (m_selection.size() > 1) {
        m_pressed = id;
    }
    m_gesture_before = m_editable ? changeable_selection() : std::vector<BoxEdit>();
    start_gesture(m_gesture_before.empty() ? Gesture::kPan : Gesture::kMove, position);
}

void BoxCanvas::mouseMoveEvent(QMouseEvent* event) {
    event->accept();
    if (m_picture.empty()) {
        return;
    }
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
    if (event->button() != Qt::LeftButton || m_mode == Mode::kDraw || extends(*event)) {
        mousePressEvent(event);
    } else if (under != nullptr && m_editable) {
        select(BoxSelection(under->id));
        emit relabel_requested(under->id, event->globalPosition().toPoint());
    } else {
        event->ignore();  // beside the boxes it belongs to the cell around this canvas
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

bool BoxCanvas::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !m_tips) {
        return QGraphicsView::viewportEvent(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const CanvasBox* box = box_at(help->pos());
    QToolTip::showText(help->globalPos(), box != nullptr ? m_tips(box->id) : QString(), viewport());
    return true;
}

void BoxCanvas::leaveEvent(QEvent* event) {
    m_hovered.reset();
    m_hovered_candidate.reset();
    viewport()->update();
    QGraphicsView::leaveEvent(event);
}

}  // namespace destudio::widgets
