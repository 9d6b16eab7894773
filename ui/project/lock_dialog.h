// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMessageBox>

#include "ui/project/project_loader.h"

namespace destudio::ui {

/// Says who has a project open and since when, and what can be done. A lock that may be left over from a program that
/// is gone can be taken away; one of a program that runs here cannot.
class LockDialog : public QMessageBox {
    Q_OBJECT

public:
    explicit LockDialog(const OpenFailure& failure, QWidget* parent = nullptr);

signals:
    void try_again();
    void open_anyway();
};

}  // namespace destudio::ui
