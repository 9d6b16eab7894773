// SPDX-License-Identifier: Apache-2.0
#include <QAction>
#include <QFileDialog>

#include "ui/base/message_bar.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/rerun_report.h"
#include "ui/window/main_window.h"

// Varying the current variant, and making it again.
namespace destudio::ui {

GenerationSettings MainWindow::current_settings() {
    auto settings = m_generate->settings();
    Session* session = m_workspace.session();
    if (!settings && session != nullptr) {
        session->attempt([&] { settings = session->project().settings().generation(); });
    }
    return settings.value_or(GenerationSettings());
}

void MainWindow::connect_variations() {
    connect(m_actions.more_like_this, &QAction::triggered, this, [this] { vary(Variation::kMoreLikeThis); });
    connect(m_actions.less_change, &QAction::triggered, this, [this] { vary(Variation::kLessChange); });
    connect(m_actions.more_change, &QAction::triggered, this, [this] { vary(Variation::kMoreChange); });
    connect(m_actions.rerun, &QAction::triggered, this, [this] {
        const auto target = m_workspace.target();
        if (target && target->is_variant()) {
            const GenerationSettings settings = current_settings();
            m_reruns.rerun_variant(target->id, settings.bundle, settings.adapter);
        }
    });
    connect(m_actions.rerun_file, &QAction::triggered, this, [this] {
        const QString file = QFileDialog::getOpenFileName(
            this, tr("Re-run a recipe"), {}, tr("Recipes and pictures that carry one (*.json *.jsonl *.png)"));
        if (!file.isEmpty()) {
            const GenerationSettings settings = current_settings();
            m_reruns.rerun_file(file.toStdString(), settings.bundle, settings.adapter);
        }
    });
    connect(&m_reruns, &RerunController::finished, this,
            [this](const RerunResult& result) { (new RerunReport(result, this))->show(); });
    connect(&m_reruns, &RerunController::variant_added, this, [this](RowId reference_id, RowId variant_id) {
        m_workspace.set_reference(reference_id);
        m_workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, variant_id});
    });
}

void MainWindow::vary(Variation variation) {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (session == nullptr || !target || !target->is_variant()) {
        return;
    }
    session->attempt([&] {
        const VariantRecord variant = session->project().variants().get(target->id);
        std::vector<std::uint64_t> seeds;
        for (const PendingRung& pending : m_generation.pending(variant.reference_id)) {
            seeds.push_back(pending.rung.seed);
        }
        const auto plan =
            plan_variation(variation, variant, session->project().variants().of_reference(variant.reference_id), seeds,
                           current_settings());
        if (!plan) {
            m_messages->show_note(variation == Variation::kLessChange
                                      ? tr("This variant has the lowest ratio that changes anything.")
                                      : tr("This variant has the highest ratio there is."));
        } else if (plan->existing) {
            m_workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, *plan->existing});
        } else {
            m_generation.generate({variant.reference_id}, plan->settings);
        }
    });
}

}  // namespace destudio::ui
