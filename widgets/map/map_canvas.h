// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QPolygonF>
#include <QWidget>
#include <optional>
#include <vector>

#include "widgets/map/point_painter.h"

namespace destudio::widgets {

/// Many points in the plane: drag to pan, wheel to zoom, click to choose one, and a lasso (with Shift, or while it is
/// switched on) to choose many. Arrows pan, + and - zoom, Home shows all, Escape drops what was chosen, Return opens
/// the current point. 100,000 points are drawn anew within a frame.
class MapCanvas : public QWidget {
    Q_OBJECT

public:
    explicit MapCanvas(QWidget* parent = nullptr);

    /// @param keep_view  the same points, perhaps with others: what is in sight stays
    void set_points(std::vector<MapPoint> points, bool keep_view);
    const std::vector<MapPoint>& points() const { return m_points; }
    void fit();
    /// @param factor above 1: larger  @param at stays where it is, pixels of the widget
    void zoom(double factor, QPointF at);
    void pan(QPointF pixels);
    void set_lasso(bool on);
    /// Points that stand out against the others; none: all are shown alike. Rising.
    void set_chosen(const std::vector<int>& points);
    const std::vector<int>& chosen() const { return m_chosen; }
    /// -1: none.
    void set_current(int point);
    int current() const { return m_current; }
    /// Moves what is in sight so that these points are, not nearer than a part of the map.
    void show_points(const std::vector<int>& points);

    /// Pixels of the widget.
    QPointF position_of(int point) const;
    /// The point nearest to a place within reach of a pointer; -1: none.
    int point_at(QPointF position) const;
    /// Points within a polygon, pixels of the widget; rising.
    std::vector<int> points_in(const QPolygonF& polygon) const;

signals:
    /// -1: the pointer is on none.
    void hovered(int point);
    void clicked(int point);
    /// To be opened.
    void activated(int point);
    /// By the lasso, or none any more.
    void chosen_changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void draw_frame();
    void redraw();
    void hover(int point);
    void end_lasso();
    bool lassoing(const QMouseEvent& event) const;
    double radius() const;

    std::vector<MapPoint> m_points;
    std::vector<int> m_order;  ///< of drawing
    std::vector<int> m_chosen;
    std::vector<bool> m_is_chosen;
    QRectF m_extent;
    QPointF m_middle;        ///< of what is in sight, in the plane
    double m_scale = 1;      ///< pixels of the widget per unit
    double m_fit_scale = 1;  ///< at which all is in sight
    bool m_fitted = true;    ///< nobody has moved it, so it follows the widget's size
    QImage m_frame;
    bool m_stale = true;  ///< the frame is to be drawn anew
    int m_hovered = -1;
    int m_current = -1;
    bool m_lasso_on = false;
    QPolygonF m_lasso;
    std::optional<QPointF> m_pressed;
    QPointF m_last;
    bool m_moved = false;
};

}  // namespace destudio::widgets
