// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <vector>

#include "widgets/canvas/canvas_box.h"
#include "widgets/canvas/label_images.h"

class QPainter;

namespace destudio::widgets {

struct BoxStyle {
    bool selected = false;
    bool hovered = false;
    bool show_handles = false;
    double line_width = 1.5;  ///< screen pixels
};

/// A box as it is painted in one frame.
struct PaintedBox {
    const CanvasBox* box = nullptr;
    QRectF outline;  ///< on screen
    BoxStyle style = {};
    bool show_label = true;
};

/// Text of a box's label: "cat .93", or the name alone without score.
QString box_label_text(const CanvasBox& box);

/// Paints a box whose outline on screen is `outline`, without label. Lines and handles have screen size, whatever the
/// zoom. @param bounds the visible part of the canvas
void paint_box(QPainter& painter, const CanvasBox& box, const QRectF& outline, const QRectF& bounds, BoxStyle style);

/// Paints the labels of boxes where place_labels() finds room. Boxes that are smaller on screen than a label's height
/// have one only while selected or hovered.
void paint_labels(QPainter& painter, const std::vector<PaintedBox>& boxes, const QRectF& bounds, LabelImages& images);

/// The two lines through the pointer while drawing.
void paint_crosshair(QPainter& painter, QPointF position, const QRectF& bounds);
/// "120 × 80" and the like beside a position, kept within the bounds.
void paint_readout(QPainter& painter, QPointF position, const QString& text, const QRectF& bounds);

}  // namespace destudio::widgets
