// SPDX-License-Identifier: Apache-2.0
#include "ui/training/loop_panel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/workspace.h"
#include "ui/training/loop_controller.h"
#include "widgets/base/theme.h"
#include "widgets/charts/curve_plot.h"

namespace destudio::ui {
namespace {

QString edits_text(double edits) {
    return QLocale().toString(edits, 'f', 1);
}

/// Edits per image that were made from one round to the next.
std::vector<QPointF> edits_made(const LoopState& state, const std::optional<LoopLook>& look) {
    std::vector<QPointF> points;
    std::int64_t corrections = 0;
    std::int64_t edits = 0;
    const auto add = [&](std::int64_t corrections_then, std::int64_t edits_then) {
        if (corrections_then > corrections) {
            const auto images = static_cast<double>(corrections_then - corrections);
            points.emplace_back(static_cast<double>(corrections_then),
                                static_cast<double>(std::max<std::int64_t>(edits_then - edits, 0)) / images);
            corrections = corrections_then;
            edits = edits_then;
        }
    };
    for (const LoopRound& round : state.rounds) {
        add(round.corrections, round.edits);
    }
    if (look) {
        add(look->edits.images, look->edits.total());
    }
    return points;
}

}  // namespace

LoopPanel::LoopPanel(Workspace& workspace, LoopController& loop, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_loop(loop),
      m_on(new QCheckBox(tr("Learn &while I review"), this)),
      m_every(new QSpinBox(this)),
      m_sentence(new QLabel(this)),
      m_curve(new widgets::CurvePlot(tr("Expected edits per image"), tr("corrections"), this)) {
    m_on->setObjectName(QStringLiteral("loop_on"));
    m_on->setToolTip(
        tr("After so many accepted or corrected variants the adapter learns from them in the background, "
           "and variants that nobody has reviewed get new labels."));
    m_every->setObjectName(QStringLiteral("loop_every"));
    m_every->setRange(LoopSettings::kFewest, LoopSettings::kMax);
    m_every->setValue(LoopSettings().every);
    m_every->setAccessibleName(tr("Corrections from one training to the next"));
    m_every->setToolTip(m_every->accessibleName());
    m_sentence->setObjectName(QStringLiteral("loop_sentence"));
    m_sentence->setProperty("role", QStringLiteral("dim"));
    m_sentence->setWordWrap(true);
    m_curve->setObjectName(QStringLiteral("loop_curve"));
    auto* top = new QHBoxLayout;
    top->setSpacing(widgets::kMargin);
    top->addWidget(m_on);
    top->addStretch();
    top->addWidget(new QLabel(tr("every"), this));
    top->addWidget(m_every);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::kMargin / 2);
    layout->addLayout(top);
    layout->addWidget(m_curve, 1);
    layout->addWidget(m_sentence);
    connect(m_on, &QCheckBox::toggled, this, &LoopPanel::apply);
    connect(m_every, &QSpinBox::editingFinished, this, &LoopPanel::apply);
    connect(&loop, &LoopController::changed, this, &LoopPanel::show_state);
    show_state();
}

void LoopPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_loop.set_watched(true);
}

void LoopPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_loop.set_watched(false);
}

void LoopPanel::apply() {
    LoopSettings settings = m_loop.state().settings;
    settings.on = m_on->isChecked();
    settings.every = m_every->value();
    m_loop.set_settings(settings);
}

void LoopPanel::show_state() {
    const QSignalBlocker block_on(m_on);
    const QSignalBlocker block_every(m_every);
    setEnabled(m_workspace.session() != nullptr);
    m_on->setChecked(m_loop.state().settings.on);
    if (!m_every->hasFocus()) {
        m_every->setValue(m_loop.state().settings.every);
    }
    m_sentence->setText(sentence());
    show_curve();
}

QString LoopPanel::sentence() const {
    const LoopState& state = m_loop.state();
    if (m_loop.phase() == LoopController::Phase::kTraining) {
        return tr("The adapter learns from %1 corrections…").arg(QLocale().toString(qlonglong(state.learnt)));
    }
    if (m_loop.phase() == LoopController::Phase::kLabelling) {
        return tr("What it learnt labels the variants that are not reviewed…");
    }
    if (!state.settings.on) {
        return {};
    }
    if (state.rounds.size() > 1 && !state.rounds.back().used) {
        return tr("The last training was worse on corrections it had not seen; the adapter stays.");
    }
    if (state.rounds.size() > 1 && state.rounds.back().before) {
        return tr("The last training: %1 expected edits per image before, %2 after.")
            .arg(edits_text(*state.rounds.back().before), edits_text(state.rounds.back().expected));
    }
    const std::int64_t corrections = m_loop.look() ? m_loop.look()->edits.images : 0;
    const std::int64_t since = corrections - std::min(state.learnt, corrections);
    return tr("%n corrections to the next training.", nullptr,
              static_cast<int>(std::max<std::int64_t>(state.settings.every - since, 0)));
}

void LoopPanel::show_curve() {
    const LoopState& state = m_loop.state();
    widgets::PlotCurve expected{tr("expected"), {}, {}, true, false};
    for (const LoopRound& round : state.rounds) {
        const auto x = static_cast<double>(round.corrections);
        if (round.before) {
            expected.points.emplace_back(x, *round.before);
        }
        expected.points.emplace_back(x, round.expected);
    }
    if (const auto& look = m_loop.look(); look && look->open > 0) {
        const auto x = static_cast<double>(look->edits.images);
        if (expected.points.empty() || x >= expected.points.back().x()) {
            expected.points.emplace_back(x, look->expected);
        }
    }
    widgets::PlotCurve made{tr("made"), edits_made(state, m_loop.look()), widgets::theme_colors().good, true, false};
    const bool any = !expected.points.empty() || !made.points.empty();
    m_curve->set_note(any ? QString() : tr("Nothing is reviewed yet"));
    m_curve->set_curves({std::move(expected), std::move(made)});
}

}  // namespace destudio::ui
