// SPDX-License-Identifier: Apache-2.0
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "widgets/canvas/box_canvas.h"
#include "widgets/canvas/canvas_painter.h"

// What keys do on a canvas, and the selection, which is theirs and the mouse's.
namespace destudio::widgets {
namespace {

constexpr double kLargeStep = 10;     // picture pixels, with Shift
constexpr double kSightStep = 0.1;    // of what is in sight, with Ctrl while drawing, and for panning
constexpr double kSmallestSide = 2;   // picture pixels
constexpr double kCursorMargin = 12;  // screen pixels that stay in sight around the crosshair

std::optional<QPointF> direction_of(int key) {
    switch (key) {
        case Qt::Key_Left:
            return QPointF(-1, 0);
        case Qt::Key_Right:
            return QPointF(1, 0);
        case Qt::Key_Up:
            return QPointF(0, -1);
        case Qt::Key_Down:
            return QPointF(0, 1);
        default:
            return std::nullopt;
    }
}

bool is_plain(const QKeyEvent& event) {
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

}  // namespace

void BoxCanvas::select(BoxSelection selection) {
    if (selection == m_selection) {
        return;
    }
    m_selection = std::move(selection);
    describe_selection();
    viewport()->update();
    emit selection_changed();
}

void BoxCanvas::describe_selection() {
    const CanvasBox* box = m_selection.empty() ? nullptr : find(*m_selection.primary());
    QString text;
    if (box == nullptr) {
        const auto count = std::count_if(m_boxes.begin(), m_boxes.end(), [](const CanvasBox& b) { return !b.ghost; });
        text = tr("%n boxes", nullptr, static_cast<int>(count));
    } else if (m_selection.size() > 1) {
        text = tr("%n boxes selected", nullptr, static_cast<int>(m_selection.size()));
    } else {
        text = tr("%1, %2 × %3 pixels at %4, %5")
                   .arg(box_label_text(*box))
                   .arg(std::lround(box->box.width()))
                   .arg(std::lround(box->box.height()))
                   .arg(std::lround(box->box.x1))
                   .arg(std::lround(box->box.y1));
        if (box->ghost) {
            text += QStringLiteral(", ") + tr("ghost");
        }
        if (box->locked) {
            text += QStringLiteral(", ") + tr("locked");
        }
        if (box->ignored) {
            text += QStringLiteral(", ") + tr("ignored region");
        }
    }
    if (text != accessibleDescription()) {
        setAccessibleDescription(text);
        emit described(text);
    }
}

void BoxCanvas::select_next(int direction) {
    if (m_boxes.empty()) {
        return;
    }
    const auto count = static_cast<int>(m_boxes.size());
    int index = direction > 0 ? -1 : count;
    for (int i = 0; i < count; ++i) {
        if (m_selection.primary() == m_boxes[static_cast<std::size_t>(i)].id) {
            index = i;
        }
    }
    index = (index + direction + count) % count;
    select(BoxSelection(m_boxes[static_cast<std::size_t>(index)].id));
}

bool BoxCanvas::focusNextPrevChild(bool next) {
    // Tab walks through the boxes; past the last one (or before the first) it leaves, so nobody is trapped.
    if (!m_boxes.empty() && m_look->boxes_visible()) {
        const qint64 edge = next ? m_boxes.back().id : m_boxes.front().id;
        if (m_selection.primary() != edge) {
            select_next(next ? 1 : -1);
            return true;
        }
        select({});
    }
    return QGraphicsView::focusNextPrevChild(next);
}

void BoxCanvas::move_cursor(QPointF direction, Qt::KeyboardModifiers modifiers) {
    QPointF step = direction;
    if (modifiers.testFlag(Qt::ControlModifier)) {
        const double scale = transform().m11();
        step = QPointF(std::round(direction.x() * kSightStep * viewport()->width() / scale),
                       std::round(direction.y() * kSightStep * viewport()->height() / scale));
    } else if (modifiers.testFlag(Qt::ShiftModifier)) {
        step *= kLargeStep;
    }
    m_cursor.move(step, picture_size());
    const QRectF sight =
        QRectF(viewport()->rect()).adjusted(kCursorMargin, kCursorMargin, -kCursorMargin, -kCursorMargin);
    if (m_view->zoom() > 1 && !sight.contains(to_viewport(*m_cursor.position()))) {
        m_view->set(m_view->zoom(), {m_cursor.position()->x() / picture_size().width,
                                     m_cursor.position()->y() / picture_size().height});
    }
    viewport()->update();
}

void BoxCanvas::nudge(QPointF direction, Qt::KeyboardModifiers modifiers) {
    const auto before = changeable_selection();
    if (before.empty() || !m_editable) {
        return;
    }
    const QPointF step = direction * (modifiers.testFlag(Qt::ShiftModifier) ? kLargeStep : 1);
    std::vector<BoxEdit> after;
    if ((modifiers & (Qt::ControlModifier | Qt::AltModifier)) == Qt::NoModifier) {
        after = moved_together(before, step.x(), step.y(), picture_size());
    } else {
        const bool far_edges = modifiers.testFlag(Qt::ControlModifier);
        const BoxGrip grip{.left = !far_edges, .top = !far_edges, .right = far_edges, .bottom = far_edges};
        for (const BoxEdit& edit : before) {
            const destudio::Box box = resized(edit.box, grip, step.x(), step.y(), picture_size());
            // An edge does not cross the opposite one by keyboard.
            const bool kept = box.width() >= std::min(kSmallestSide, edit.box.width()) &&
                              box.height() >= std::min(kSmallestSide, edit.box.height()) &&
                              (far_edges ? box.x1 == edit.box.x1 && box.y1 == edit.box.y1
                                         : box.x2 == edit.box.x2 && box.y2 == edit.box.y2);
            after.push_back({edit.id, kept ? box : edit.box});
        }
    }
    const bool changed = !std::equal(after.begin(), after.end(), before.begin(), before.end(),
                                     [](const BoxEdit& a, const BoxEdit& b) { return a.box == b.box; });
    if (changed) {
        emit boxes_nudged(after);
    }
}

bool BoxCanvas::arrow_pressed(const QKeyEvent& event) {
    const auto direction = direction_of(event.key());
    if (!direction || m_picture.empty()) {
        return false;
    }
    if (m_mode == Mode::kDraw) {
        move_cursor(*direction, event.modifiers());
    } else if (!m_selection.empty()) {
        nudge(*direction, event.modifiers());
    } else if (m_view->zoom() > 1) {
        pan_by(kSightStep * direction->x(), kSightStep * direction->y());
    } else {
        return false;
    }
    return true;
}

void BoxCanvas::toggle_corner() {
    const auto box = m_cursor.box(picture_size());
    if (!box) {
        m_cursor.set_corner();
    } else {
        m_cursor.forget_corner();
        if (box->width() >= kSmallestSide && box->height() >= kSmallestSide) {
            emit box_drawn(*box);
        }
    }
    viewport()->update();
}

void BoxCanvas::escape() {
    if (m_gesture != Gesture::kNone) {
        cancel_gesture();
    } else if (m_cursor.corner()) {
        m_cursor.forget_corner();
    } else if (m_mode == Mode::kDraw) {
        set_mode(Mode::kSelect);
    } else {
        select({});
    }
    viewport()->update();
}

void BoxCanvas::keyPressEvent(QKeyEvent* event) {
    const bool plain = is_plain(*event);
    if (arrow_pressed(*event)) {
        return;
    }
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (plain && m_mode == Mode::kDraw) {
                toggle_corner();
                return;
            }
            if (plain && !m_selection.empty() && m_editable) {
                const QPoint below = selected_outline().bottomLeft().toPoint();
                emit relabel_requested(*m_selection.primary(), viewport()->mapToGlobal(below));
                return;
            }
            break;
        case Qt::Key_Menu: {
            const QRectF outline = selected_outline() & QRectF(viewport()->rect());
            const QPointF place = outline.isEmpty() ? QRectF(viewport()->rect()).center() : outline.center();
            emit menu_requested(viewport()->mapToGlobal(place.toPoint()));
            return;
        }
        case Qt::Key_Escape:
            escape();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (!m_selection.empty() && m_editable && m_gesture == Gesture::kNone) {
                emit delete_requested(m_selection.ids());
                return;
            }
            break;
        case Qt::Key_Space:
            if (!event->isAutoRepeat()) {
                m_space_held = true;
                m_space_used = false;
                show_pointer();
            }
            return;
        default:
            break;
    }
    if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_9 && plain) {
        emit digit_pressed(event->key() - Qt::Key_0);
        return;
    }
    event->ignore();
}

void BoxCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat() && m_space_held) {
        m_space_held = false;
        show_pointer();
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
    m_cursor.forget_corner();
    QGraphicsView::focusOutEvent(event);
    viewport()->update();
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
    const bool plain = is_plain(event);
    switch (event.key()) {
        case Qt::Key_Space:
            // Held for panning here and tapped for accepting: the canvas tells the two apart, not the shortcut map.
            return plain;
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            return drawing || (!m_selection.empty() && m_editable) || (plain && m_view->zoom() > 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return plain && (drawing || (!m_selection.empty() && m_editable));
        case Qt::Key_Escape:
            return plain && (m_gesture != Gesture::kNone || m_cursor.corner() || drawing || !m_selection.empty());
        default:
            return false;
    }
}

}  // namespace destudio::widgets
