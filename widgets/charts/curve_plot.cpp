// SPDX-License-Identifier: Apache-2.0
#include "widgets/charts/curve_plot.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/base/theme.h"
#include "widgets/charts/plot_style.h"

namespace destudio::widgets {
namespace {

constexpr double kCurveHeadRoom = 1.06;
constexpr int kFaintAlpha = 110;
constexpr double kLineWidth = 1.8;
constexpr double kMarkerSize = 6;

/// The point nearest to x; the curve must not be empty.
const QPointF& nearest(const std::vector<QPointF>& points, double x) {
    const auto after = std::lower_bound(points.begin(), points.end(), x,
                                        [](const QPointF& point, double wanted) { return point.x() < wanted; });
    if (after == points.begin()) {
        return *after;
    }
    if (after == points.end()) {
        return points.back();
    }
    return x - std::prev(after)->x() <= after->x() - x ? *std::prev(after) : *after;
}

}  // namespace

CurvePlot::CurvePlot(const QString& title, const QString& x_title, QWidget* parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_x_title(x_title) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    auto* heading = new QLabel(title, this);
    heading->setProperty("role", QStringLiteral("heading"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin / 2, kMargin, 2);
    layout->setSpacing(2);
    layout->addWidget(heading);
    layout->addWidget(m_plot, 1);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(180, 110);
    m_plot->installEventFilter(this);
    m_plot->setMouseTracking(true);
    m_plot->legend->setVisible(true);
    m_plot->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    apply_colors();
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::set_curves(std::vector<PlotCurve> curves) {
    m_curves = std::move(curves);
    fill();
}

void CurvePlot::set_ranges(std::optional<std::pair<double, double>> x, std::optional<std::pair<double, double>> y) {
    m_x_range = x;
    m_y_range = y;
    fill();
}

void CurvePlot::set_note(const QString& text) {
    if (text != m_note) {
        m_note = text;
        fill();
    }
}

void CurvePlot::apply_colors() {
    const ThemeColors& colors = theme_colors();
    style_plot(*m_plot, font());
    m_plot->xAxis->setLabel(m_x_title);
    m_plot->xAxis->setLabelColor(colors.dim_text);
    m_plot->xAxis->setLabelFont(m_plot->xAxis->tickLabelFont());
    m_plot->legend->setBrush(Qt::NoBrush);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->legend->setTextColor(colors.text);
    m_plot->legend->setFont(m_plot->xAxis->tickLabelFont());
}

void CurvePlot::fill() {
    const ThemeColors& colors = theme_colors();
    m_plot->clearGraphs();
    m_plot->clearItems();
    double right = 0;
    double top = 0;
    for (const PlotCurve& curve : m_curves) {
        QCPGraph* graph = m_plot->addGraph();
        QVector<double> x;
        QVector<double> y;
        for (const QPointF& point : curve.points) {
            x.append(point.x());
            y.append(point.y());
            right = std::max(right, point.x());
            top = std::isfinite(point.y()) ? std::max(top, point.y()) : top;
        }
        graph->setData(x, y, true);
        QColor color = curve.color.isValid() ? curve.color : colors.accent;
        if (curve.faint) {
            color.setAlpha(kFaintAlpha);
        }
        graph->setPen(QPen(color, curve.faint ? 1 : kLineWidth));
        if (curve.markers) {
            graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, kMarkerSize));
        }
        graph->setName(curve.name);
        if (curve.name.isEmpty() || curve.points.empty()) {
            graph->removeFromLegend();
        }
    }
    m_plot->legend->setVisible(m_plot->legend->itemCount() > 0);
    const auto x_range = m_x_range.value_or(std::pair(0.0, std::max(1.0, right)));
    const auto y_range = m_y_range.value_or(std::pair(0.0, top > 0 ? top * kCurveHeadRoom : 1.0));
    m_plot->xAxis->setRange(x_range.first, x_range.second);
    m_plot->yAxis->setRange(y_range.first, y_range.second);
    if (m_cursor) {
        auto* line = new QCPItemStraightLine(m_plot);
        line->point1->setCoords(*m_cursor, 0);
        line->point2->setCoords(*m_cursor, 1);
        line->setPen(QPen(colors.dim_text, 1, Qt::DotLine));
    }
    add_note(*m_plot, m_note);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString CurvePlot::values_at(double x) const {
    const QLocale locale;
    QStringList lines;
    for (const PlotCurve& curve : m_curves) {
        if (curve.name.isEmpty() || curve.points.empty()) {
            continue;
        }
        const QPointF& point = nearest(curve.points, x);
        if (lines.isEmpty()) {
            lines << QStringLiteral("%1 %2").arg(m_x_title, locale.toString(point.x(), 'g', 5));
        }
        lines << QStringLiteral("%1: %2").arg(curve.name, locale.toString(point.y(), 'g', 4));
    }
    return lines.join(QLatin1Char('\n'));
}

void CurvePlot::show_values(double x, QPoint global_position) {
    m_cursor = x;
    const QString text = values_at(x);
    setAccessibleDescription(text);
    QToolTip::showText(global_position, text, this);
    fill();
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot && event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (m_plot->axisRect()->rect().contains(mouse->pos())) {
            show_values(m_plot->xAxis->pixelToCoord(mouse->pos().x()), mouse->globalPosition().toPoint());
        }
    } else if (watched == m_plot && event->type() == QEvent::Leave && m_cursor) {
        m_cursor.reset();
        fill();
    }
    return QWidget::eventFilter(watched, event);
}

bool CurvePlot::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QWidget::event(event);
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
    const QCPRange range = m_plot->xAxis->range();
    const double step = range.size() / (event->modifiers() & Qt::ShiftModifier ? 10 : 50);
    double x = m_cursor.value_or(range.upper);
    if (event->key() == Qt::Key_Left) {
        x -= step;
    } else if (event->key() == Qt::Key_Right) {
        x += step;
    } else {
        QWidget::keyPressEvent(event);
        return;
    }
    x = std::clamp(x, range.lower, range.upper);
    const QPoint place(static_cast<int>(m_plot->xAxis->coordToPixel(x)), m_plot->axisRect()->center().y());
    show_values(x, m_plot->mapToGlobal(place));
}

void CurvePlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        apply_colors();  // the theme was switched
        fill();
    }
}

void CurvePlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_colors().panel);
    painter.setPen(hasFocus() ? theme_colors().accent : theme_colors().line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace destudio::widgets
