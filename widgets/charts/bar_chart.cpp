// SPDX-License-Identifier: Apache-2.0
#include "widgets/charts/bar_chart.h"

#include <qcustomplot.h>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
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

constexpr double kBarWidth = 0.8;
constexpr double kHeadRoom = 1.12;
constexpr int kBarFrame = 2;
constexpr int kPaleAlpha = 110;
constexpr int kLabelGap = 6;

}  // namespace

BarChart::BarChart(const QString& title, QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    auto* heading = new QLabel(title, this);
    heading->setProperty("role", QStringLiteral("heading"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin / 2, kMargin, kBarFrame);
    layout->setSpacing(2);
    layout->addWidget(heading);
    layout->addWidget(m_plot, 1);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(160, 110);
    m_plot->installEventFilter(this);
    m_plot->setMouseTracking(true);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTickerText>(new QCPAxisTickerText));
    m_plot->xAxis->setTickLength(0);
    auto counts = QSharedPointer<QCPAxisTickerFixed>(new QCPAxisTickerFixed);
    counts->setTickStep(1);
    counts->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);  // things are counted: no halves
    counts->setTickCount(4);
    m_plot->yAxis->setTicker(counts);
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis->setNumberPrecision(0);
    apply_colors();
}

BarChart::~BarChart() = default;

void BarChart::set_bars(std::vector<ChartBar> bars, bool percent) {
    m_bars = std::move(bars);
    m_percent = percent;
    m_current = std::min(m_current, static_cast<int>(m_bars.size()) - 1);
    fill();
}

void BarChart::set_level(std::optional<double> value) {
    m_level = value;
    fill();
}

void BarChart::set_divider(std::optional<double> position) {
    m_divider = position;
    fill();
}

void BarChart::set_edge_labels(QStringList labels) {
    m_edge_labels = std::move(labels);
    fill();
}

void BarChart::apply_colors() {
    style_plot(*m_plot, font());
}

