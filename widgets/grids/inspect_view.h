// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "widgets/base/picture.h"
#include "widgets/canvas/canvas_box.h"

namespace destudio::widgets {

/// One picture of an InspectView with its boxes and a line of text below.
struct InspectTile {
    QString title;
    QString note;     ///< dim, behind the title
    Picture picture;  ///< shown whole; empty: `message` instead
    QString message;
    std::vector<CanvasBox> boxes;  ///< in pixels of a picture of `box_size`
    QSize box_size;
};

/// Pictures side by side: large ones in two rows, and a column of small ones of which one is chosen.
class InspectView : public QWidget {
    Q_OBJECT

public:
    explicit InspectView(QWidget* parent = nullptr);

    void set_large(std::vector<InspectTile> tiles);
    void set_small(std::vector<InspectTile> tiles, int chosen);
    const std::vector<InspectTile>& large() const { return m_large; }
    const std::vector<InspectTile>& small_tiles() const { return m_small; }
    int chosen() const { return m_chosen; }
    QRect large_rect(int index) const;
    QRect small_rect(int index) const;

signals:
    void small_pressed(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    int strip_width() const;
    /// 2 where a title and its note have no room beside each other, so that all pictures stay equally high.
    int caption_lines() const;
    void paint_tile(QPainter& painter, const InspectTile& tile, const QRect& rect, bool chosen, int lines) const;

    std::vector<InspectTile> m_large;
    std::vector<InspectTile> m_small;
    int m_chosen = 0;
};

}  // namespace destudio::widgets
