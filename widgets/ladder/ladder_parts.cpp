// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/ladder_parts.h"

#include <QPainter>

#include "widgets/base/theme.h"

namespace destudio::widgets {

LadderHeader::LadderHeader(QWidget* parent) : QWidget(parent) {}

int LadderHeader::preferred_height() {
    return 26;
}

void LadderHeader::set_columns(const QStringList& titles, const std::vector<int>& lefts, int column_width) {
    m_titles = titles;
    m_lefts = lefts;
    m_column_width = column_width;
    update();
}

void LadderHeader::set_scroll(int offset) {
    m_offset = offset;
    update();
}

void LadderHeader::set_current(int column) {
    m_current = column;
    update();
}

void LadderHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ThemeColors& colors = theme_colors();
    for (int i = 0; i < static_cast<int>(m_titles.size()); ++i) {
        const int left = m_lefts[static_cast<std::size_t>(i)] - (i > 0 ? m_offset : 0);
        if (i == 1) {
            const int border = m_lefts[0] + m_column_width;
            painter.setClipRect(border, 0, width() - border, height());
        }
        painter.setPen(i == m_current ? colors.text : colors.dim_text);
        const QRect place(left, 0, m_column_width, height());
        painter.drawText(place, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(m_titles[i], Qt::ElideRight, place.width()));
    }
}

LadderGrid::LadderGrid(QWidget* parent) : QWidget(parent) {}

int LadderGrid::gutter_width() {
    return 22;
}

void LadderGrid::set_rows(const QStringList& titles, const std::vector<int>& tops, int row_height) {
    m_titles = titles;
    m_tops = tops;
    m_row_height = row_height;
    update();
}

void LadderGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(theme_colors().dim_text);
    for (int i = 0; i < static_cast<int>(m_titles.size()); ++i) {
        painter.save();
        painter.translate(0, m_tops[static_cast<std::size_t>(i)] + m_row_height);
        painter.rotate(-90);
        painter.drawText(QRect(0, 0, m_row_height, gutter_width()), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(m_titles[i], Qt::ElideRight, m_row_height));
        painter.restore();
    }
}

}  // namespace destudio::widgets
