// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/stage_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/domain/domain_controller.h"
#include "ui/domain/domain_texts.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

using domain::StageState;

StageRow::StageRow(DomainController& controller, domain::DomainStage stage, QWidget* parent)
    : QFrame(parent),
      m_controller(controller),
      m_stage(stage),
      m_state(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_start(new QPushButton(this)),
      m_stop(new QPushButton(widgets::icon(QStringLiteral("cancel")), tr("Stop"), this)),
      m_open(new QPushButton(widgets::icon(QStringLiteral("open")), tr("Open the model and make a ladder"), this)) {
    const QString word = QString::fromStdString(domain::to_string(stage));
    const QString name = DomainTexts::stage_name(stage);
    m_state->setObjectName(QStringLiteral("domain_state_") + word);
    m_state->setWordWrap(true);
    m_state->setProperty("role", QStringLiteral("dim"));
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(6);
    m_progress->setAccessibleName(name);
    m_start->setObjectName(QStringLiteral("domain_start_") + word);
    m_stop->setObjectName(QStringLiteral("domain_stop_") + word);
    m_stop->setToolTip(tr("Keeps everything that is done; resume at any time, also after a restart."));
    m_open->setObjectName(QStringLiteral("domain_open"));
    auto* title = new QLabel(name, this);
    title->setProperty("role", QStringLiteral("heading"));
    title->setToolTip(DomainTexts::stage_purpose(stage));
    setToolTip(DomainTexts::stage_purpose(stage));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title);
    texts->addWidget(m_state);
    texts->addWidget(m_progress);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::kMargin);
    layout->addLayout(texts, 1);
    layout->addWidget(m_open);
    layout->addWidget(m_start);
    layout->addWidget(m_stop);
    connect(m_start, &QPushButton::clicked, this, [this] { m_controller.start(m_stage); });
    connect(m_stop, &QPushButton::clicked, &controller, &DomainController::stop);
    connect(m_open, &QPushButton::clicked, this, &StageRow::open_wanted);
    show_state({});
}

QString StageRow::state() const {
    return m_state->text();
}

void StageRow::show_state(std::optional<double> seconds_left) {
    const auto& plan = m_controller.plan();
    const bool runs = m_controller.busy() && m_controller.stage() == m_stage;
    const StageState state = plan ? plan->stage(m_stage).state : StageState::kNotBegun;
    const Progress& progress = m_controller.progress();
    m_progress->setVisible(runs);
    m_progress->setRange(0, runs ? static_cast<int>(progress.total) : 1);
    m_progress->setValue(runs ? static_cast<int>(progress.done) : 0);
    m_state->setText(runs && m_controller.stopping() ? tr("Stops within a step…")
                     : runs                          ? DomainTexts::running(progress, seconds_left)
                     : plan                          ? DomainTexts::stage_state(*plan, m_stage)
                                                     : DomainTexts::stage_purpose(m_stage));
    m_state->setProperty("role",
                         state == StageState::kFailed && !runs ? QStringLiteral("error") : QStringLiteral("dim"));
    m_start->setText(state == StageState::kNotBegun ? tr("Start") : tr("Resume"));
    m_start->setIcon(
        widgets::icon(state == StageState::kNotBegun ? QStringLiteral("generate") : QStringLiteral("resume")));
    m_start->setVisible(plan.has_value() && !runs && state != StageState::kFinished);
    m_start->setEnabled(!m_controller.busy() && plan && waits_for(*plan, m_stage) == domain::Wait::kNothing);
    m_stop->setVisible(runs);
    m_stop->setEnabled(!m_controller.stopping());
    m_open->setVisible(m_stage == domain::DomainStage::kLadder && state == StageState::kFinished && !runs);
}

}  // namespace destudio::ui
