// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "core/project/export_leaks.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace destudio::ui {

/// How an export is divided into train, val and test, and the dataset that it must not leak into.
class DivisionForm : public QWidget {
    Q_OBJECT

public:
    explicit DivisionForm(QWidget* parent = nullptr);

    /// Without the leaks that are allowed.
    ExportDivision division() const;

signals:
    void changed();

private:
    void follow_choice();
    void choose_held_out();

    QComboBox* m_divide;
    QWidget* m_shares;
    QSpinBox* m_val;
    QSpinBox* m_test;
    QLineEdit* m_held_out;
};

}  // namespace destudio::ui
