// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPointF>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

class QCustomPlot;

namespace destudio::widgets {

struct PlotCurve {
    QString name;                 ///< for the legend; empty: not in it
    std::vector<QPointF> points;  ///< ascending x
    QColor color;                 ///< invalid: the accent color
    bool markers = false;         ///< a dot at each point
    bool faint = false;           ///< thin and pale, behind the others
};

/// A line chart. The values under the pointer, or at the place that the arrow keys move to, are told in a tooltip.
class CurvePlot : public QWidget {
    Q_OBJECT

public:
    CurvePlot(const QString& title, const QString& x_title, QWidget* parent = nullptr);
    ~CurvePlot() override;

    void set_curves(std::vector<PlotCurve> curves);
    const std::vector<PlotCurve>& curves() const { return m_curves; }
    /// Fixed axes; without, they follow the curves (x and y from 0).
    void set_ranges(std::optional<std::pair<double, double>> x, std::optional<std::pair<double, double>> y);
    /// A sentence in the middle, where there is nothing to show yet; empty: none.
    void set_note(const QString& text);
    QString note() const { return m_note; }
    /// What the tooltip says at this x: the nearest point of each curve.
    QString values_at(double x) const;

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void apply_colors();
    void fill();
    void show_values(double x, QPoint global_position);

    QCustomPlot* m_plot;
    QString m_x_title;
    QString m_note;
    std::vector<PlotCurve> m_curves;
    std::optional<std::pair<double, double>> m_x_range;
    std::optional<std::pair<double, double>> m_y_range;
    std::optional<double> m_cursor;
};

}  // namespace destudio::widgets
