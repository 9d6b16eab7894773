// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/ladder_page.h"

#include <QStackedLayout>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "ui/commands/set_states_command.h"
#include "ui/editing/box_tools.h"
#include "ui/editing/canvas_binding.h"
#include "ui/editing/edit_controller.h"
#include "ui/ladder/ladder_comparison.h"
#include "ui/ladder/ladder_texts.h"
#include "ui/ladder/live_cell.h"
#include "ui/ladder/notice_bar.h"
#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/linked_view.h"
#include "widgets/base/theme.h"
#include "widgets/ladder/ladder_view.h"
#include "widgets/ladder/word_line.h"

namespace destudio::ui {
namespace {

using widgets::BoxCanvas;
using widgets::LadderCell;
using widgets::LadderCellContent;

}  // namespace

LadderPage::LadderPage(Workspace& workspace, EditController& edits, BoxTools& tools, PictureSources& pictures,
                       GenerationController& generation, QWidget* parent)
    : PicturePage(workspace, edits, tools, parent),
      m_pictures(pictures),
      m_generation(generation),
      m_stack(new QStackedLayout(this)),
      m_notice(new NoticeBar(this)),
      m_view(new widgets::LadderView(this)),
      m_ladder(new QWidget(this)),
      m_lane_strip(new widgets::LaneStrip(this)),
      m_prompt_line(new widgets::WordLine(this)),
      m_start_page(new QWidget(this)),
      m_no_references(new widgets::EmptyState(QStringLiteral("image"), tr("No references yet"),
                                              tr("Drop images, a folder or a dataset here, or add them."), this)),
      m_opening(new widgets::EmptyState(QStringLiteral("open"), tr("Opening the project…"), {}, this)) {
    m_stack->addWidget(m_opening);
    auto* column = new QVBoxLayout(m_ladder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_view, 1);
    column->addWidget(m_lane_strip);
    column->addWidget(m_prompt_line);
    m_prompt_line->setObjectName(QStringLiteral("prompt_line"));
    m_prompt_line->setAccessibleName(tr("Prompt of this variant"));
    m_prompt_line->setToolTip(
        tr("The variant's prompt. A word under the pointer shows where the model looked for it."));
    m_prompt_line->hide();
    connect(&workspace, &Workspace::target_changed, this, &LadderPage::show_prompt);
    m_lane_strip->setObjectName(QStringLiteral("lanes"));
    m_lane_strip->setToolTip(tr("Drag the handle to accept everything up to a ratio (U: up to the current one)."));
    connect(m_view, &widgets::LadderView::columns_moved, this, &LadderPage::place_lanes);
    connect(m_lane_strip, &widgets::LaneStrip::cut_off_chosen, this, &LadderPage::accept_up_to);
    connect(m_lane_strip, &widgets::LaneStrip::chip_pressed, this, [this](int at, int chip) {
        const auto& there = m_lanes.variants[static_cast<std::size_t>(at)];
        m_workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, there[static_cast<std::size_t>(chip)]});
    });
    m_stack->addWidget(m_ladder);
    m_stack->addWidget(m_start_page);
    m_stack->addWidget(m_no_references);
    prepare(m_view->reference_cell());
    connect(m_view->compare_view(), &widgets::CompareView::mode_changed, this, &LadderPage::follow_compare_mode);
    connect(m_view, &widgets::LadderView::cell_created, this, &LadderPage::prepare);
    connect(m_view, &widgets::LadderView::current_changed, this, &LadderPage::follow_cell);
    connect(m_view, &widgets::LadderView::open_requested, this, &LadderPage::open_requested);
    m_rebuild_timer.setSingleShot(true);
    m_rebuild_timer.setInterval(0);
    connect(&m_rebuild_timer, &QTimer::timeout, this, &LadderPage::rebuild);
    const auto rebuild_soon = [this] { m_rebuild_timer.start(); };
    connect(&workspace, &Workspace::session_changed, this, [this] {
        rebuild();
        if (m_workspace.session() != nullptr) {
            // Not the filter field: the keys of the review should work at once.
            m_view->reference_cell()->canvas()->setFocus();
        }
    });
    connect(&workspace, &Workspace::reference_changed, this, [this] {
        m_chosen.clear();
        rebuild();
    });
    connect(&workspace, &Workspace::target_changed, this, &LadderPage::follow_target);
    connect(&workspace, &Workspace::project_changed, this, &LadderPage::on_change);
    connect(&workspace, &Workspace::threshold_changed, this, &LadderPage::refill);
    connect(&pictures, &PictureSources::variant_ready, this, rebuild_soon);
    connect(&pictures, &PictureSources::failed, this, rebuild_soon);
    connect(&pictures, &PictureSources::reference_ready, this, [this](RowId id) {
        Session* session = m_workspace.session();
        if (session != nullptr && id == m_workspace.reference()) {
            session->attempt([this] { fill_reference(); });
        }
    });
    connect(&generation, &GenerationController::pending_changed, this, rebuild_soon);
    connect(&generation, &GenerationController::step, this, [this](RowId reference, const PendingRung& rung) {
        if (reference == m_workspace.reference()) {
            show_step(rung);
        }
    });
    rebuild();
}

