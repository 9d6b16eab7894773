// SPDX-License-Identifier: Apache-2.0
#include <QWheelEvent>

#include "ui/ladder/ladder_page.h"
#include "ui/session/workspace.h"
#include "widgets/ladder/ladder_view.h"
#include "widgets/ladder/word_line.h"

// What the page plans and shows besides finished variants: the picture that follows the hand, and the words of a
// prompt.
namespace destudio::ui {

void LadderPage::plan_ladder(const std::vector<VariantRecord>& variants) {
    const RowId reference_id = m_workspace.reference();
    std::vector<Rung> rungs;
    for (const PendingRung& rung : m_generation.pending(reference_id)) {
        rungs.push_back(rung.rung);
    }
    int steps = m_generation.pending_steps(reference_id);
    Sampler sampler = m_generation.pending_sampler(reference_id);
    for (const FailedRung& failed : m_generation.failed(reference_id)) {
        rungs.push_back(failed.rung);
        sampler = steps > 0 ? sampler : failed.sampler;
        steps = steps > 0 ? steps : failed.steps;
    }
    if (variants.empty() && rungs.empty()) {
        rungs = m_planned;
        steps = m_planned_steps;
        sampler = m_planned_sampler;
    }
    if (live_is_here()) {
        rungs.push_back(m_live->rung);
        sampler = steps > 0 ? sampler : m_live->settings.sampler;
        steps = steps > 0 ? steps : m_live->settings.steps;
    }
    m_plan = make_ladder_plan(variants, rungs, steps, sampler);
}

bool LadderPage::live_is_here() const {
    return m_live && m_live->reference_id == m_workspace.reference();
}

widgets::LadderCell* LadderPage::live_cell() const {
    const auto place = live_is_here() ? m_plan.place_of(m_live->rung) : std::nullopt;
    return place ? m_view->cell(place->row, place->column) : nullptr;
}

void LadderPage::set_live(const std::optional<LivePicture>& live) {
    const bool same_place = live && m_live && live->reference_id == m_live->reference_id &&
                            live->rung.same_place(m_live->rung) && live_cell() != nullptr;
    m_live = live;
    if (!same_place) {
        m_rebuild_timer.start();
    } else if (m_workspace.session() != nullptr && live_is_here()) {
        m_workspace.session()->attempt(
            [this] { fill(*m_plan.place_of(m_live->rung), m_generation.pending(m_workspace.reference())); });
    }
}

std::optional<std::uint64_t> LadderPage::current_seed() const {
    const auto row = static_cast<std::size_t>(m_view->current_row());
    return row < m_plan.seeds.size() ? std::optional(m_plan.seeds[row]) : std::nullopt;
}

double LadderPage::current_ratio() const {
    const auto column = static_cast<std::size_t>(m_view->current_column());
    return column > 0 && column <= m_plan.columns.size() ? m_plan.columns[column - 1].ratio : 0;
}

bool LadderPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel) {
        const widgets::LadderCell* cell = live_cell();
        auto* wheel = static_cast<QWheelEvent*>(event);
        if (cell != nullptr && watched == cell->canvas()->viewport() && wheel->modifiers() == Qt::NoModifier &&
            wheel->angleDelta().y() != 0) {
            wheel->accept();
            if (const int notches = m_live_wheel.take(*wheel); notches != 0) {
                emit live_seed_stepped(notches > 0 ? 1 : -1);
            }
            return true;
        }
    }
    return PicturePage::eventFilter(watched, event);
}

void LadderPage::show_prompt() {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    QString prompt;
    if (session != nullptr && target && target->is_variant()) {
        session->attempt(
            [&] { prompt = QString::fromStdString(session->project().variants().get(target->id).recipe.prompt); });
    }
    m_prompt_line->set_text(prompt);
    m_prompt_line->setVisible(!prompt.isEmpty());
}

void LadderPage::show_tint(RowId variant_id, const widgets::Picture& tinted) {
    const auto place = m_plan.place_of(variant_id);
    widgets::LadderCell* cell =
        place && place->variant_id == variant_id ? m_view->cell(place->row, place->column) : nullptr;
    if (cell != nullptr) {
        m_tinted = variant_id;
        cell->canvas()->set_picture(tinted);
    }
}

void LadderPage::clear_tint() {
    const RowId tinted = std::exchange(m_tinted, 0);
    const auto place = tinted != 0 ? m_plan.place_of(tinted) : std::nullopt;
    if (place && m_workspace.session() != nullptr) {
        m_workspace.session()->attempt([&] { fill(*place, m_generation.pending(m_workspace.reference())); });
    }
}

}  // namespace destudio::ui
