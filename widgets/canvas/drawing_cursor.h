// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <optional>

#include "core/base/geometry.h"

namespace destudio::widgets {

/// The crosshair of drawing and the first corner of a box that the keyboard draws, in picture pixels.
class DrawingCursor {
public:
    const std::optional<QPointF>& position() const { return m_position; }
    const std::optional<QPointF>& corner() const { return m_corner; }

    /// Cut to the picture.
    void place(QPointF position, Size picture) {
        const Box point = clamped({position.x(), position.y(), position.x(), position.y()}, picture);
        m_position = QPointF(point.x1, point.y1);
    }
    /// From the middle of the picture where it has no position yet.
    void move(QPointF by, Size picture) {
        place(m_position.value_or(QPointF(picture.width / 2.0, picture.height / 2.0)) + by, picture);
    }
    void set_corner() { m_corner = m_position; }
    void forget_corner() { m_corner.reset(); }
    /// From the corner to the position; none before the corner is set.
    std::optional<Box> box(Size picture) const {
        if (!m_corner || !m_position) {
            return std::nullopt;
        }
        return clamped({m_corner->x(), m_corner->y(), m_position->x(), m_position->y()}, picture);
    }

private:
    std::optional<QPointF> m_position;
    std::optional<QPointF> m_corner;
};

}  // namespace destudio::widgets