LadderPage::~LadderPage() {
    // Cells tell their end to m_bindings, so they go first.
    delete m_ladder;
}

void LadderPage::set_start_page(QWidget* page) {
    const bool is_shown = m_stack->currentWidget() == m_start_page;
    m_stack->removeWidget(m_start_page);
    delete m_start_page;
    m_start_page = page;
    m_stack->addWidget(page);
    if (is_shown) {
        m_stack->setCurrentWidget(page);
    }
}

void LadderPage::set_start_actions(const QList<QAction*>& without_references) {
    for (QAction* action : without_references) {
        m_no_references->add_action_button(action);
    }
}

void LadderPage::prepare(LadderCell* cell) {
    auto* binding = new CanvasBinding(cell->canvas(), m_workspace, m_edits);
    m_bindings.insert(cell, binding);
    connect(cell, &QObject::destroyed, this, [this, cell] { m_bindings.remove(cell); });
    connect(binding, &CanvasBinding::space_tapped, this, &LadderPage::accept);
    connect(binding, &CanvasBinding::relabel_requested, &m_tools, &BoxTools::ask_class);
    connect(cell, &LadderCell::stack_pressed, this, [this] { m_edits.go_in_stack(1); });
    connect(cell->canvas(), &BoxCanvas::mode_changed, this, &LadderPage::set_mode);
    connect(cell->canvas(), &BoxCanvas::menu_requested, this, &LadderPage::menu_requested);
    cell->canvas()->set_mode(m_mode);
    cell->canvas()->set_look(&m_tools.look());
    cell->canvas()->viewport()->installEventFilter(this);
}

void LadderPage::mousePressEvent(QMouseEvent* event) {
    take_focus();
    PicturePage::mousePressEvent(event);
}

void LadderPage::set_mode(BoxCanvas::Mode mode) {
    if (mode == m_mode) {
        return;
    }
    m_mode = mode;
    for (BoxCanvas* canvas : m_view->canvases()) {
        canvas->set_mode(mode);
    }
    emit mode_changed(mode);
}

ActionState LadderPage::action_state() const {
    ActionState state = PicturePage::action_state();
    state.ladder = m_workspace.session() != nullptr;
    return state;
}

BoxCanvas* LadderPage::canvas() const {
    LadderCell* cell = m_view->current_cell();
    return cell != nullptr ? cell->canvas() : nullptr;
}

void LadderPage::set_planned(std::vector<Rung> rungs, int steps, Sampler sampler) {
    m_planned = std::move(rungs);
    m_planned_sampler = sampler;
    m_planned_steps = steps;
    m_rebuild_timer.start();
}

void LadderPage::fit() {
    m_view->linked_view()->fit();
}

void LadderPage::set_compare_mode(widgets::CompareView::Mode mode) {
    m_view->compare_view()->set_mode(mode);
}

widgets::CompareView* LadderPage::compare_view() const {
    return m_view->compare_view();
}

void LadderPage::follow_compare_mode() {
    m_rebuild_timer.start();  // the title of the reference tells the mode
}

std::optional<BoxTarget> LadderPage::target_at(QPoint global_position) const {
    const QWidget* under = m_view->childAt(m_view->mapFromGlobal(global_position));
    for (auto entry = m_bindings.begin(); entry != m_bindings.end(); ++entry) {
        if (under != nullptr && entry.key()->isAncestorOf(under)) {
            return entry.value()->target();
        }
    }
    return std::nullopt;
}

void LadderPage::on_change(const ProjectChange& change) {
    using What = ProjectChange::What;
    const bool boxes = change.what == What::kAnnotations || change.what == What::kReferenceBoxes;
    const bool variants =
        change.what == What::kVariants && (change.parent == 0 || change.parent == m_workspace.reference());
    if (variants && change.how == ProjectChange::How::kAdded) {
        m_chosen.clear();  // what was just made is shown
    }
    if (boxes || variants || change.what == What::kReset || change.what == What::kReferences) {
        m_rebuild_timer.start();
    }
}

