// SPDX-License-Identifier: Apache-2.0
#include "ui/charts/charts_page.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedLayout>
#include <algorithm>
#include <cmath>

#include "ui/session/workspace.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/theme.h"
#include "widgets/charts/bar_chart.h"

namespace destudio::ui {
namespace {

using widgets::ChartBar;
using widgets::kMargin;

constexpr int kChartDelayMs = 300;

/// For the search: a dot in every language.
QString plain(double number) {
    return QString::number(number, 'g', 6);
}

QString range_term(const char* key, const NumberRange& range) {
    const QString name = QLatin1String(key);
    if (range.low == range.high) {
        return QStringLiteral("%1:%2").arg(name, plain(range.low));
    }
    return QStringLiteral("%1:[%2,%3%4")
        .arg(name, std::isfinite(range.low) ? plain(range.low) : QString(),
             std::isfinite(range.high) ? plain(range.high) : QString(),
             range.open_high ? QStringLiteral(")") : QStringLiteral("]"));
}

QString range_text(const NumberRange& range) {
    const QLocale locale;
    const auto text = [&locale](double number) { return locale.toString(number, 'g', 4); };
    if (range.low == range.high) {
        return text(range.low);
    }
    if (!std::isfinite(range.low)) {
        return QStringLiteral("<%1").arg(text(range.high));
    }
    return std::isfinite(range.high) ? QStringLiteral("%1–%2").arg(text(range.low), text(range.high))
                                     : QStringLiteral("≥%1").arg(text(range.low));
}

}  // namespace

ChartsPage::ChartsPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_stack(new QStackedLayout(this)),
      m_empty(new widgets::EmptyState(QStringLiteral("charts"), tr("Nothing to count yet"),
                                      tr("Generate variants; their boxes are counted here."), this)),
      m_content(new QWidget(this)),
      m_grid(new QGridLayout(m_content)),
      m_bound(new QSpinBox(this)),
      m_summary(new QLabel(this)) {
    m_classes = make_chart(tr("Annotations per class"), "chart_classes");
    m_sides = make_chart(tr("Side of the boxes, pixels"), "chart_sides");
    m_aspects = make_chart(tr("Width over height"), "chart_aspects");
    m_per_image = make_chart(tr("Objects per image"), "chart_per_image");
    m_scores = make_chart(tr("Scores of all detections"), "chart_scores");
    m_by_ratio = make_chart(tr("Accept rate by ratio"), "chart_ratio");
    m_by_guidance = make_chart(tr("Accept rate by guidance"), "chart_guidance");
    for (Chart* chart : {&m_classes, &m_sides, &m_aspects, &m_per_image, &m_scores, &m_by_ratio, &m_by_guidance}) {
        connect_chart(*chart);
    }
    m_bound->setObjectName(QStringLiteral("lower_bound"));
    m_bound->setRange(0, 1'000'000);
    m_bound->setToolTip(tr("How many accepted annotations of each class are wanted."));
    m_summary->setProperty("role", QStringLiteral("dim"));
    auto* bound_title = new QLabel(tr("&Lower bound per class"), this);
    bound_title->setBuddy(m_bound);
    auto* top = new QHBoxLayout;
    top->addWidget(m_summary, 1);
    top->addWidget(bound_title);
    top->addWidget(m_bound);
    QGridLayout* grid = m_grid;
    grid->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    grid->setSpacing(kMargin);
    grid->addLayout(top, 0, 0, 1, 3);
    grid->addWidget(m_classes.view, 1, 0, 1, 3);
    grid->addWidget(m_sides.view, 2, 0);
    grid->addWidget(m_aspects.view, 2, 1);
    grid->addWidget(m_per_image.view, 2, 2);
    grid->addWidget(m_scores.view, 3, 0);
    grid->addWidget(m_by_ratio.view, 3, 1);
    grid->addWidget(m_by_guidance.view, 3, 2);
    for (int column = 0; column < 3; ++column) {
        grid->setColumnStretch(column, 1);
    }
    grid->setRowStretch(1, 5);
    grid->setRowStretch(2, 4);
    grid->setRowStretch(3, 4);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);

