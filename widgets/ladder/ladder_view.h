// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "widgets/ladder/ladder_cell.h"

class QScrollArea;

namespace destudio::widgets {

class CompareView;
class LadderGrid;
class LadderHeader;
class LinkedView;

/// The grid of a ladder: on the left the reference, which stays in sight, then a column per ratio and a row per seed.
/// All cells share zoom and pan. Cells are as large as the room allows; the grid scrolls when they would get too small.
class LadderView : public QWidget {
    Q_OBJECT

public:
    explicit LadderView(QWidget* parent = nullptr);

    /// Sets the shape; cells that exist are kept. Column 0 is the reference's.
    void set_shape(const QStringList& column_titles, const QStringList& row_titles);
    int column_count() const { return static_cast<int>(m_column_titles.size()); }
    int row_count() const { return static_cast<int>(m_row_titles.size()); }
    /// Width over height of the pictures, which the cells follow.
    void set_aspect(double width_over_height);

    /// Column 0 is the reference in every row. nullptr outside the shape.
    LadderCell* cell(int row, int column) const;
    LadderCell* reference_cell() const { return m_reference; }
    LinkedView* linked_view() const { return m_linked_view; }
    CompareView* compare_view() const { return m_compare_view; }
    /// Every canvas, the reference's first.
    std::vector<BoxCanvas*> canvases() const;

    /// Makes a cell the current one: framed, scrolled into sight.
    void set_current(int row, int column);
    int current_row() const { return m_current_row; }
    int current_column() const { return m_current_column; }
    LadderCell* current_cell() const { return cell(m_current_row, m_current_column); }

    /// Where the columns of variants stand now, scrolled, in this widget's pixels; without the reference's.
    std::vector<int> variant_lefts() const;
    int cell_width() const { return m_reference->width(); }

signals:
    /// Columns have other places or another width.
    void columns_moved();
    void current_changed(int row, int column);
    void open_requested(int row, int column);
    /// A cell was made; connect to its canvas here.
    void cell_created(destudio::widgets::LadderCell* cell);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    LadderCell* make_cell(QWidget* parent);
    void cell_activated(LadderCell* cell);
    void lay_out();

    LinkedView* m_linked_view;
    CompareView* m_compare_view;
    LadderHeader* m_header;
    LadderCell* m_reference;
    QScrollArea* m_scroll;
    LadderGrid* m_grid;
    QStringList m_column_titles;
    QStringList m_row_titles;
    int m_current_row = 0;
    int m_current_column = 0;
    double m_aspect = 1;
    std::vector<std::vector<LadderCell*>> m_cells;  ///< [row][column - 1]
};

}  // namespace destudio::widgets