void LadderPage::set_opening(bool opening) {
    m_is_opening = opening;
    if (m_workspace.session() == nullptr) {
        show_empty();
    }
}

void LadderPage::show_empty() {
    for (CanvasBinding* binding : std::as_const(m_bindings)) {
        binding->set_target(std::nullopt);
    }
    m_stack->setCurrentWidget(m_workspace.session() != nullptr ? m_no_references
                              : m_is_opening                   ? m_opening
                                                               : m_start_page);
}

void LadderPage::rebuild() {
    m_rebuild_timer.stop();
    Session* session = m_workspace.session();
    if (session == nullptr || m_workspace.reference() == 0) {
        show_empty();
        return;
    }
    m_stack->setCurrentWidget(m_ladder);
    session->attempt([this] { rebuild_now(); });
}

void LadderPage::rebuild_now() {
    Session* session = m_workspace.session();
    const RowId reference_id = m_workspace.reference();
    plan_ladder(session->project().variants().of_reference(reference_id));
    for (const RowId chosen : m_chosen) {
        m_plan.show(chosen);
    }
    QStringList columns{reference_title(m_view->compare_view()->mode())};
    QStringList rows;
    for (const LadderPlan::Column& column : m_plan.columns) {
        columns << column_title(column);
    }
    for (const std::uint64_t seed : m_plan.seeds) {
        rows << tr("seed %1").arg(seed);
    }
    const Size size = session->project().references().get(reference_id).size;
    m_view->set_aspect(size.height > 0 ? static_cast<double>(size.width) / size.height : 1.0);
    m_following = true;
    m_view->set_shape(columns, rows);
    m_following = false;
    fill_all();
    follow_target();
    show_prompt();
}

void LadderPage::refill() {
    Session* session = m_workspace.session();
    if (session != nullptr && m_workspace.reference() != 0) {
        session->attempt([this] { fill_all(); });
    }
}

void LadderPage::fill_all() {
    fill_reference();
    const auto pending = m_generation.pending(m_workspace.reference());
    for (const LadderPlace& place : m_plan.places) {
        fill(place, pending);
    }
    fill_lanes();
}

void LadderPage::fill_lanes() {
    m_lanes = make_ladder_lanes(*m_workspace.session(), m_workspace.reference(), m_plan);
    m_lane_strip->setVisible(!m_lanes.lanes.empty());
    m_lane_strip->set_lanes(m_lanes.lanes);
    m_lane_strip->set_cut_off_texts(m_lanes.cut_off_texts);
    m_lane_strip->set_done(m_lanes.done);
    place_lanes();
}

void LadderPage::place_lanes() {
    const std::vector<int> lefts = m_view->variant_lefts();
    m_lane_strip->set_columns(lefts, m_view->cell_width(), lefts.empty() ? 0 : lefts.front() - widgets::kMargin);
}

void LadderPage::accept_up_to(int column) {
    Session* session = m_workspace.session();
    // Read again: what was decided a moment ago must not be overruled.
    if (session == nullptr || m_workspace.reference() == 0 || !session->attempt([this] { fill_lanes(); }) ||
        column < 0 || column >= static_cast<int>(m_lanes.acceptable.size())) {
        return;
    }
    const auto variants = m_lanes.acceptable[static_cast<std::size_t>(column)];
    session->undo_stack().push(
        new SetStatesCommand(*session, variants, VariantState::kAccepted, m_lanes.cut_off_texts.value(column + 1)));
}

void LadderPage::accept_up_to_current() {
    accept_up_to(m_view->current_column() - 1);
}

void LadderPage::fill_reference() {
    Session& session = *m_workspace.session();
    const BoxTarget target{BoxTarget::Kind::kReference, m_workspace.reference()};
    LadderCellContent content;
    const Reference reference = session.project().references().get(target.id);
    content.picture = m_pictures.reference(reference);
    content.message = m_pictures.is_unreadable(reference) ? tr("Not readable") : tr("Loading…");
    content.boxes = canvas_boxes(session, target);
    content.state_text = content.boxes.empty() ? tr("no ground truth") : box_count(boxes_without_ghosts(content.boxes));
    m_view->reference_cell()->set_content(content);
    m_bindings.value(m_view->reference_cell())->set_target(target);
}

