// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

namespace destudio::widgets {

/// The colour of a class, by its index in the project's class list: the same on canvas, lists and charts.
/// The first seven are Okabe and Ito's colours (black left out), which people with any colour-vision deficiency can
/// tell apart; later ones repeat the hues in a lighter and a darker shade, so that neighbours still differ in
/// lightness. Negative indices (no class) are grey.
QColor class_color(int class_index);

/// Black or white, whichever reads better on `background` (WCAG relative luminance).
QColor text_color_on(const QColor& background);

}  // namespace destudio::widgets
