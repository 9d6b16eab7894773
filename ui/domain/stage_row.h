// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <optional>

#include "core/domain/domain_plan.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace destudio::ui {

class DomainController;

/// A stage of a domain: its name, how far it is or what it waits for, and what can be done about it.
class StageRow : public QFrame {
    Q_OBJECT

public:
    StageRow(DomainController& controller, domain::DomainStage stage, QWidget* parent = nullptr);

    /// @param seconds_left of the stage where it runs
    void show_state(std::optional<double> seconds_left);
    QString state() const;

signals:
    void open_wanted();

private:
    DomainController& m_controller;
    domain::DomainStage m_stage;
    QLabel* m_state;
    QProgressBar* m_progress;
    QPushButton* m_start;
    QPushButton* m_stop;
    QPushButton* m_open;
};

}  // namespace destudio::ui
