// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/ladder_view.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>

#include "widgets/base/linked_view.h"
#include "widgets/base/theme.h"
#include "widgets/canvas/box_canvas.h"
#include "widgets/ladder/ladder_parts.h"

namespace destudio::widgets {
namespace {

constexpr int kGap = kMargin / 2;
constexpr int kSmallestCellWidth = 168;
constexpr int kFrame = 4;
// Rows are shrunk down to this part of their natural height when that brings all of them into sight.
constexpr double kShrinkLimit = 0.6;

struct CellSize {
    int width = 0;
    int height = 0;
};

CellSize cell_size(QSize room, int columns, int rows, double aspect) {
    const int strip = LadderCell::strip_height();
    const auto height_of = [&](int width) { return static_cast<int>((width - kFrame) / aspect) + strip + 2; };
    const auto width_of = [&](int height) { return static_cast<int>((height - strip - 2) * aspect) + kFrame; };
    int width = std::max(kSmallestCellWidth, (room.width() - kGap * (columns - 1)) / columns);
    int height = height_of(width);
    const int height_for_all = (room.height() - kGap * (rows - 1)) / std::max(1, rows);
    if (height > height_for_all && height_for_all >= kShrinkLimit * height) {
        height = height_for_all;
    }
    height = std::min(height, std::max(room.height(), strip + 120));
    width = std::max(std::min(width, width_of(height)), kSmallestCellWidth);
    return {width, height};
}

}  // namespace

LadderView::LadderView(QWidget* parent)
    : QWidget(parent),
      m_linked_view(new LinkedView(this)),
      m_compare_view(new CompareView(this)),
      m_header(new LadderHeader(this)),
      m_reference(make_cell(this)),
      m_scroll(new QScrollArea(this)),
      m_grid(new LadderGrid) {
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidget(m_grid);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_reference->setAccessibleName(tr("Reference"));
    m_reference->canvas()->setAccessibleName(tr("Reference"));
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::valueChanged, m_header, &LadderHeader::set_scroll);
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::valueChanged, this, &LadderView::columns_moved);
    set_shape({tr("Reference")}, {});
    m_reference->set_current(true);
}

LadderCell* LadderView::make_cell(QWidget* parent) {
    auto* cell = new LadderCell(parent);
    cell->canvas()->set_linked_view(m_linked_view);
    cell->canvas()->set_compare_view(m_compare_view);
    connect(cell->canvas(), &BoxCanvas::activated, this, [this, cell] { cell_activated(cell); });
    connect(cell, &LadderCell::open_requested, this, [this, cell] {
        cell_activated(cell);
        emit open_requested(m_current_row, m_current_column);
    });
    return cell;
}

void LadderView::cell_activated(LadderCell* activated) {
    if (activated == m_reference) {
        set_current(m_current_row, 0);
        return;
    }
    for (int row = 0; row < row_count(); ++row) {
        for (int column = 1; column < column_count(); ++column) {
            if (cell(row, column) == activated) {
                set_current(row, column);
                return;
            }
        }
    }
}

void LadderView::set_shape(const QStringList& column_titles, const QStringList& row_titles) {
    m_column_titles = column_titles;
    m_row_titles = row_titles;
    const auto rows = static_cast<std::size_t>(row_count());
    const auto columns = static_cast<std::size_t>(std::max(0, column_count() - 1));
    // deleteLater: a cell may be on the call stack, as the reason for the new shape.
    for (std::size_t row = rows; row < m_cells.size(); ++row) {
        for (LadderCell* cell : m_cells[row]) {
            cell->hide();
            cell->deleteLater();
        }
    }
    m_cells.resize(rows);
    for (auto& row : m_cells) {
        for (std::size_t column = columns; column < row.size(); ++column) {
            row[column]->hide();
            row[column]->deleteLater();
        }
        const std::size_t before = std::min(row.size(), columns);
        row.resize(columns);
        for (std::size_t column = before; column < columns; ++column) {
            row[column] = make_cell(m_grid);
            emit cell_created(row[column]);
        }
    }
    for (int row = 0; row < row_count(); ++row) {
        for (int column = 1; column < column_count(); ++column) {
            const QString name = tr("%1, %2").arg(m_row_titles[row], m_column_titles[column]);
            cell(row, column)->setAccessibleName(name);
            cell(row, column)->canvas()->setAccessibleName(name);
        }
    }
    lay_out();
    if (m_current_row >= std::max(1, row_count()) || m_current_column >= column_count()) {
        set_current(0, 0);
    } else {
        set_current(m_current_row, m_current_column);
    }
}

