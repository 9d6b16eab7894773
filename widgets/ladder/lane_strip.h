// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

namespace destudio::widgets {

/// How good a chip's news are; chooses its color.
enum class ChipTone { kGood, kFair, kWarn, kBad, kNeutral };

struct LaneChip {
    ChipTone tone = ChipTone::kNeutral;
    QString text;
    QString tip;
};

/// One row: an object and its chips by column, one for each variant there.
struct Lane {
    QString title;
    QString note;  ///< dim, behind the title
    QColor color;
    std::vector<std::vector<LaneChip>> columns;
    int break_column = -1;  ///< a mark is painted behind this column; -1: none
};

/// Lanes in the columns of whatever stands above (wheel, up and down scroll when there are many), and below a cut-off
/// that is dragged from column to column, or moved with the left and right arrow keys and set off with Return. Column
/// numbers count from 0.
class LaneStrip : public QWidget {
    Q_OBJECT

public:
    explicit LaneStrip(QWidget* parent = nullptr);

    void set_lanes(std::vector<Lane> lanes);
    /// Left edges and the width of the columns, and the room for titles left of them, in this widget's pixels.
    void set_columns(const std::vector<int>& lefts, int width, int title_width);
    /// The column up to which everything is done already; -1: none.
    void set_done(int column);
    int cut_off() const { return m_cut_off; }
    /// "Accept 4 variants up to 60 %", by column from -1 on.
    void set_cut_off_texts(const QStringList& texts);

    QRect chip_rect(int lane, int column, int chip) const;
    QRect handle_rect() const;
    /// Where the handle stands for a column, -1 for none.
    int handle_x(int column) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void cut_off_chosen(int column);
    /// A chip was clicked: the caller's variant of that column and place.
    void chip_pressed(int column, int chip);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    int column_count() const { return static_cast<int>(m_lefts.size()); }
    int shown_lanes() const;
    int last_shown() const { return m_first + shown_lanes() - 1; }
    bool more_below() const { return last_shown() + 1 < static_cast<int>(m_lanes.size()); }
    struct ChipPlace {
        int lane = 0;
        int column = 0;
        int chip = 0;
    };
    std::optional<ChipPlace> chip_at(QPoint position) const;
    int nearest_column(int x) const;
    void move_cut_off(int column);
    bool scroll(int lanes);
    void paint_lane(QPainter& painter, int lane) const;
    void paint_cut_off(QPainter& painter) const;

    std::vector<Lane> m_lanes;
    std::vector<int> m_lefts;
    int m_width = 0;
    int m_title_width = 0;
    int m_first = 0;  ///< the lane on top
    int m_done = -1;
    int m_cut_off = -1;
    bool m_dragging = false;
    QStringList m_texts;
};

}  // namespace destudio::widgets
