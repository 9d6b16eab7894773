// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QTimer>
#include <optional>

#include "core/project/store/types.h"
#include "ui/scaleup/scale_up_controller.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace destudio::ui {

class QuotaBars;

/// What to scale up to, and how far it is. It may be closed while the work goes on.
class ScaleUpDialog : public QDialog {
    Q_OBJECT

public:
    explicit ScaleUpDialog(ScaleUpController& controller, QWidget* parent = nullptr);

    /// Bundle, steps and the like, from the generate panel.
    void set_generation(const GenerationSettings& settings);
    void set_lower_bound(int bound);

signals:
    /// The images were added to the project; show them.
    void gallery_requested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* build_form();
    ScaleUpInput request() const;
    void ask_for_forecast();
    void show_forecast(const scaleup::ScaleUpStatus& status, const QString& problem);
    void show_status(const scaleup::ScaleUpStatus& status);
    void show_end(bool ok, const QString& sentence);
    void choose_folder();
    void start();
    void toggle_paused();
    void update_buttons();

    ScaleUpController& m_controller;

    GenerationSettings m_generation;
    QTimer m_forecast_timer;
    QString m_problem;
    std::filesystem::path m_made;  ///< folder of the scale-up that ended last
    QWidget* m_form = nullptr;
    QLineEdit* m_folder;
    QSpinBox* m_bound;
    QSpinBox* m_clusters;
    QSpinBox* m_cluster_bound;
    QDoubleSpinBox* m_lowest;
    QDoubleSpinBox* m_highest;
    QComboBox* m_selection;
    QComboBox* m_size;
    QComboBox* m_prompts;
    QSpinBox* m_seed;
    QSpinBox* m_max_images;
    QDoubleSpinBox* m_max_hours;
    QDoubleSpinBox* m_threshold;
    QSpinBox* m_near_duplicates;
    QCheckBox* m_keep_empty;
    QLabel* m_note;
    QuotaBars* m_bars;
    QLabel* m_progress;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    QPushButton* m_add;
    QPushButton* m_open;
};

}  // namespace destudio::ui
