// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>

#include "core/project/project_statistics.h"
#include "ui/pages/window_page.h"
#include "ui/session/project_query.h"

class QGridLayout;
class QLabel;
class QSpinBox;
class QStackedLayout;

namespace destudio::widgets {
class BarChart;
class EmptyState;
}  // namespace destudio::widgets

namespace destudio::ui {

class Workspace;

/// What the dataset consists of so far. Every bar leads to its variants in the gallery.
class ChartsPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    explicit ChartsPage(Workspace& workspace, QWidget* parent = nullptr);

    /// Shows a widget beside the classes, of which this page knows nothing else; takes ownership.
    void set_loop_panel(QWidget* panel);

    bool settled() const override { return !isVisible() || (!m_query.busy() && !m_timer.isActive()); }

signals:
    /// A search for the gallery.
    void filter_requested(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// One chart with the searches behind its bars.
    struct Chart {
        widgets::BarChart* view = nullptr;
        QStringList filters;
    };

    Chart make_chart(const QString& title, const char* name);
    void connect_chart(Chart& chart);
    void refresh();
    void show_statistics(const ProjectStatistics& statistics);
    void show_classes(const ProjectStatistics& statistics);
    void show_scores(const ProjectStatistics& statistics);
    void show_bins(Chart& chart, const char* key, const std::vector<ProjectStatistics::Bin>& bins);
    void show_rates(Chart& chart, const char* key, const std::vector<ProjectStatistics::Decisions>& decisions);
    void show_bound();

    Workspace& m_workspace;
    QStackedLayout* m_stack;
    widgets::EmptyState* m_empty;
    QWidget* m_content;
    QGridLayout* m_grid;
    QSpinBox* m_bound;
    QLabel* m_summary;
    Chart m_classes;
    Chart m_sides;
    Chart m_aspects;
    Chart m_per_image;
    Chart m_scores;
    Chart m_by_ratio;
    Chart m_by_guidance;
    QTimer m_timer;
    ProjectQuery<ProjectStatistics> m_query{this};
};

}  // namespace destudio::ui
