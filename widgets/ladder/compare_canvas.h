// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>

#include "widgets/canvas/box_canvas.h"
#include "widgets/ladder/compare_view.h"

namespace destudio::widgets {

/// What a picture is compared with. Everything is made elsewhere; painting it is cheap.
struct Comparison {
    Picture original;         ///< empty: there is nothing to compare with
    QRectF part{0, 0, 1, 1};  ///< the part of `original` that the canvas' picture covers, in fractions
    Picture difference;       ///< empty while it is being made
};

/// A canvas that can show its picture against another one. In wipe mode the line is dragged with the left button.
class CompareCanvas : public BoxCanvas {
    Q_OBJECT

public:
    explicit CompareCanvas(QWidget* parent = nullptr);

    void set_compare_view(CompareView* view);
    void set_comparison(const Comparison& comparison);
    const Comparison& comparison() const { return m_comparison; }
    /// Viewport position of the line; none while there is none.
    std::optional<double> line() const;

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    CompareView::Mode compare_mode() const;
    bool on_line(QPointF viewport_position) const;
    void follow(QPointF viewport_position);

    QPointer<CompareView> m_compare;
    Comparison m_comparison;
    bool m_dragging = false;
};

}  // namespace destudio::widgets
