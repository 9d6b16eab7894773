// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <filesystem>

#include "ui/evaluation/self_check_controller.h"
#include "ui/pages/window_page.h"
#include "ui/session/box_target.h"

class QAbstractItemModel;
class QComboBox;
class QLabel;
class QModelIndex;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace destudio::widgets {
class BarChart;
class CurvePlot;
}  // namespace destudio::widgets

namespace destudio::ui {

class ClassCheckModel;
class SuspectLabelModel;

/// How good the adapter in use is on the project's own ground truth: figures for each class, the curves behind them,
/// and the labels that are probably wrong.
class EvaluationPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    EvaluationPage(Workspace& workspace, SelfCheckController& checks, QWidget* parent = nullptr);

    /// The bundle and adapter that are in use; empty adapter: the bundle's own.
    void set_bundle(const std::filesystem::path& bundle, const std::filesystem::path& adapter);
    bool settled() const override { return !m_checks.busy(); }

signals:
    /// This picture is worth looking at.
    void picture_wanted(const destudio::ui::BoxTarget& target);

private:
    void build();
    QTableView* make_table(QAbstractItemModel* model, const char* name, const QString& title);
    void start();
    /// Labels against the adapter and a second detector, in a dialog of its own.
    void compare();
    void show_busy();
    void show_report(const SelfCheckReportPtr& report);
    void show_summary();
    void show_curves();
    void show_scores();
    void open_suspect(const QModelIndex& index);
    int chosen_class() const;

    Workspace& m_workspace;
    SelfCheckController& m_checks;
    std::filesystem::path m_bundle;
    std::filesystem::path m_adapter;
    SelfCheckReportPtr m_report;
    adaptation::PictureChoice::Kind m_checked = adaptation::PictureChoice::Kind::kReferences;
    QComboBox* m_pictures;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QPushButton* m_compare;
    QPushButton* m_apply;
    QProgressBar* m_progress;
    QLabel* m_summary;
    ClassCheckModel* m_classes;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_class_table;
    SuspectLabelModel* m_suspects;
    QTableView* m_suspect_table;
    QLabel* m_suspect_title;
    widgets::CurvePlot* m_curve;
    widgets::BarChart* m_scores;
};

}  // namespace destudio::ui