    m_timer.setSingleShot(true);
    m_timer.setInterval(kChartDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &ChartsPage::refresh);
    const auto soon = [this] {
        if (isVisible()) {
            m_timer.start();
        }
    };
    connect(&workspace, &Workspace::session_closing, this, [this] {
        m_timer.stop();
        m_query.forget();
    });
    connect(&workspace, &Workspace::session_changed, this, [this, soon] {
        show_bound();
        m_stack->setCurrentWidget(m_empty);
        soon();
    });
    connect(&workspace, &Workspace::project_changed, this, soon);
    connect(&workspace, &Workspace::threshold_changed, this, soon);
    connect(m_bound, &QSpinBox::valueChanged, this, [this](int bound) {
        if (Session* session = m_workspace.session()) {
            session->attempt([&] { session->project().settings().set_lower_bound(bound); });
            m_classes.view->set_level(bound);
        }
    });
    m_stack->setCurrentWidget(m_empty);
}

void ChartsPage::set_loop_panel(QWidget* panel) {
    m_grid->removeWidget(m_classes.view);
    m_grid->addWidget(m_classes.view, 1, 0, 1, 2);
    m_grid->addWidget(panel, 1, 2);
}

ChartsPage::Chart ChartsPage::make_chart(const QString& title, const char* name) {
    auto* view = new widgets::BarChart(title, m_content);
    view->setObjectName(QLatin1String(name));
    return {view, {}};
}

void ChartsPage::connect_chart(Chart& chart) {
    connect(chart.view, &widgets::BarChart::bar_chosen, this,
            [this, &chart](int bar) { emit filter_requested(chart.filters.value(bar)); });
}

void ChartsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void ChartsPage::show_bound() {
    Session* session = m_workspace.session();
    const QSignalBlocker blocker(m_bound);
    if (session != nullptr) {
        session->attempt([&] { m_bound->setValue(session->project().settings().lower_bound()); });
    }
}

void ChartsPage::refresh() {
    m_timer.stop();
    Session* session = m_workspace.session();
    if (session == nullptr || !isVisible()) {
        return;
    }
    m_query.ask(
        session->project().file(),
        [threshold = session->threshold()](Project& project) { return project_statistics(project, threshold); },
        [this](const ProjectStatistics& statistics) { show_statistics(statistics); },
        [this](const QString& sentence) { m_workspace.report(sentence); });
}

void ChartsPage::show_statistics(const ProjectStatistics& statistics) {
    const bool any = statistics.variants > 0 || !statistics.by_ratio.empty();
    m_stack->setCurrentWidget(any ? m_content : static_cast<QWidget*>(m_empty));
    if (!any) {
        return;
    }
    show_classes(statistics);
    show_scores(statistics);
    show_bins(m_sides, "size", statistics.sides);
    show_bins(m_aspects, "aspect", statistics.aspects);
    show_bins(m_per_image, "boxes", statistics.per_image);
    show_rates(m_by_ratio, "ratio", statistics.by_ratio);
    show_rates(m_by_guidance, "guidance", statistics.by_guidance);
}

