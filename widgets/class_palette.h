// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

namespace destudio::widgets {

/// The colour of a class by its index in the class list: core's class_palette(), the one source of these colours.
/// Negative: grey, for no class.
QColor class_color(int class_index);

/// Black or white, whichever reads better on `background` (WCAG relative luminance).
QColor text_color_on(const QColor& background);

}  // namespace destudio::widgets
