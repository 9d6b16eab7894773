// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

class QCustomPlot;

namespace destudio::widgets {

struct ChartBar {
    QString label;     ///< under the bar
    double value = 0;  ///< the full part
    double more = 0;   ///< a paler part on top of it
    QColor color;      ///< invalid: the accent color
    QString tip;
    bool dim = false;  ///< outside what counts
    bool clickable = true;
    std::optional<double> level{};  ///< a mark across this bar alone, for instance a wanted number
};

/// A bar chart whose bars can be chosen with the mouse, or with the arrow keys and Return.
class BarChart : public QWidget {
    Q_OBJECT

public:
    explicit BarChart(const QString& title, QWidget* parent = nullptr);
    ~BarChart() override;

    /// @param percent  values are fractions, shown as percentages on an axis from 0 to 100
    void set_bars(std::vector<ChartBar> bars, bool percent = false);
    /// A line across at this value, for instance a wanted number.
    void set_level(std::optional<double> value);
    /// A line down between bars: after so many of them; may be fractional.
    void set_divider(std::optional<double> position);
    /// Labels at the edges of the bars, one more than there are bars, instead of those under them: for numbers that
    /// were counted in steps. Empty ones are left out.
    void set_edge_labels(QStringList labels);

    /// A sentence in the middle, where there is nothing to show yet; empty: none.
    void set_note(const QString& text);

    const std::vector<ChartBar>& bars() const { return m_bars; }
    /// The place of a bar's column, in this widget's pixels.
    QRect column_rect(int bar) const;
    /// Where the divider stands, and the label at an edge; in this widget's pixels. -1: there is none.
    int divider_x() const;
    int edge_label_x(int edge) const;

signals:
    void bar_chosen(int bar);

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void apply_colors();
    void fill();
    void turn_labels();
    int bar_at(QPoint position) const;
    void choose(int bar);
    void set_current(int bar);

    QCustomPlot* m_plot;
    QString m_note;
    std::vector<ChartBar> m_bars;
    QStringList m_edge_labels;
    std::optional<double> m_level;
    std::optional<double> m_divider;
    bool m_percent = false;
    int m_current = -1;
};

}  // namespace destudio::widgets
