// SPDX-License-Identifier: Apache-2.0
#include "widgets/box_canvas.h"

#include <QGraphicsScene>
#include <QPainter>
#include <algorithm>

#include "widgets/canvas_painter.h"
#include "widgets/linked_view.h"
#include "widgets/theme.h"

// Picture, painting and view; what mouse and keys do is in box_canvas_input.cpp.
namespace destudio::widgets {
namespace {

constexpr int kBorder = 2;

}  // namespace

BoxCanvas::BoxCanvas(QWidget* parent)
    : QGraphicsView(parent), m_scene(new QGraphicsScene(this)), m_own_view(new LinkedView(this)) {
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(FullViewportUpdate);
    setTransformationAnchor(NoAnchor);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Picture with boxes"));
    set_linked_view(m_own_view);
}

void BoxCanvas::set_linked_view(LinkedView* view) {
    if (m_view) {
        disconnect(m_view, nullptr, this, nullptr);
    }
    m_view = view != nullptr ? view : m_own_view;
    connect(m_view, &LinkedView::changed, this, &BoxCanvas::update_transform);
    update_transform();
}

void BoxCanvas::set_picture(const Picture& picture) {
    const bool same_size = picture.size() == m_picture.size();
    m_picture = picture;
    if (!same_size) {
        cancel_gesture();
        update_transform();
    }
    viewport()->update();
}

void BoxCanvas::set_boxes(std::vector<CanvasBox> boxes) {
    m_boxes = std::move(boxes);
    if (m_gesture == Gesture::kMove || m_gesture == Gesture::kResize) {
        // Undo in the middle of a drag: what is being dragged is no longer what the document holds.
        const CanvasBox* dragged = m_selected ? find(*m_selected) : nullptr;
        if (dragged == nullptr || dragged->box != m_gesture_box) {
            cancel_gesture();
        }
    }
    if (m_hovered && find(*m_hovered) == nullptr) {
        m_hovered.reset();
    }
    if (m_selected && find(*m_selected) == nullptr) {
        select(std::nullopt);
    }
    describe_selection();
    viewport()->update();
}

void BoxCanvas::set_selected(std::optional<qint64> id) {
    if (id && find(*id) == nullptr) {
        id.reset();
    }
    if (id != m_selected) {
        if (m_gesture == Gesture::kMove || m_gesture == Gesture::kResize) {
            cancel_gesture();
        }
        m_selected = id;
        describe_selection();
        viewport()->update();
    }
}

void BoxCanvas::set_editable(bool editable) {
    m_editable = editable;
    if (!editable) {
        cancel_gesture();
        set_mode(Mode::kSelect);
    }
    viewport()->update();
}

void BoxCanvas::set_mode(Mode mode) {
    if (!m_editable) {
        mode = Mode::kSelect;
    }
    if (mode == m_mode) {
        return;
    }
    cancel_gesture();
    m_mode = mode;
    m_key_corner.reset();
    viewport()->setCursor(mode == Mode::kDraw ? Qt::CrossCursor : Qt::ArrowCursor);
    if (mode == Mode::kDraw && !m_crosshair && !m_picture.empty()) {
        m_crosshair = QPointF(m_picture.size().width() / 2.0, m_picture.size().height() / 2.0);
    }
    viewport()->update();
    emit mode_changed(mode);
}

void BoxCanvas::set_labels_visible(bool visible) {
    m_labels_visible = visible;
    viewport()->update();
}

void BoxCanvas::set_boxes_visible(bool visible) {
    m_boxes_visible = visible;
    viewport()->update();
}

void BoxCanvas::set_placeholder(const QString& text) {
    m_placeholder = text;
    viewport()->update();
}

void BoxCanvas::zoom_to_actual_pixels() {
    if (!m_picture.empty()) {
        m_view->set(1.0 / (fit_scale() * devicePixelRatioF()), m_view->center());
    }
}

Size BoxCanvas::picture_size() const {
    return {m_picture.size().width(), m_picture.size().height()};
}

double BoxCanvas::fit_scale() const {
    if (m_picture.empty()) {
        return 1;
    }
    const QSizeF room(std::max(1, viewport()->width() - 2 * kBorder), std::max(1, viewport()->height() - 2 * kBorder));
    return std::min(room.width() / m_picture.size().width(), room.height() / m_picture.size().height());
}

void BoxCanvas::update_transform() {
    const double scale = fit_scale() * m_view->zoom();
    const QSizeF size = m_picture.empty() ? QSizeF(1, 1) : QSizeF(m_picture.size());
    // Scene rectangle far larger than the picture, so that any centre can be reached without scroll limits.
    m_scene->setSceneRect(-2 * size.width(), -2 * size.height(), 5 * size.width(), 5 * size.height());
    setTransform(QTransform::fromScale(scale, scale));
    // An axis along which the whole picture is visible stays centred.
    const bool all_x = size.width() * scale <= viewport()->width();
    const bool all_y = size.height() * scale <= viewport()->height();
    centerOn((all_x ? 0.5 : m_view->center().x()) * size.width(), (all_y ? 0.5 : m_view->center().y()) * size.height());
    viewport()->update();
}

QPointF BoxCanvas::to_viewport(QPointF picture_position) const {
    return viewportTransform().map(picture_position);
}

QPointF BoxCanvas::to_picture(QPointF viewport_position) const {
    return viewportTransform().inverted().map(viewport_position);
}

QRectF BoxCanvas::outline_of(const destudio::Box& box) const {
    return {to_viewport({box.x1, box.y1}), to_viewport({box.x2, box.y2})};
}

const CanvasBox* BoxCanvas::find(qint64 id) const {
    const auto found =
        std::find_if(m_boxes.begin(), m_boxes.end(), [id](const CanvasBox& box) { return box.id == id; });
    return found == m_boxes.end() ? nullptr : &*found;
}

const CanvasBox* BoxCanvas::box_at(QPointF viewport_position) const {
    if (!m_boxes_visible) {
        return nullptr;
    }
    const CanvasBox* best = nullptr;
    constexpr double kSlack = 3;
    for (const CanvasBox& box : m_boxes) {
        const bool inside = outline_of(box.box).adjusted(-kSlack, -kSlack, kSlack, kSlack).contains(viewport_position);
        // The smallest box wins: a big one around it can be reached beside it, the small one nowhere else.
        if (inside && (best == nullptr || box.box.area() < best->box.area())) {
            best = &box;
        }
    }
    return best;
}

void BoxCanvas::drawBackground(QPainter* painter, const QRectF&) {
    painter->resetTransform();
    painter->fillRect(viewport()->rect(), theme_colors().canvas);
    if (m_picture.empty()) {
        paint_placeholder(*painter);
        return;
    }
    m_picture.paint(*painter, outline_of({0, 0, static_cast<double>(m_picture.size().width()),
                                          static_cast<double>(m_picture.size().height())}));
}

void BoxCanvas::drawForeground(QPainter* painter, const QRectF&) {
    if (m_picture.empty()) {
        return;
    }
    painter->resetTransform();
    const QRectF bounds = viewport()->rect();
    if (m_boxes_visible) {
        const CanvasBox* on_top = nullptr;
        for (const CanvasBox& box : m_boxes) {
            if (m_selected == box.id) {
                on_top = &box;
            } else {
                paint_box(*painter, box, outline_of(box.box), bounds,
                          {.hovered = m_hovered == box.id, .show_label = m_labels_visible});
            }
        }
        if (on_top != nullptr) {
            CanvasBox shown = *on_top;
            if (m_gesture_result && (m_gesture == Gesture::kMove || m_gesture == Gesture::kResize)) {
                shown.box = *m_gesture_result;
            }
            paint_box(*painter, shown, outline_of(shown.box), bounds,
                      {.selected = true, .show_label = m_labels_visible, .show_handles = m_editable});
        }
    }
    if (m_mode == Mode::kDraw) {
        std::optional<destudio::Box> drawn = m_gesture == Gesture::kDraw ? m_gesture_result : std::nullopt;
        if (m_key_corner && m_crosshair) {
            drawn = clamped({m_key_corner->x(), m_key_corner->y(), m_crosshair->x(), m_crosshair->y()}, picture_size());
        }
        if (drawn) {
            painter->setPen(QPen(theme_colors().accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(outline_of(*drawn));
        }
        if (m_crosshair && hasFocus()) {
            paint_crosshair(*painter, to_viewport(*m_crosshair), bounds);
        }
    }
}

void BoxCanvas::paint_placeholder(QPainter& painter) {
    painter.setPen(theme_colors().dim_text);
    painter.drawText(viewport()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

}  // namespace destudio::widgets
