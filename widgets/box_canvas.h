// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QGraphicsView>
#include <QPointer>
#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "widgets/box_handles.h"
#include "widgets/canvas_box.h"
#include "widgets/linked_view.h"
#include "widgets/picture.h"

namespace destudio::widgets {

/// Shows a picture with boxes and turns gestures into requests. It owns no state that matters: the caller's document
/// answers a request by calling set_boxes() again, so that undo and other views agree with it by construction.
///
/// Mouse: left on a box selects, drags move it, handles resize; in draw mode a drag draws; elsewhere left, middle, and
/// Space with left pan; the wheel zooms at the pointer. Keys: arrows nudge by one picture pixel (Shift: ten); Tab and
/// Shift+Tab cycle; Escape gives up; Delete deletes; digits relabel; in draw mode arrows move the crosshair and Return
/// sets a corner.
class BoxCanvas : public QGraphicsView {
    Q_OBJECT

public:
    enum class Mode { kSelect, kDraw };

    explicit BoxCanvas(QWidget* parent = nullptr);

    /// Without one a canvas has a view of its own.
    void set_linked_view(LinkedView* view);
    LinkedView* linked_view() const { return m_view; }

    void set_picture(const Picture& picture);
    const Picture& picture() const { return m_picture; }

    /// Boxes in picture pixels, in painting order. Keeps the selection when its id is still there.
    void set_boxes(std::vector<CanvasBox> boxes);
    const std::vector<CanvasBox>& boxes() const { return m_boxes; }

    void set_selected(std::optional<qint64> id);
    std::optional<qint64> selected() const { return m_selected; }

    void set_editable(bool editable);
    void set_mode(Mode mode);
    Mode mode() const { return m_mode; }
    void set_labels_visible(bool visible);
    void set_boxes_visible(bool visible);

    /// Grey sentence in the middle while there is no picture.
    void set_placeholder(const QString& text);

    /// 1 screen pixel per picture pixel.
    void zoom_to_actual_pixels();

    /// Where a picture position is on this widget's viewport, and back.
    QPointF to_viewport(QPointF picture_position) const;
    QPointF to_picture(QPointF viewport_position) const;
    QRectF outline_of(const destudio::Box& box) const;

signals:
    /// Any press of a mouse button, and the focus arriving by Tab: the cell wants to become the current one.
    void activated();
    void selection_changed(std::optional<qint64> id);
    void box_drawn(const destudio::Box& box);
    /// A finished move or resize.
    void box_changed(qint64 id, const destudio::Box& box);
    /// One step of an arrow key; a series of them is one thing to undo.
    void box_nudged(qint64 id, const destudio::Box& box);
    void delete_requested(qint64 id);
    void digit_pressed(int digit);
    void relabel_requested(qint64 id, QPoint global_position);
    /// The space bar was tapped, not held for panning.
    void space_tapped();
    void mode_changed(destudio::widgets::BoxCanvas::Mode mode);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Gesture { kNone, kPan, kMove, kResize, kDraw };

    Size picture_size() const;
    double fit_scale() const;
    void update_transform();
    void zoom_at(QPointF viewport_position, double factor);
    const CanvasBox* find(qint64 id) const;
    const CanvasBox* box_at(QPointF viewport_position) const;
    void select(std::optional<qint64> id);
    void select_next(int direction);
    void describe_selection();
    bool wants_key(const QKeyEvent& event) const;
    void start_gesture(Gesture gesture, QPointF viewport_position);
    void update_gesture(QPointF viewport_position);
    void finish_gesture();
    void cancel_gesture();
    void update_hover(QPointF viewport_position);
    void nudge(double dx, double dy);
    void move_crosshair(double dx, double dy);
    void toggle_corner();
    void paint_placeholder(QPainter& painter);

    QGraphicsScene* m_scene;
    QPointer<LinkedView> m_view;
    LinkedView* m_own_view;
    Picture m_picture;
    std::vector<CanvasBox> m_boxes;
    std::optional<qint64> m_selected;
    std::optional<qint64> m_hovered;
    QString m_placeholder;
    Mode m_mode = Mode::kSelect;
    bool m_editable = true;
    bool m_labels_visible = true;
    bool m_boxes_visible = true;

    Gesture m_gesture = Gesture::kNone;
    BoxGrip m_grip;
    QPointF m_gesture_start;         ///< viewport
    QPointF m_gesture_start_center;  ///< linked view's centre, when panning
    destudio::Box m_gesture_box;     ///< box before the gesture, picture pixels
    std::optional<destudio::Box>
        m_gesture_result;                 ///< box as the gesture would leave it; none until the pointer really moves
    std::optional<QPointF> m_crosshair;   ///< picture pixels
    std::optional<QPointF> m_key_corner;  ///< first corner set by keyboard, picture pixels
    bool m_space_held = false;
    bool m_space_used = false;
};

}  // namespace destudio::widgets
