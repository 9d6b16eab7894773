// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace destudio::widgets {

/// Column titles above a ladder, at the columns' places.
class LadderHeader : public QWidget {
    Q_OBJECT

public:
    explicit LadderHeader(QWidget* parent = nullptr);
    static int preferred_height();
    /// Titles with their left edges; column 0 never scrolls.
    void set_columns(const QStringList& titles, const std::vector<int>& lefts, int column_width);
    void set_scroll(int offset);
    void set_current(int column);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_titles;
    std::vector<int> m_lefts;
    int m_column_width = 0;
    int m_offset = 0;
    int m_current = 0;
};

/// The scrolled part of a ladder: holds the cells and paints the row titles upright in a gutter on the left.
class LadderGrid : public QWidget {
    Q_OBJECT

public:
    explicit LadderGrid(QWidget* parent = nullptr);
    static int gutter_width();
    void set_rows(const QStringList& titles, const std::vector<int>& tops, int row_height);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_titles;
    std::vector<int> m_tops;
    int m_row_height = 0;
};

}  // namespace destudio::widgets
