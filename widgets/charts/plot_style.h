// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QString>

class QCustomPlot;

namespace destudio::widgets {

/// The theme's colors and a small font for a plot and its axes.
void style_plot(QCustomPlot& plot, QFont font);
/// A sentence in the middle of a plot; nothing when it is empty.
void add_note(QCustomPlot& plot, const QString& text);

}  // namespace destudio::widgets
