// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <Qt>

#include "widgets/canvas_box.h"

class QPainter;

namespace destudio::widgets {

struct BoxStyle {
    bool selected = false;
    bool hovered = false;
    bool show_label = true;
    bool show_handles = false;
};

/// Text of a box's label: "cat .93", or the name alone without score.
QString box_label_text(const CanvasBox& box);

/// Paints a box whose outline on screen is `outline`. Lines, label and handles have screen size, whatever the zoom.
/// @param bounds the visible part of the canvas, in which the label is kept
void paint_box(QPainter& painter, const CanvasBox& box, const QRectF& outline, const QRectF& bounds, BoxStyle style);

/// The two lines through the pointer while drawing.
void paint_crosshair(QPainter& painter, QPointF position, const QRectF& bounds);

}  // namespace destudio::widgets
