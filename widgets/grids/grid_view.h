// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemView>

namespace destudio::widgets {

/// A grid of equal cells over a list model of any length: places are computed, never stored, so that a hundred thousand
/// rows cost what the visible ones do. The delegate's sizeHint() for the first row is the cell's least size; cells are
/// widened to fill the row.
class GridView : public QAbstractItemView {
    Q_OBJECT

public:
    explicit GridView(QWidget* parent = nullptr);

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void reset() override;

    /// After the delegate's sizeHint() has changed; the current row stays in view.
    void measure_again();
    int columns() const { return m_columns; }
    /// First and last row of the model that can be seen; {0, -1} when it is empty.
    std::pair<int, int> visible_rows() const;

signals:
    /// Space, which the view does not use itself.
    void space_pressed();
    void open_requested(const QModelIndex& index);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    int row_count() const;
    void measure();

    QSize m_cell{1, 1};
    int m_columns = 1;
};

}  // namespace destudio::widgets
