// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QGraphicsView>
#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "widgets/base/linked_view.h"
#include "widgets/base/picture.h"
#include "widgets/canvas/box_handles.h"
#include "widgets/canvas/box_selection.h"
#include "widgets/canvas/canvas_box.h"
#include "widgets/canvas/canvas_look.h"
#include "widgets/canvas/drawing_cursor.h"
#include "widgets/canvas/label_images.h"
#include "widgets/canvas/picture_layer.h"

namespace destudio::widgets {

class Minimap;

/// Shows a picture with boxes and turns gestures into requests. It owns no state that matters: the caller's document
/// answers a request by calling set_boxes() again, so that undo and other views agree with it by construction.
///
/// Mouse: left on a box selects, with Ctrl or Shift adds or takes away; drags move the selection, handles resize; a
/// drag with Ctrl or Shift beside the boxes selects what lies inside; in draw mode a drag draws; elsewhere left,
/// middle, and Space with left pan; the wheel zooms at the pointer; a click on a suppressed detection asks to adopt it.
/// Keys: arrows move the selection by one picture pixel, with Ctrl its right and lower, with Alt its left and upper
/// edges (Shift: ten), and pan without selection; Tab and Shift+Tab cycle; Return asks for a class; Escape gives up;
/// Delete deletes; digits relabel; in draw mode arrows move the crosshair (Shift: ten pixels, Ctrl: a tenth of what is
/// in sight) and Return sets a corner.
class BoxCanvas : public QGraphicsView {
    Q_OBJECT

public:
    enum class Mode { kSelect, kDraw };

    explicit BoxCanvas(QWidget* parent = nullptr);

    /// Without one a canvas has a view of its own.
    void set_linked_view(LinkedView* view);
    LinkedView* linked_view() const { return m_view; }
    /// Without one a canvas has a look of its own.
    void set_look(CanvasLook* look);
    CanvasLook* look() const { return m_look; }

    void set_picture(const Picture& picture);
    const Picture& picture() const { return m_picture; }

    /// Boxes in picture pixels, in painting order. Keeps the selection of those that are still there.
    void set_boxes(std::vector<CanvasBox> boxes);
    const std::vector<CanvasBox>& boxes() const { return m_boxes; }
    /// Detections that are no boxes, best first: the one under the pointer is shown and a click asks to adopt it.
    void set_candidates(std::vector<CanvasBox> candidates);
    /// The best one at a position of the picture, unless a box is there.
    const CanvasBox* candidate_at(QPointF picture_position) const;

    void set_selected(std::optional<qint64> id) { set_selection(BoxSelection(id)); }
    void set_selection(BoxSelection selection);
    /// The box chosen last.
    std::optional<qint64> selected() const { return m_selection.primary(); }
    const BoxSelection& selection() const { return m_selection; }
    /// The selected box on the viewport; empty without one.
    QRectF selected_outline() const;

    /// What hovering over a box tells, asked for when somebody does; an empty text tells nothing.
    void set_tips(std::function<QString(qint64 id)> tips) { m_tips = std::move(tips); }

    void set_editable(bool editable);
    void set_mode(Mode mode);
    Mode mode() const { return m_mode; }
    /// Where drawing is, in picture pixels; none before the pointer or a key came.
    std::optional<QPointF> cursor() const { return m_cursor.position(); }

    /// Grey sentence in the middle while there is no picture.
    void set_placeholder(const QString& text);
    const QString& placeholder() const { return m_placeholder; }

    void zoom_by(double factor);
    void zoom_to_width();
    /// 1 screen pixel per picture pixel.
    void zoom_to_actual_pixels();
    /// Device pixels per picture pixel.
    double pixel_scale() const { return transform().m11() * devicePixelRatioF(); }
    /// @param x,y in what is in sight: 1 is its whole width or height
    void pan_by(double x, double y);

    /// Where a picture position is on this widget's viewport, and back.
    QPointF to_viewport(QPointF picture_position) const;
    QPointF to_picture(QPointF viewport_position) const;
    QRectF outline_of(const destudio::Box& box) const;

