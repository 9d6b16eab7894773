// SPDX-License-Identifier: Apache-2.0
#include "widgets/charts/plot_style.h"

#include <qcustomplot.h>

#include <algorithm>

#include "widgets/base/theme.h"

namespace destudio::widgets {

void style_plot(QCustomPlot& plot, QFont font) {
    const ThemeColors& colors = theme_colors();
    plot.setBackground(QBrush(colors.panel));
    font.setPointSizeF(std::max(7.0, font.pointSizeF() - 1));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(QPen(colors.line));
        axis->setTickPen(QPen(colors.line));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(colors.dim_text);
        axis->setTickLabelFont(font);
        axis->grid()->setPen(QPen(colors.line, 0, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(colors.line));
    }
}

void add_note(QCustomPlot& plot, const QString& text) {
    if (text.isEmpty()) {
        return;
    }
    auto* note = new QCPItemText(&plot);
    note->position->setType(QCPItemPosition::ptAxisRectRatio);
    note->position->setCoords(0.5, 0.5);
    note->setText(text);
    note->setColor(theme_colors().dim_text);
}

}  // namespace destudio::widgets