void ChartsPage::show_classes(const ProjectStatistics& statistics) {
    const QLocale locale;
    const Session* session = m_workspace.session();
    std::vector<ChartBar> bars;
    m_classes.filters.clear();
    std::size_t reached = 0;
    for (const auto& entry : statistics.classes) {
        const QString name = QString::fromStdString(entry.name);
        ChartBar bar;
        bar.label = name;
        bar.value = static_cast<double>(entry.accepted);
        bar.more = static_cast<double>(entry.open);
        bar.color = session->class_color(entry.class_id);
        const int wanted = entry.lower_bound.value_or(m_bound->value());
        if (entry.lower_bound) {
            bar.level = wanted;
        }
        bar.tip = tr("%1: %2 accepted of %3 wanted, %4 not reviewed")
                      .arg(name, locale.toString(qulonglong(entry.accepted)), locale.toString(wanted),
                           locale.toString(qulonglong(entry.open)));
        bars.push_back(bar);
        m_classes.filters << QStringLiteral("class:\"%1\"").arg(name);
        reached += static_cast<int>(entry.accepted) >= wanted ? 1 : 0;
    }
    m_classes.view->set_bars(std::move(bars));
    m_classes.view->set_level(m_bound->value());
    m_summary->setText(tr("%1 variants count. %2 of %3 classes have reached the lower bound. Paler: not reviewed yet.")
                           .arg(locale.toString(qulonglong(statistics.variants)))
                           .arg(reached)
                           .arg(statistics.classes.size()));
}

void ChartsPage::show_scores(const ProjectStatistics& statistics) {
    const double threshold = m_workspace.session()->threshold();
    show_bins(m_scores, "score", statistics.scores);
    std::vector<ChartBar> bars = m_scores.view->bars();
    // A label names the edge it stands at, so that the line of the threshold stands where its number says.
    constexpr std::size_t kLabelStep = 4;
    QStringList edges;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const NumberRange& range = statistics.scores[i].range;
        edges << (i % kLabelStep == 0 ? QLocale().toString(range.low, 'f', 1) : QString());
        // Boxes below the threshold are not shown, so no search finds them.
        bars[i].dim = range.high <= threshold;
        bars[i].clickable = bars[i].clickable && !bars[i].dim;
    }
    edges << QLocale().toString(1.0, 'f', 1);
    const auto count = static_cast<double>(bars.size());
    m_scores.view->set_edge_labels(edges);
    m_scores.view->set_bars(std::move(bars));
    m_scores.view->set_divider(threshold * count);
}

void ChartsPage::show_bins(Chart& chart, const char* key, const std::vector<ProjectStatistics::Bin>& bins) {
    std::vector<ChartBar> bars;
    chart.filters.clear();
    for (const auto& bin : bins) {
        ChartBar bar;
        bar.label = range_text(bin.range);
        bar.value = static_cast<double>(bin.count);
        bar.tip = tr("%1: %2").arg(bar.label, QLocale().toString(qulonglong(bin.count)));
        bar.clickable = bin.count > 0;
        bars.push_back(bar);
        chart.filters << range_term(key, bin.range);
    }
    chart.view->set_bars(std::move(bars));
}

void ChartsPage::show_rates(Chart& chart, const char* key, const std::vector<ProjectStatistics::Decisions>& decisions) {
    const QLocale locale;
    std::vector<ChartBar> bars;
    chart.filters.clear();
    for (const auto& entry : decisions) {
        ChartBar bar;
        bar.label = locale.toString(entry.value, 'g', 4);
        bar.value = entry.rate();
        bar.color = widgets::theme_colors().good;
        bar.tip = tr("%1: %2 % accepted; %3 accepted, %4 rejected, %5 not reviewed")
                      .arg(bar.label, locale.toString(entry.rate() * 100, 'f', 0),
                           locale.toString(qulonglong(entry.accepted)), locale.toString(qulonglong(entry.rejected)),
                           locale.toString(qulonglong(entry.open)));
        bars.push_back(bar);
        chart.filters << QStringLiteral("%1:%2").arg(QLatin1String(key), plain(entry.value));
    }
    chart.view->set_bars(std::move(bars), true);
    const bool decided = std::any_of(decisions.begin(), decisions.end(),
                                     [](const auto& entry) { return entry.accepted + entry.rejected > 0; });
    chart.view->set_note(decided ? QString() : tr("Nothing is reviewed yet"));
}

}  // namespace destudio::ui
