// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QThreadPool>
#include <QWidget>
#include <filesystem>
#include <optional>

#include "core/adaptation/adapter_run.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace destudio::ui {

class Workspace;

/// What to train on and how. Changing what the adapter starts from brings the recipe that suits it; single values can
/// be changed, and a recipe file brings everything else.
class TrainingForm : public QWidget {
    Q_OBJECT

public:
    explicit TrainingForm(Workspace& workspace, QWidget* parent = nullptr);
    ~TrainingForm() override;

    /// The bundle and adapter that are in use; empty adapter: the bundle's own.
    void set_bundle(const std::filesystem::path& bundle, const std::filesystem::path& adapter);
    /// Counts what the project has to learn from.
    void refresh();
    /// What the fields say, without a folder; none while problem() is not empty. @throws IoError without a bundle
    std::optional<adaptation::AdapterRunRequest> request() const;
    /// Why training cannot start, for a person; empty when it can.
    QString problem() const;
    void choose_pictures(adaptation::PictureChoice::Kind kind);
    /// @throws what reading a recipe throws
    void load_recipe(const std::filesystem::path& file);
    bool busy() const { return m_reading; }

signals:
    void changed();

private:
    void build();
    void choose_dataset();
    void choose_recipe();
    void pictures_changed();
    void start_changed();
    void apply_defaults();
    void show_recipe(const training::AdapterRecipe& recipe);
    adaptation::PictureChoice::Kind kind() const;
    bool learns_further() const;
    std::filesystem::path start_adapter() const;

    Workspace& m_workspace;
    QComboBox* m_pictures;
    QLabel* m_pictures_note;
    QWidget* m_dataset_row;
    QLineEdit* m_dataset;
    QComboBox* m_start;
    QComboBox* m_framework;
    QSpinBox* m_steps;
    QSpinBox* m_batch;
    QDoubleSpinBox* m_rate;
    QComboBox* m_dtype;
    QSpinBox* m_threads;
    QLabel* m_recipe_note;
    std::filesystem::path m_bundle;
    std::filesystem::path m_wanted_adapter;  ///< as set_bundle() was told; empty: the bundle's own
    std::filesystem::path m_adapter;         ///< empty: the bundle has none
    std::filesystem::path m_atlas;           ///< of the bundle's own world; empty: it has none
    int m_native = 512;
    training::AdapterRecipe m_recipe;  ///< what the fields do not show
    std::size_t m_references = 0;      ///< with ground truth
    std::size_t m_corrections = 0;     ///< accepted and edited variants
    bool m_reading = false;
    quint64 m_number = 0;
    QThreadPool m_pool;
};

}  // namespace destudio::ui