void LadderView::set_aspect(double width_over_height) {
    width_over_height = std::clamp(width_over_height, 0.25, 4.0);
    if (width_over_height != m_aspect) {
        m_aspect = width_over_height;
        lay_out();
    }
}

LadderCell* LadderView::cell(int row, int column) const {
    if (column == 0) {
        return m_reference;
    }
    if (row < 0 || row >= row_count() || column < 0 || column >= column_count()) {
        return nullptr;
    }
    return m_cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column - 1)];
}

std::vector<BoxCanvas*> LadderView::canvases() const {
    std::vector<BoxCanvas*> result{m_reference->canvas()};
    for (const auto& row : m_cells) {
        for (LadderCell* cell : row) {
            result.push_back(cell->canvas());
        }
    }
    return result;
}

void LadderView::set_current(int row, int column) {
    LadderCell* next = cell(row, column);
    if (next == nullptr) {
        return;
    }
    const bool changed = row != m_current_row || column != m_current_column;
    m_current_row = row;
    m_current_column = column;
    m_reference->set_current(next == m_reference);
    for (const auto& cells : m_cells) {
        for (LadderCell* cell : cells) {
            cell->set_current(cell == next);
        }
    }
    m_header->set_current(column);
    // Keys go to the focused canvas, so the focus follows; but it is not taken away from a panel.
    QWidget* focused = QApplication::focusWidget();
    if (focused != nullptr && isAncestorOf(focused) && focused != next->canvas()) {
        next->canvas()->setFocus(Qt::OtherFocusReason);
    }
    if (next != m_reference) {
        m_scroll->ensureWidgetVisible(next, kGap, kGap);
    }
    if (changed) {
        emit current_changed(row, column);
    }
}

void LadderView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    lay_out();
}

void LadderView::lay_out() {
    const int header_height = LadderHeader::preferred_height();
    const int gutter = row_count() > 0 ? LadderGrid::gutter_width() : 0;
    const int scroll_bar = row_count() > 1 ? m_scroll->verticalScrollBar()->sizeHint().width() : 0;
    const QSize room(width() - gutter - scroll_bar - 2 * kGap, height() - header_height - kGap);
    // Even a ladder without variants shows the reference at a cell's size, so that nothing jumps when they arrive.
    const CellSize size = cell_size(room, std::max(2, column_count()), std::max(1, row_count()), m_aspect);

    std::vector<int> lefts{kGap};
    std::vector<int> tops;
    const int grid_left = kGap + size.width + kGap;
    for (int column = 1; column < column_count(); ++column) {
        lefts.push_back(grid_left + gutter + (column - 1) * (size.width + kGap));
    }
    for (int row = 0; row < row_count(); ++row) {
        tops.push_back(row * (size.height + kGap));
    }
    m_header->setGeometry(0, 0, width(), header_height);
    m_header->set_columns(m_column_titles, lefts, size.width);
    m_reference->setGeometry(kGap, header_height, size.width, size.height);
    m_scroll->setGeometry(grid_left, header_height, std::max(0, width() - grid_left), height() - header_height);
    m_grid->set_rows(m_row_titles, tops, size.height);
    m_grid->resize(gutter + std::max(0, column_count() - 1) * (size.width + kGap), row_count() * (size.height + kGap));
    for (int row = 0; row < row_count(); ++row) {
        for (int column = 1; column < column_count(); ++column) {
            LadderCell* placed = cell(row, column);
            placed->setGeometry(gutter + (column - 1) * (size.width + kGap), tops[static_cast<std::size_t>(row)],
                                size.width, size.height);
            placed->show();
        }
    }
    emit columns_moved();
}

std::vector<int> LadderView::variant_lefts() const {
    std::vector<int> lefts;
    const int first = m_scroll->x() + LadderGrid::gutter_width() - m_scroll->horizontalScrollBar()->value();
    for (int column = 1; column < column_count(); ++column) {
        lefts.push_back(first + (column - 1) * (cell_width() + kGap));
    }
    return lefts;
}

}  // namespace destudio::widgets
