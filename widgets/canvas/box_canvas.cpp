// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/box_canvas.h"

#include <QGraphicsScene>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/base/theme.h"
#include "widgets/canvas/canvas_painter.h"
#include "widgets/canvas/minimap.h"

// Contents, view and painting; what the mouse does is in box_canvas_mouse.cpp, what keys do in box_canvas_keys.cpp.
namespace destudio::widgets {
namespace {

constexpr int kBorder = 2;
constexpr int kMinimapSide = 140;
constexpr int kSmallestWithMinimap = 3 * kMinimapSide;  // a cell of the ladder has no room for one

}  // namespace

BoxCanvas::BoxCanvas(QWidget* parent)
    : QGraphicsView(parent),
      m_scene(new QGraphicsScene(this)),
      m_own_view(new LinkedView(this)),
      m_own_look(new CanvasLook(this)),
      m_minimap(new Minimap(this)) {
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
    m_minimap->hide();
    set_look(m_own_look);
    set_linked_view(m_own_view);
}

void BoxCanvas::set_linked_view(LinkedView* view) {
    if (m_view) {
        disconnect(m_view, nullptr, this, nullptr);
    }
    m_view = view != nullptr ? view : m_own_view;
    connect(m_view, &LinkedView::changed, this, &BoxCanvas::update_transform);
    m_minimap->set_view(m_view);
    update_transform();
}

void BoxCanvas::set_look(CanvasLook* look) {
    if (m_look) {
        disconnect(m_look, nullptr, this, nullptr);
    }
    m_look = look != nullptr ? look : m_own_look;
    connect(m_look, &CanvasLook::changed, this, [this] {
        place_minimap();
        viewport()->update();
    });
    viewport()->update();
}

void BoxCanvas::set_picture(const Picture& picture) {
    const bool same_size = picture.size() == m_picture.size();
    m_picture = picture;
    m_minimap->set_picture(picture);
    if (m_picture.empty()) {
        m_layer.clear();
    }
    if (!same_size) {
        cancel_gesture();
        m_cursor = DrawingCursor();
        update_transform();
    }
    viewport()->update();
}

void BoxCanvas::set_boxes(std::vector<CanvasBox> boxes) {
    m_boxes = std::move(boxes);
    if (m_gesture == Gesture::kMove || m_gesture == Gesture::kResize) {
        // Undo in the middle of a drag: what is being dragged is no longer what the document holds.
        const bool same = std::all_of(m_gesture_before.begin(), m_gesture_before.end(), [this](const BoxEdit& dragged) {
            const CanvasBox* box = find(dragged.id);
            return box != nullptr && box->box == dragged.box;
        });
        if (!same) {
            cancel_gesture();
        }
    }
    if (m_hovered && find(*m_hovered) == nullptr) {
        m_hovered.reset();
    }
    BoxSelection kept = m_selection;
    kept.retain([this](qint64 id) { return find(id) != nullptr; });
    select(kept);
    describe_selection();
    viewport()->update();
}

void BoxCanvas::set_candidates(std::vector<CanvasBox> candidates) {
    m_candidates = std::move(candidates);
    m_hovered_candidate.reset();
    viewport()->update();
}

void BoxCanvas::set_selection(BoxSelection selection) {
    selection.retain([this](qint64 id) { return find(id) != nullptr; });
    if (!(selection == m_selection)) {
        if (m_gesture == Gesture::kMove || m_gesture == Gesture::kResize) {
            cancel_gesture();
        }
        m_selection = std::move(selection);
        describe_selection();
        viewport()->update();
    }
}

QRectF BoxCanvas::selected_outline() const {
    const CanvasBox* box = m_selection.empty() ? nullptr : find(*m_selection.primary());
    return box != nullptr ? outline_of(box->box) : QRectF();
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
    m_cursor.forget_corner();
    if (mode == Mode::kDraw && !m_cursor.position() && !m_picture.empty()) {
        m_cursor.move({0, 0}, picture_size());
    }
    show_pointer();
    viewport()->update();
    emit mode_changed(mode);
}

void BoxCanvas::set_placeholder(const QString& text) {
    m_placeholder = text;
    viewport()->update();
}

void BoxCanvas::zoom_by(double factor) {
    zoom_at(QRectF(viewport()->rect()).center(), factor);
}

void BoxCanvas::zoom_to_width() {
    if (!m_picture.empty()) {
        const double wanted = static_cast<double>(viewport()->width() - 2 * kBorder) / m_picture.size().width();
        m_view->set(std::max(1.0, wanted / fit_scale()), m_view->center());
    }
}

void BoxCanvas::zoom_to_actual_pixels() {
    if (!m_picture.empty()) {
        m_view->set(1.0 / (fit_scale() * devicePixelRatioF()), m_view->center());
    }
}

void BoxCanvas::pan_by(double x, double y) {
    if (!m_picture.empty()) {
        const double scale = transform().m11();
        m_view->set(m_view->zoom(),
                    m_view->center() + QPointF(x * viewport()->width() / (scale * m_picture.size().width()),
                                               y * viewport()->height() / (scale * m_picture.size().height())));
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
    place_minimap();
    viewport()->update();
    emit view_changed();
}

void BoxCanvas::place_minimap() {
    const bool wanted = m_look->minimap() && !m_picture.empty() && m_view->zoom() > 1 &&
                        std::min(width(), height()) >= kSmallestWithMinimap;
    if (wanted) {
        const QPointF top_left = to_picture({0, 0});
        const QPointF bottom_right = to_picture(QPointF(viewport()->width(), viewport()->height()));
        const QSizeF size = m_picture.size();
        m_minimap->set_visible_part({QPointF(top_left.x() / size.width(), top_left.y() / size.height()),
                                     QPointF(bottom_right.x() / size.width(), bottom_right.y() / size.height())});
        const QSize room = m_minimap->size_for(kMinimapSide);
        m_minimap->setGeometry(width() - room.width() - kMargin, height() - room.height() - kMargin, room.width(),
                               room.height());
    }
    m_minimap->setVisible(wanted);
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
    if (!m_look->boxes_visible()) {
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

const CanvasBox* BoxCanvas::candidate_at(QPointF picture_position) const {
    if (box_at(to_viewport(picture_position)) != nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(m_candidates.begin(), m_candidates.end(), [&](const CanvasBox& candidate) {
        const destudio::Box& box = candidate.box;
        return picture_position.x() >= box.x1 && picture_position.x() <= box.x2 && picture_position.y() >= box.y1 &&
               picture_position.y() <= box.y2;
    });
    return found == m_candidates.end() ? nullptr : &*found;
}

void BoxCanvas::drawBackground(QPainter* painter, const QRectF&) {
    painter->resetTransform();
    if (m_picture.empty()) {
        painter->fillRect(viewport()->rect(), theme_colors().canvas);
        paint_placeholder(*painter);
        return;
    }
    m_layer.paint(*painter, m_picture,
                  outline_of({0, 0, static_cast<double>(m_picture.size().width()),
                              static_cast<double>(m_picture.size().height())}),
                  viewport()->size(), m_look->tone(), theme_colors().canvas);
}

void BoxCanvas::drawForeground(QPainter* painter, const QRectF&) {
    if (m_picture.empty()) {
        return;
    }
    painter->resetTransform();
    painter->save();
    if (m_look->boxes_visible()) {
        paint_boxes(*painter);
    }
    paint_drawing(*painter);
    painter->restore();
}

void BoxCanvas::paint_boxes(QPainter& painter) {
    const QRectF bounds = viewport()->rect();
    const CanvasLook::Labels labels = m_look->labels();
    std::vector<PaintedBox> painted;
    std::vector<PaintedBox> on_top;
    painted.reserve(m_boxes.size());
    for (const CanvasBox& box : m_boxes) {
        const bool selected = m_selection.contains(box.id);
        const auto dragged = std::find_if(m_gesture_after.begin(), m_gesture_after.end(),
                                          [&](const BoxEdit& edit) { return edit.id == box.id; });
        const BoxStyle style{.selected = selected,
                             .hovered = m_hovered == box.id,
                             .show_handles = selected && m_editable && resizable() == &box,
                             .line_width = m_look->line_width()};
        const bool label = labels == CanvasLook::Labels::kAll ||
                           (labels == CanvasLook::Labels::kSelected && (selected || style.hovered));
        (selected ? on_top : painted)
            .push_back({&box, outline_of(dragged != m_gesture_after.end() ? dragged->box : box.box), style, label});
    }
    painted.insert(painted.end(), on_top.begin(), on_top.end());
    CanvasBox candidate;
    for (const CanvasBox& each : m_candidates) {
        if (m_hovered_candidate == each.id) {
            candidate = each;
            candidate.ghost = true;
            painted.push_back({&candidate, outline_of(each.box), {.hovered = true}, true});
        }
    }
    for (const PaintedBox& each : painted) {
        paint_box(painter, *each.box, each.outline, bounds, each.style);
    }
    paint_labels(painter, painted, bounds, m_labels);
}

void BoxCanvas::paint_drawing(QPainter& painter) {
    const QRectF bounds = viewport()->rect();
    if (m_gesture == Gesture::kBand && m_gesture_moved) {
        QColor fill = theme_colors().accent;
        fill.setAlpha(50);
        painter.setPen(QPen(theme_colors().accent, 1));
        painter.setBrush(fill);
        painter.drawRect(QRectF(m_gesture_start, m_gesture_end).normalized());
    }
    const bool drawing = m_mode == Mode::kDraw;
    const auto drawn = m_gesture_drawn ? m_gesture_drawn : drawing ? m_cursor.box(picture_size()) : std::nullopt;
    if (drawn) {
        painter.setPen(QPen(theme_colors().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(outline_of(*drawn));
    }
    if ((drawing || m_look->crosshair()) && m_cursor.position() && hasFocus()) {
        const QPointF position = to_viewport(*m_cursor.position());
        paint_crosshair(painter, position, bounds);
        paint_readout(
            painter, position,
            drawn ? tr("%1 × %2").arg(std::lround(drawn->width())).arg(std::lround(drawn->height()))
                  : tr("%1, %2").arg(std::lround(m_cursor.position()->x())).arg(std::lround(m_cursor.position()->y())),
            bounds);
    }
}

void BoxCanvas::paint_placeholder(QPainter& painter) {
    painter.setPen(theme_colors().dim_text);
    painter.drawText(viewport()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

}  // namespace destudio::widgets
