// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

namespace destudio::widgets {

/// The ratios of a ladder as handles on a track from 0 to 1, in hundredths. A handle is dragged, or moved with the
/// arrow keys (with Shift by a tenth); a double click adds one, Delete takes the chosen one away. Escape puts back what
/// is being dragged.
class RatioTrack : public QWidget {
    Q_OBJECT

public:
    explicit RatioTrack(QWidget* parent = nullptr);

    /// In any order. Nothing happens while a handle is dragged: the hand knows better.
    void set_ratios(const std::vector<double>& ratios);
    /// Rising, each once.
    std::vector<double> ratios() const;
    /// Where the chosen handle stands; 0 without handles.
    double current() const;
    bool dragging() const { return m_dragging; }
    /// Where a ratio is painted, in this widget's pixels.
    QPoint place_of(double ratio) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// By hand.
    void ratios_changed(const std::vector<double>& ratios);
    /// A handle stands here now: it is dragged, was moved by a key, or was added. After ratios_changed().
    void handle_moved(double ratio);
    /// The hand has let go of it.
    void handle_released(double ratio);
    /// Escape while dragging; the handle is back.
    void drag_cancelled();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    double ratio_at(double x) const;
    /// -1: none is near.
    int handle_at(QPointF position) const;
    void choose(int handle);
    void move_current(double ratio);
    void add_handle(double ratio);
    void remove_current();
    void cancel_drag();

    std::vector<double> m_ratios;  ///< a handle keeps its place in the list while it passes others
    int m_current = 0;
    bool m_dragging = false;
    double m_before = 0;  ///< the dragged one's ratio before
};

}  // namespace destudio::widgets
