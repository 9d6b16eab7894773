// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "core/project/types.h"

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace destudio::widgets {
class ElidedLabel;
}

namespace destudio::ui {

class Workspace;

/// What to generate: prompts, ratios, seeds and the sampler's settings. They are kept in the project; wrong input is
/// told under its field and switches Generate off.
class GeneratePanel : public QWidget {
    Q_OBJECT

public:
    GeneratePanel(Workspace& workspace, QAction* generate, QAction* cancel, QWidget* parent = nullptr);

    /// None while a field holds wrong input.
    std::optional<GenerationSettings> settings() const;
    /// The bundle for every project of this window, from the command line; empty: the project's own choice.
    void set_bundle_override(const std::filesystem::path& bundle);
    /// "Clipart"; empty when there is no bundle.
    QString bundle_name() const { return m_bundle_name; }

signals:
    void validity_changed(bool valid);
    void bundle_changed();

private:
    void build();
    void load();
    void save();
    void check();
    void show_reference();
    void show_bundle();
    void choose_bundle();

    Workspace& m_workspace;
    QPlainTextEdit* m_prompt;
    QLineEdit* m_negative;
    QLineEdit* m_ratios;
    QLabel* m_ratios_note;
    QLineEdit* m_seeds;
    QLabel* m_seeds_note;
    QSpinBox* m_steps;
    QDoubleSpinBox* m_guidance;
    QComboBox* m_sampler;
    widgets::ElidedLabel* m_bundle;
    QAction* m_generate;
    QAction* m_cancel;
    QTimer m_save_timer;
    GenerationSettings m_base;  ///< what the fields do not show
    std::filesystem::path m_bundle_override;
    QString m_bundle_name;
    bool m_loading = false;
};

}  // namespace destudio::ui
