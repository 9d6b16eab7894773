// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

namespace destudio::widgets {

/// The color of a class by its index in the class list: core's class_palette(), the one source of these colors.
/// Negative: grey, for no class.
QColor class_color(int class_index);

/// A small square of this color for lists and menus, sharp at every device pixel ratio.
QIcon swatch(const QColor& color);

/// Black or white, whichever reads better on `background` (WCAG relative luminance).
QColor text_color_on(const QColor& background);

}  // namespace destudio::widgets
