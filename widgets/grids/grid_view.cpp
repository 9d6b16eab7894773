// SPDX-License-Identifier: Apache-2.0
#include "widgets/grids/grid_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "widgets/base/theme.h"

namespace destudio::widgets {

GridView::GridView(QWidget* parent) : QAbstractItemView(parent) {
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // one that comes and goes would reflow the grid
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    viewport()->setMouseTracking(false);
}

int GridView::row_count() const {
    return model() != nullptr ? model()->rowCount(rootIndex()) : 0;
}

void GridView::measure() {
    if (row_count() > 0) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        const QSize hint = itemDelegate()->sizeHint(option, model()->index(0, 0, rootIndex()));
        const int width = std::max(1, viewport()->width());
        m_columns = std::max(1, width / std::max(1, hint.width()));
        m_cell = {width / m_columns, std::max(1, hint.height())};
    }
}

void GridView::updateGeometries() {
    measure();
    const int lines = (row_count() + m_columns - 1) / m_columns;
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, lines * m_cell.height() - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_cell.height() / 4);
    QAbstractItemView::updateGeometries();
}

void GridView::reset() {
    QAbstractItemView::reset();
    verticalScrollBar()->setValue(0);
    updateGeometries();
}

void GridView::rowsInserted(const QModelIndex& parent, int start, int end) {
    QAbstractItemView::rowsInserted(parent, start, end);
    updateGeometries();
    viewport()->update();
}

void GridView::measure_again() {
    updateGeometries();
    if (currentIndex().isValid()) {
        scrollTo(currentIndex());
    }
    viewport()->update();
}

void GridView::resizeEvent(QResizeEvent* event) {
    QAbstractItemView::resizeEvent(event);
    measure_again();
}

int GridView::verticalOffset() const {
    return verticalScrollBar()->value();
}

QRect GridView::visualRect(const QModelIndex& index) const {
    if (!index.isValid()) {
        return {};
    }
    const int column = index.row() % m_columns;
    const int line = index.row() / m_columns;
    return {QPoint(column * m_cell.width(), line * m_cell.height() - verticalOffset()), m_cell};
}

QModelIndex GridView::indexAt(const QPoint& point) const {
    const int column = point.x() / m_cell.width();
    const int y = point.y() + verticalOffset();
    if (point.x() < 0 || column >= m_columns || y < 0) {
        return {};
    }
    const int row = y / m_cell.height() * m_columns + column;
    return row < row_count() ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

std::pair<int, int> GridView::visible_rows() const {
    const int first = verticalOffset() / m_cell.height() * m_columns;
    const int last_line = (verticalOffset() + viewport()->height() - 1) / m_cell.height();
    return {std::min(first, std::max(0, row_count() - 1)), std::min(row_count(), (last_line + 1) * m_columns) - 1};
}

void GridView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    const QRect rect = visualRect(index);
    QScrollBar* bar = verticalScrollBar();
    const int room = viewport()->height();
    if (hint == PositionAtCenter) {
        bar->setValue(bar->value() + rect.center().y() - room / 2);
    } else if (hint == PositionAtTop || rect.top() < 0) {
        bar->setValue(bar->value() + rect.top());
    } else if (hint == PositionAtBottom || rect.bottom() >= room) {
        bar->setValue(bar->value() + rect.bottom() - room + 1);
    }
}

QModelIndex GridView::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int count = row_count();
    if (count == 0) {
        return {};
    }
    const int page = std::max(1, viewport()->height() / m_cell.height()) * m_columns;
    int row = std::max(0, currentIndex().row());
    switch (action) {
        case MoveLeft:
        case MovePrevious:
            row -= 1;
            break;
        case MoveRight:
        case MoveNext:
            row += 1;
            break;
        case MoveUp:
            row -= row >= m_columns ? m_columns : 0;
            break;
        case MoveDown:
            row += row + m_columns < count ? m_columns : 0;
            break;
        case MovePageUp:
            row -= page;
            break;
        case MovePageDown:
            row += page;
            break;
        case MoveHome:
            row = 0;
            break;
        case MoveEnd:
            row = count - 1;
            break;
    }
    return model()->index(std::clamp(row, 0, count - 1), 0, rootIndex());
}

void GridView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) {
    if (state() != DragSelectingState) {
        // A click, or the range from one cell to another in reading order.
        const QModelIndex from = indexAt(rect.topLeft());
        const QModelIndex to = indexAt(rect.bottomRight());
        const auto [first, last] = std::minmax({from.row(), to.row()});
        if (first >= 0) {
            selectionModel()->select(
                QItemSelection(model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex())), command);
        } else {
            selectionModel()->select(QItemSelection(), command);
        }
        return;
    }
    const QRect area = rect.normalized().translated(0, verticalOffset());
    const int first_column = std::clamp(area.left() / m_cell.width(), 0, m_columns - 1);
    const int last_column = std::clamp(area.right() / m_cell.width(), 0, m_columns - 1);
    QItemSelection selection;
    for (int line = std::max(0, area.top() / m_cell.height()); line <= area.bottom() / m_cell.height(); ++line) {
        const int first = line * m_columns + first_column;
        const int last = std::min(row_count() - 1, line * m_columns + last_column);
        if (first <= last) {
            selection.select(model()->index(first, 0, rootIndex()), model()->index(last, 0, rootIndex()));
        }
    }
    selectionModel()->select(selection, command);
}

QRegion GridView::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const auto [first, last] = visible_rows();
    for (const QItemSelectionRange& range : selection) {
        for (int row = std::max(first, range.top()); row <= std::min(last, range.bottom()); ++row) {
            region += visualRect(model()->index(row, 0, rootIndex()));
        }
    }
    return region;
}

void GridView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme_colors().canvas);
    const auto [first, last] = visible_rows();
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        option.rect = visualRect(index);
        if (!option.rect.intersects(event->rect())) {
            continue;
        }
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, index == currentIndex());
        option.state.setFlag(QStyle::State_Active, hasFocus());
        itemDelegate()->paint(&painter, option, index);
    }
}

void GridView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        emit space_pressed();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        emit open_requested(currentIndex());
    } else if (event->matches(QKeySequence::SelectAll) && row_count() > 0) {
        // One range, where the base class would walk over every row.
        selectionModel()->select(QItemSelection(model()->index(0, 0), model()->index(row_count() - 1, 0)),
                                 QItemSelectionModel::Select);
    } else if (event->text().size() == 1 && event->text().at(0).isPrint()) {
        event->ignore();  // not the base class's keyboard search, which reads rows by the thousand
    } else {
        QAbstractItemView::keyPressEvent(event);
    }
}

void GridView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        emit open_requested(index);
    }
}

}  // namespace destudio::widgets
