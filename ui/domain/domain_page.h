// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <array>
#include <memory>
#include <optional>

#include "core/domain/domain_plan.h"
#include "ui/domain/domain_controller.h"
#include "ui/domain/domain_watcher.h"
#include "ui/pages/window_page.h"

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace destudio::widgets {
class CurvePlot;
}  // namespace destudio::widgets

namespace destudio::ui {

class DomainForm;
class SampleTimeline;
class StageRow;

/// New domain: a folder of photographs is dropped and looked at; the base model learns it while samples get better,
/// then the adapter, a first ladder, and whether it helps. Goes on where it was after a restart.
class DomainPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    explicit DomainPage(DomainController& controller, QWidget* parent = nullptr);

    bool settled() const override;
    /// The bundle of the open project; empty: the built-in one.
    void set_bundle(const std::filesystem::path& bundle);
    /// As if it were dropped: a folder or dataset, or the folder of a domain that was begun.
    void look_at(const QString& path);

signals:
    /// The project of the pictures is to be opened, and a ladder made in it.
    void project_wanted(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* build_left();
    QWidget* build_right();
    void choose();
    void start();
    void show_state();
    void show_survey();
    void show_view(const std::shared_ptr<const DomainView>& view);
    void show_curve();
    std::optional<double> seconds_left(domain::DomainStage stage) const;

    DomainController& m_controller;
    DomainWatcher m_watcher;
    std::shared_ptr<const DomainView> m_view;
    QLabel* m_drop;
    QProgressBar* m_looking;
    QLabel* m_survey;
    QLabel* m_classes;
    QLabel* m_problem;
    DomainForm* m_form;
    QPushButton* m_start;
    QPushButton* m_other;
    QCheckBox* m_goes_on;
    std::array<StageRow*, domain::kDomainStages.size()> m_rows{};
    SampleTimeline* m_samples;
    widgets::CurvePlot* m_loss;
    bool m_remembered = false;  ///< the last domain was opened again
};

}  // namespace destudio::ui
