// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

class QApplication;

namespace destudio::widgets {

enum class Theme { kDark, kLight };

/// The colors that QPalette has no role for. The rest comes from the palette, so that one switch changes everything.
struct ThemeColors {
    QColor canvas;    ///< behind pictures: neutral grey, so that it does not tint the eye
    QColor panel;     ///< side panels, headers
    QColor line;      ///< separators and frames
    QColor text;      ///< ordinary text
    QColor dim_text;  ///< secondary text, at least 4.5:1 on `panel`
    QColor accent;    ///< selection, focus, progress
    QColor good;      ///< accepted
    QColor bad;       ///< rejected, errors
    QColor warn;      ///< edited, warnings
};

/// Sets the Fusion style, palette and style sheet of the whole application.
void apply_theme(QApplication& application, Theme theme);
Theme current_theme();
const ThemeColors& theme_colors();

/// The one margin of the product, in device-independent pixels; gaps are this or half of it.
inline constexpr int kMargin = 8;

}  // namespace destudio::widgets
