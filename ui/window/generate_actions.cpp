// SPDX-License-Identifier: Apache-2.0
#include "ui/window/generate_actions.h"

#include <QAction>
#include <algorithm>
#include <set>
#include <utility>

#include "ui/actions/window_actions.h"
#include "ui/base/message_bar.h"
#include "ui/generate/generate_panel.h"
#include "ui/generate/ladder_job.h"
#include "ui/ladder/ladder_page.h"
#include "ui/scaleup/scale_up_dialog.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {
namespace {

/// Seeds that no variant of a reference has, and none that is on its way: the same ones would give the same pictures.
std::vector<std::uint64_t> new_seeds(const std::vector<VariantRecord>& variants,
                                     const std::vector<PendingRung>& pending, std::size_t count) {
    std::set<std::uint64_t> taken;
    for (const VariantRecord& variant : variants) {
        taken.insert(variant.recipe.seed);
    }
    for (const PendingRung& rung : pending) {
        taken.insert(rung.rung.seed);
    }
    std::vector<std::uint64_t> seeds;
    for (std::uint64_t seed = 1; seeds.size() < std::max<std::size_t>(count, 1); ++seed) {
        if (!taken.contains(seed)) {
            seeds.push_back(seed);
        }
    }
    return seeds;
}

}  // namespace

GenerateActions::GenerateActions(WindowControllers& controllers, GeneratePanel& panel, LadderPage& ladder,
                                 MessageBar& messages, WindowActions& actions, QWidget* window, QObject* parent)
    : QObject(parent),
      m_controllers(controllers),
      m_panel(panel),
      m_ladder(ladder),
      m_messages(messages),
      m_actions(actions),
      m_window(window) {
    connect(actions.generate, &QAction::triggered, this, &GenerateActions::generate);
    connect(actions.generate_all, &QAction::triggered, this, &GenerateActions::generate_all);
    connect(actions.scale_up, &QAction::triggered, this, &GenerateActions::show_scale_up);
    connect_panel();
    connect_generation();
    show_planned();
    update();
}

void GenerateActions::connect_panel() {
    connect(&m_panel, &GeneratePanel::validity_changed, this, [this](bool valid) {
        m_valid = valid;
        update();
        show_planned();
    });
    connect(&m_panel, &GeneratePanel::bundle_changed, this, [this] {
        if (std::exchange(m_generate_later, false)) {
            generate();
        }
    });
    connect(&m_controllers.workspace, &Workspace::session_changed, this, &GenerateActions::update);
    connect(&m_controllers.workspace, &Workspace::reference_changed, this, &GenerateActions::update);
}

void GenerateActions::connect_generation() {
    GenerationController& generation = m_controllers.generation;
    connect(m_actions.cancel, &QAction::triggered, &generation, &GenerationController::cancel_all);
    connect(m_actions.cancel_after, &QAction::triggered, &generation, &GenerationController::cancel_all_after_image);
    connect(&generation, &GenerationController::status_changed, this, &GenerateActions::update);
    connect(&generation, &GenerationController::step, this, &GenerateActions::update);
    connect(&generation, &GenerationController::finished, this, &GenerateActions::update);
}

bool GenerateActions::generate() {
    const RowId reference = m_controllers.workspace.reference();
    m_generate_later = reference != 0 && m_panel.looking_up();
    return m_generate_later || (reference != 0 && generate_for({reference}));
}

void GenerateActions::generate_all() {
    std::vector<RowId> all;
    Session& session = *m_controllers.workspace.session();
    session.attempt([&] {
        for (const Reference& reference : session.project().references().all()) {
            all.push_back(reference.id);
        }
    });
    generate_for(all);
}

bool GenerateActions::generate_for(const std::vector<RowId>& references) {
    const auto settings = m_panel.settings();
    if (!settings) {
        return false;
    }
    m_messages.clear();
    m_controllers.generation.generate(references, *settings);
    emit started();
    return m_controllers.generation.busy();
}

void GenerateActions::generate_more(const std::vector<RowId>& references) {
    const auto settings = m_panel.settings();
    Session* session = m_controllers.workspace.session();
    if (!settings || session == nullptr) {
        return;
    }
    m_messages.clear();
    session->attempt([&] {
        for (const RowId reference : references) {
            GenerationSettings more = *settings;
            more.seeds = new_seeds(session->project().variants().of_reference(reference),
                                   m_controllers.generation.pending(reference), settings->seeds.size());
            m_controllers.generation.generate({reference}, more);
        }
    });
    emit started();
}

bool GenerateActions::settled() const {
    return !m_panel.looking_up() && !m_generate_later;
}

void GenerateActions::show_scale_up() {
    Session* session = m_controllers.workspace.session();
    const auto settings = m_panel.settings();
    if (session == nullptr || !settings) {
        return;
    }
    if (m_scale_up == nullptr) {
        m_scale_up = new ScaleUpDialog(m_controllers.scale_ups, m_window);
        connect(m_scale_up, &ScaleUpDialog::gallery_requested, this, &GenerateActions::gallery_requested);
    }
    m_scale_up->set_generation(*settings);
    session->attempt([&] { m_scale_up->set_lower_bound(session->project().settings().lower_bound()); });
    m_scale_up->show();
    m_scale_up->raise();
    m_scale_up->activateWindow();
}

void GenerateActions::show_planned() {
    const auto settings = m_panel.settings();
    m_ladder.set_planned(settings ? planned_rungs(*settings) : std::vector<Rung>(), settings ? settings->steps : 0,
                         settings ? settings->sampler : Sampler::kDpmpp2m);
}

void GenerateActions::update() {
    const Workspace& workspace = m_controllers.workspace;
    const bool possible = workspace.session() != nullptr && m_valid && workspace.reference() != 0;
    const bool busy = m_controllers.generation.busy();
    m_actions.generate->setEnabled(possible);
    m_actions.generate_all->setEnabled(possible);
    m_actions.cancel->setEnabled(busy);
    m_actions.cancel_after->setEnabled(busy);
}

}  // namespace destudio::ui
