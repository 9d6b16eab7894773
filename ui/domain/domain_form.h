// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <filesystem>

#include "core/domain/domain_plan.h"
#include "core/domain/domain_survey.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace destudio::ui {

/// What a person chooses before a model learns their pictures.
class DomainForm : public QWidget {
    Q_OBJECT

public:
    explicit DomainForm(QWidget* parent = nullptr);

    /// Names the model after the folder, where no name was typed.
    void set_pictures(const std::filesystem::path& pictures);
    /// The bundle of the open project, which may be trained further; empty: the built-in one.
    void set_opened_bundle(const std::filesystem::path& bundle);
    /// Shows what was chosen; nothing can be changed then.
    void show_choices(const domain::DomainChoices& choices);
    void set_editable(bool editable);

    /// Without the pictures. @throws IoError when there is no built-in bundle and it was chosen
    domain::DomainChoices choices() const;
    /// Where the new model is kept: below the person's documents, by its name.
    std::filesystem::path folder() const;
    /// Why it cannot start; empty: it can.
    QString problem() const;

signals:
    void changed();

private:
    enum StartFrom { kBuiltIn, kNothing, kOpened };

    QLineEdit* m_name;
    QLineEdit* m_domain;
    QComboBox* m_flips;
    QCheckBox* m_turns;
    QComboBox* m_start;
    QComboBox* m_budget;
    QSpinBox* m_steps;
    std::filesystem::path m_opened;
};

}  // namespace destudio::ui