void LadderPage::fill(const LadderPlace& place, const std::vector<PendingRung>& pending) {
    Session& session = *m_workspace.session();
    LadderCell* cell = m_view->cell(place.row, place.column);
    if (cell == nullptr) {
        return;
    }
    const Reference reference = session.project().references().get(m_workspace.reference());
    LadderCellContent content;
    std::optional<BoxTarget> target;
    const auto running = std::find_if(pending.begin(), pending.end(), [&](const PendingRung& rung) {
        const auto its_place = m_plan.place_of(rung.rung);
        return its_place && its_place->row == place.row && its_place->column == place.column;
    });
    if (running != pending.end()) {
        content.picture = running->preview;
        content.comparison = comparison_of_preview(m_pictures, reference, running->preview);
        content.running = true;
        content.step = running->step;
        content.total_steps = running->total_steps;
        content.message = tr("Waiting");
        content.state_text =
            running->step > 0 ? tr("%1/%2").arg(running->step).arg(running->total_steps) : tr("waiting");
    } else if (live_is_here() && m_view->cell(place.row, place.column) == live_cell()) {
        content = live_content(session, *m_live);
        content.comparison = comparison_of_preview(m_pictures, reference, m_live->picture);
    } else if (place.variant_id != 0) {
        const VariantRecord variant = session.project().variants().get(place.variant_id);
        target = BoxTarget{BoxTarget::Kind::kVariant, place.variant_id};
        content.picture = m_pictures.variant(variant);
        content.message = m_pictures.is_unreadable(variant) ? tr("Not readable") : tr("Loading…");
        content.boxes = canvas_boxes(session, *target);
        content.comparison = comparison_of(m_pictures, reference, variant, m_view->compare_view()->mode());
        describe_variant(content, variant, boxes_without_ghosts(content.boxes));
        tell_steps(content, variant.recipe, m_plan.columns[static_cast<std::size_t>(place.column - 1)].steps);
        if (place.stack.size() > 1) {
            const auto here = std::find(place.stack.begin(), place.stack.end(), place.variant_id);
            content.stack_text = tr("%1 of %2").arg(here - place.stack.begin() + 1).arg(place.stack.size());
        }
    } else {
        content.message = tr("Not generated yet");
        for (const FailedRung& failed : m_generation.failed(m_workspace.reference())) {
            const auto its_place = m_plan.place_of(failed.rung);
            if (its_place && its_place->row == place.row && its_place->column == place.column) {
                describe_failed(content, failed.sentence);
            }
        }
    }
    cell->set_content(content);
    m_bindings.value(cell)->set_target(target);
}

void LadderPage::show_step(const PendingRung& rung) {
    const auto place = m_plan.place_of(rung.rung);
    LadderCell* cell = place ? m_view->cell(place->row, place->column) : nullptr;
    if (cell != nullptr) {
        cell->set_progress(rung.preview, rung.step, rung.total_steps, tr("%1/%2").arg(rung.step).arg(rung.total_steps));
    }
}

void LadderPage::follow_target() {
    const auto target = m_workspace.target();
    if (!target || m_following) {
        return;
    }
    m_following = true;
    if (!target->is_variant()) {
        m_view->set_current(m_view->current_row(), 0);
    } else if (const auto place = m_plan.place_of(target->id)) {
        show_in_stack(target->id);
        m_view->set_current(place->row, place->column);
    }
    m_following = false;
}

void LadderPage::show_in_stack(RowId variant_id) {
    if (m_plan.show(variant_id)) {
        std::erase_if(m_chosen, [&](RowId other) {
            const auto its_place = m_plan.place_of(other);
            return !its_place || its_place->variant_id == variant_id;
        });
        m_chosen.push_back(variant_id);
        const auto place = *m_plan.place_of(variant_id);
        m_workspace.session()->attempt([&] {
            fill(place, m_generation.pending(m_workspace.reference()));
            fill_lanes();
        });
    }
}

void LadderPage::follow_cell(int row, int column) {
    if (m_following || m_workspace.reference() == 0) {
        return;
    }
    std::optional<BoxTarget> target;
    if (column == 0) {
        target = BoxTarget{BoxTarget::Kind::kReference, m_workspace.reference()};
    }
    for (const LadderPlace& place : m_plan.places) {
        if (place.row == row && place.column == column && place.variant_id != 0) {
            target = BoxTarget{BoxTarget::Kind::kVariant, place.variant_id};
        }
    }
    m_following = true;
    m_workspace.set_target(target);
    m_following = false;
}

}  // namespace destudio::ui
