// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <Qt>
#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "widgets/canvas/canvas_box.h"

namespace destudio::widgets {

/// The part of a box that a pointer holds. Bits, so that a corner is two edges.
struct BoxGrip {
    bool left = false;
    bool top = false;
    bool right = false;
    bool bottom = false;

    bool operator==(const BoxGrip&) const = default;
};

/// The eight handles, on screen.
struct BoxHandle {
    BoxGrip grip;
    QPointF position;
};

/// Handles of a box whose outline on screen is `outline`: all eight, or only the corners where the edges are too short
/// for the middle ones.
std::vector<BoxHandle> box_handles(const QRectF& outline);

/// The handle under `position`, within `radius` screen pixels.
std::optional<BoxGrip> grip_at(const QRectF& outline, QPointF position, double radius);

/// The box with the held edges moved by (dx, dy) picture pixels, edges crossing over, cut to the picture.
Box resized(const Box& box, BoxGrip grip, double dx, double dy, Size picture);

/// The box moved by (dx, dy), stopped at the picture's edges with its size kept.
Box moved(const Box& box, double dx, double dy, Size picture);
/// Several boxes, which keep their places to each other: all stop when the first is at an edge.
std::vector<BoxEdit> moved_together(const std::vector<BoxEdit>& boxes, double dx, double dy, Size picture);

Qt::CursorShape cursor_for(BoxGrip grip);

}  // namespace destudio::widgets
