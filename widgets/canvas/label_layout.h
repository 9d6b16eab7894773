// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <optional>
#include <vector>

namespace destudio::widgets {

/// A label of screen size that wants a place at its box.
struct LabelRequest {
    QRectF outline;       ///< of the box, on screen
    QSizeF size;          ///< of the label; empty: the box is only in the way of others
    bool needed = false;  ///< the selected or hovered box's: placed first, and over other labels if it must be
};

/// Boxes whose shorter side on screen is below this are small objects, which no label may cover.
inline constexpr double kSmallObjectSide = 48;

/// Where the labels go: above the box, else below, beside or, in a large one, inside it. A label never covers a small
/// object nor another label, and stays within `bounds`; one that finds no such place is left out.
std::vector<std::optional<QRectF>> place_labels(const std::vector<LabelRequest>& requests, const QRectF& bounds);

}  // namespace destudio::widgets
