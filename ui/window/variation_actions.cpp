// SPDX-License-Identifier: Apache-2.0
#include "ui/window/variation_actions.h"

#include <QAction>
#include <QFileDialog>

#include "ui/actions/window_actions.h"
#include "ui/base/message_bar.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/rerun_report.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

VariationActions::VariationActions(WindowControllers& controllers, GeneratePanel& panel, MessageBar& messages,
                                   WindowActions& actions, QWidget* window, QObject* parent)
    : QObject(parent), m_controllers(controllers), m_panel(panel), m_messages(messages), m_window(window) {
    connect(actions.more_like_this, &QAction::triggered, this, [this] { vary(Variation::kMoreLikeThis); });
    connect(actions.less_change, &QAction::triggered, this, [this] { vary(Variation::kLessChange); });
    connect(actions.more_change, &QAction::triggered, this, [this] { vary(Variation::kMoreChange); });
    connect(actions.rerun, &QAction::triggered, this, &VariationActions::rerun);
    connect(actions.rerun_file, &QAction::triggered, this, &VariationActions::rerun_file);
    connect(&controllers.reruns, &RerunController::finished, this,
            [this](const RerunResult& result) { (new RerunReport(result, m_window))->show(); });
    connect(&controllers.reruns, &RerunController::variant_added, this, [this](RowId reference_id, RowId variant_id) {
        m_controllers.workspace.set_reference(reference_id);
        m_controllers.workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, variant_id});
    });
}

GenerationSettings VariationActions::settings() const {
    auto settings = m_panel.settings();
    Session* session = m_controllers.workspace.session();
    if (!settings && session != nullptr) {
        session->attempt([&] { settings = session->project().settings().generation(); });
    }
    return settings.value_or(GenerationSettings());
}

void VariationActions::rerun() {
    const auto target = m_controllers.workspace.target();
    if (target && target->is_variant()) {
        const GenerationSettings used = settings();
        m_controllers.reruns.rerun_variant(target->id, used.bundle, used.adapter);
    }
}

void VariationActions::rerun_file() {
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Re-run a recipe"), {},
                                                      tr("Recipes and pictures that carry one (*.json *.jsonl *.png)"));
    if (!file.isEmpty()) {
        const GenerationSettings used = settings();
        m_controllers.reruns.rerun_file(file.toStdString(), used.bundle, used.adapter);
    }
}

void VariationActions::vary(Variation variation) {
    Session* session = m_controllers.workspace.session();
    const auto target = m_controllers.workspace.target();
    if (session == nullptr || !target || !target->is_variant()) {
        return;
    }
    session->attempt([&] {
        const VariantRecord variant = session->project().variants().get(target->id);
        std::vector<std::uint64_t> seeds;
        for (const PendingRung& pending : m_controllers.generation.pending(variant.reference_id)) {
            seeds.push_back(pending.rung.seed);
        }
        const auto plan = plan_variation(
            variation, variant, session->project().variants().of_reference(variant.reference_id), seeds, settings());
        if (!plan) {
            m_messages.show_note(variation == Variation::kLessChange
                                     ? tr("This variant has the lowest ratio that changes anything.")
                                     : tr("This variant has the highest ratio there is."));
        } else if (plan->existing) {
            m_controllers.workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, *plan->existing});
        } else {
            m_controllers.generation.generate({variant.reference_id}, plan->settings);
        }
    });
}

}  // namespace destudio::ui