    const PictureLayer& picture_layer() const { return m_layer; }
    Minimap* minimap() const { return m_minimap; }

signals:
    /// Any press of a mouse button, and the focus arriving by Tab: the cell wants to become the current one.
    void activated();
    void selection_changed();
    void box_drawn(const destudio::Box& box);
    /// A finished move or resize of the selection.
    void boxes_changed(const std::vector<destudio::widgets::BoxEdit>& edits);
    /// One step of an arrow key; a series of them is one thing to undo.
    void boxes_nudged(const std::vector<destudio::widgets::BoxEdit>& edits);
    void delete_requested(const std::vector<qint64>& ids);
    void adopt_requested(qint64 candidate);
    void digit_pressed(int digit);
    void relabel_requested(qint64 id, QPoint global_position);
    void menu_requested(QPoint global_position);
    /// The space bar was tapped, not held for panning.
    void space_tapped();
    void mode_changed(destudio::widgets::BoxCanvas::Mode mode);
    /// The selection, or how many boxes there are, in words.
    void described(const QString& text);
    /// Zoom, centre or size changed.
    void view_changed();

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
    bool viewportEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Gesture { kNone, kPan, kMove, kResize, kDraw, kBand };

    Size picture_size() const;
    double fit_scale() const;
    void update_transform();
    void place_minimap();
    void zoom_at(QPointF viewport_position, double factor);
    const CanvasBox* find(qint64 id) const;
    const CanvasBox* box_at(QPointF viewport_position) const;
    /// The only selected box, when it can be changed.
    const CanvasBox* resizable() const;
    std::vector<BoxEdit> changeable_selection() const;
    void select(BoxSelection selection);
    void select_next(int direction);
    void describe_selection();
    bool wants_key(const QKeyEvent& event) const;
    void start_gesture(Gesture gesture, QPointF viewport_position);
    void update_gesture(QPointF viewport_position);
    void finish_gesture();
    void cancel_gesture();
    void click_at(QPointF viewport_position);
    void select_inside(const QRectF& band);
    void update_hover(QPointF viewport_position);
    void show_pointer();
    bool arrow_pressed(const QKeyEvent& event);
    void move_cursor(QPointF direction, Qt::KeyboardModifiers modifiers);
    void nudge(QPointF direction, Qt::KeyboardModifiers modifiers);
    void toggle_corner();
    void escape();
    void paint_placeholder(QPainter& painter);
    void paint_boxes(QPainter& painter);
    void paint_drawing(QPainter& painter);

    QGraphicsScene* m_scene;
    QPointer<LinkedView> m_view;
    LinkedView* m_own_view;
    QPointer<CanvasLook> m_look;
    CanvasLook* m_own_look;
    Minimap* m_minimap;
    Picture m_picture;
    PictureLayer m_layer;
    LabelImages m_labels;
    std::vector<CanvasBox> m_boxes;
    std::vector<CanvasBox> m_candidates;
    BoxSelection m_selection;
    std::optional<qint64> m_hovered;
    std::optional<qint64> m_hovered_candidate;
    QString m_placeholder;
    std::function<QString(qint64 id)> m_tips;
    Mode m_mode = Mode::kSelect;
    bool m_editable = true;

    Gesture m_gesture = Gesture::kNone;
    bool m_gesture_moved = false;  ///< the pointer went far enough for a drag
    BoxGrip m_grip;
    QPointF m_gesture_start;                ///< viewport
    QPointF m_gesture_end;                  ///< viewport
    QPointF m_gesture_start_center;         ///< linked view's centre, when panning
    std::vector<BoxEdit> m_gesture_before;  ///< boxes that are moved or resized
    std::vector<BoxEdit> m_gesture_after;   ///< as the gesture would leave them; empty until the pointer really moves
    std::optional<destudio::Box> m_gesture_drawn;
    std::optional<qint64> m_pressed;  ///< box under the press, when it was one of several that were selected
    DrawingCursor m_cursor;
    bool m_space_held = false;
    bool m_space_used = false;
};

}  // namespace destudio::widgets