void BarChart::fill() {
    const ThemeColors& colors = theme_colors();
    m_plot->clearPlottables();
    m_plot->clearItems();
    auto* ticker = static_cast<QCPAxisTickerText*>(m_plot->xAxis->ticker().data());
    ticker->clear();
    const double scale = m_percent ? 100 : 1;
    double top = m_percent ? 100 : m_level.value_or(0);
    const auto add_part = [&](int at, double value, const QColor& fill, QCPBars* below) {
        auto* bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
        bars->setWidth(kBarWidth);
        bars->setPen(Qt::NoPen);
        bars->setBrush(fill);
        bars->addData(at, value);
        if (below != nullptr) {
            bars->moveAbove(below);
        }
        return bars;
    };
    for (int i = 0; i < static_cast<int>(m_bars.size()); ++i) {
        const ChartBar& bar = m_bars[static_cast<std::size_t>(i)];
        QColor fill = bar.dim ? colors.line : bar.color.isValid() ? bar.color : colors.accent;
        QCPBars* full = add_part(i, bar.value * scale, fill, nullptr);
        if (bar.more > 0) {
            fill.setAlpha(kPaleAlpha);
            add_part(i, bar.more * scale, fill, full);
        }
        if (m_edge_labels.isEmpty()) {
            ticker->addTick(i, bar.label);
        }
        top = std::max({top, (bar.value + bar.more) * scale, bar.level.value_or(0) * scale});
        if (bar.level) {
            auto* mark = new QCPItemLine(m_plot);
            mark->start->setCoords(i - 0.5, *bar.level * scale);
            mark->end->setCoords(i + 0.5, *bar.level * scale);
            mark->setPen(QPen(colors.text, 1.5));
        }
    }
    for (int edge = 0; edge < m_edge_labels.size(); ++edge) {
        if (!m_edge_labels[edge].isEmpty()) {
            ticker->addTick(edge - 0.5, m_edge_labels[edge]);
        }
    }
    turn_labels();
    m_plot->xAxis->setRange(-0.6, static_cast<double>(m_bars.size()) - 0.4);
    m_plot->yAxis->setRange(0, m_percent ? 105 : std::max(1.0, top * kHeadRoom));
    const auto add_line = [&](QPointF from, QPointF to, const QColor& color) {
        auto* line = new QCPItemStraightLine(m_plot);
        line->point1->setCoords(from);
        line->point2->setCoords(to);
        line->setPen(QPen(color, 1.5, Qt::DashLine));
    };
    if (m_level) {
        add_line({0, *m_level * scale}, {1, *m_level * scale}, colors.text);
    }
    if (m_divider) {
        add_line({*m_divider - 0.5, 0}, {*m_divider - 0.5, 1}, colors.text);
    }
    add_note(*m_plot, m_note);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void BarChart::turn_labels() {
    const QFontMetrics metrics(m_plot->xAxis->tickLabelFont());
    QStringList labels = m_edge_labels;
    for (std::size_t i = 0; m_edge_labels.isEmpty() && i < m_bars.size(); ++i) {
        labels << m_bars[i].label;
    }
    int needed = 0;
    for (const QString& label : labels) {
        needed += label.isEmpty() ? 0 : metrics.horizontalAdvance(label) + kLabelGap;
    }
    m_plot->xAxis->setTickLabelRotation(needed > m_plot->axisRect()->width() ? 60 : 0);
}

void BarChart::set_note(const QString& text) {
    m_note = text;
    fill();
}

void BarChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    turn_labels();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QRect BarChart::column_rect(int bar) const {
    const auto left = static_cast<int>(m_plot->xAxis->coordToPixel(bar - kBarWidth / 2));
    const auto right = static_cast<int>(m_plot->xAxis->coordToPixel(bar + kBarWidth / 2));
    const QRect area = m_plot->axisRect()->rect();
    return QRect(left, area.top(), right - left, area.height()).translated(m_plot->pos());
}

int BarChart::divider_x() const {
    return m_divider ? m_plot->x() + static_cast<int>(std::lround(m_plot->xAxis->coordToPixel(*m_divider - 0.5))) : -1;
}

int BarChart::edge_label_x(int edge) const {
    if (edge < 0 || edge >= m_edge_labels.size() || m_edge_labels[edge].isEmpty()) {
        return -1;
    }
    const auto& ticks = static_cast<QCPAxisTickerText*>(m_plot->xAxis->ticker().data())->ticks();
    for (auto tick = ticks.cbegin(); tick != ticks.cend(); ++tick) {
        if (tick.value() == m_edge_labels[edge]) {
            return m_plot->x() + static_cast<int>(std::lround(m_plot->xAxis->coordToPixel(tick.key())));
        }
    }
    return -1;
}

int BarChart::bar_at(QPoint position) const {
    for (int bar = 0; bar < static_cast<int>(m_bars.size()); ++bar) {
        // Its label below belongs to it, too.
        if (column_rect(bar).adjusted(0, 0, 0, m_plot->height()).contains(position)) {
            return bar;
        }
    }
    return -1;
}

void BarChart::choose(int bar) {
    if (bar >= 0 && m_bars[static_cast<std::size_t>(bar)].clickable) {
        emit bar_chosen(bar);
    }
}

void BarChart::set_current(int bar) {
    m_current = std::clamp(bar, 0, static_cast<int>(m_bars.size()) - 1);
    if (m_current >= 0) {
        const ChartBar& current = m_bars[static_cast<std::size_t>(m_current)];
        setAccessibleDescription(current.tip);
        QToolTip::showText(mapToGlobal(column_rect(m_current).center()), current.tip, this);
    }
}

bool BarChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton) {
            choose(bar_at(mouse->pos() + m_plot->pos()));
        }
    } else if (watched == m_plot && event->type() == QEvent::MouseMove) {
        const int bar = bar_at(static_cast<QMouseEvent*>(event)->pos() + m_plot->pos());
        const bool active = bar >= 0 && m_bars[static_cast<std::size_t>(bar)].clickable;
        m_plot->setCursor(active ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    return QWidget::eventFilter(watched, event);
}

bool BarChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int bar = bar_at(help->pos());
        QToolTip::showText(help->globalPos(), bar >= 0 ? m_bars[static_cast<std::size_t>(bar)].tip : QString(), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QWidget::event(event);
}

void BarChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            set_current(m_current - 1);
            break;
        case Qt::Key_Right:
            set_current(m_current + 1);
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose(m_current);
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

void BarChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        apply_colors();  // the theme was switched
        fill();
    }
}

void BarChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_colors().panel);
    painter.setPen(hasFocus() ? theme_colors().accent : theme_colors().line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace destudio::widgets
