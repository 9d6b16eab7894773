// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace destudio::widgets {

/// An icon of resources/icons by its file name without ending, or its like in the icon theme (icon_theme.h), drawn from
/// SVG at any size and device pixel ratio.
/// It takes its color from the palette when painted (dimmed when disabled), so a theme switch needs no new icons.
QIcon icon(const QString& name);

/// The same in a fixed color, for states (accepted, rejected, warning).
QIcon icon(const QString& name, const QColor& color);

/// The product's own icon, in its own colors.
QIcon application_icon();

}  // namespace destudio::widgets
