// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QTimer>

#include "ui/base/wheel_steps.h"
#include "ui/editing/picture_page.h"
#include "ui/generate/generation_controller.h"
#include "ui/generate/live_ladder.h"
#include "ui/ladder/ladder_lanes.h"
#include "ui/session/ladder_plan.h"
#include "widgets/ladder/compare_canvas.h"

class QStackedLayout;

namespace destudio::widgets {
class EmptyState;
class LadderCell;
class LadderView;
class LaneStrip;
class WordLine;
struct LadderCellContent;
}  // namespace destudio::widgets

namespace destudio::ui {

class CanvasBinding;
class NoticeBar;
class PictureSources;

/// The current reference beside its variants, rising ratios to the right, a row for each seed.
class LadderPage : public PicturePage {
    Q_OBJECT

public:
    LadderPage(Workspace& workspace, EditController& edits, BoxTools& tools, PictureSources& pictures,
               GenerationController& generation, QWidget* parent = nullptr);
    ~LadderPage() override;

    /// What stands here while no project is open; owned from now on.
    void set_start_page(QWidget* page);
    /// Buttons for a project without references.
    void set_start_actions(const QList<QAction*>& without_references);
    void set_mode(widgets::BoxCanvas::Mode mode) override;
    void fit() override;
    ActionState action_state() const override;
    std::optional<BoxTarget> target_at(QPoint global_position) const override;
    /// The current place's, also while nothing is in it.
    widgets::BoxCanvas* canvas() const override;
    /// Variants as they are, as differences to the reference, or with a line left of which the reference shows.
    void set_compare_mode(widgets::CompareView::Mode mode);
    widgets::CompareView* compare_view() const;
    /// What Generate would make: shown as empty places while a reference has no variants.
    void set_planned(std::vector<Rung> rungs, int steps, Sampler sampler);
    /// The picture that follows the hand, at its place among the others; none: there is none any more.
    void set_live(const std::optional<LivePicture>& live);
    /// Where a live picture belongs that nobody chose a place for: the current row's seed, else none; the current
    /// column's ratio, else 0.
    std::optional<std::uint64_t> current_seed() const;
    double current_ratio() const;
    /// The prompt of the variant that is current, word by word.
    widgets::WordLine* prompt_line() const { return m_prompt_line; }
    /// Another picture for a variant's, such as a tinted one, until it is taken away again.
    void show_tint(RowId variant_id, const widgets::Picture& tinted);
    void clear_tint();
    /// Stands above the ladder.
    NoticeBar* notice() const { return m_notice; }
    /// A project is on its way.
    void set_opening(bool opening);
    widgets::LadderView* view() const { return m_view; }
    widgets::LaneStrip* lanes() const { return m_lane_strip; }
    /// Accepts what is not reviewed at the current ratio and below it, in every row, in one step.
    void accept_up_to_current();

signals:
    void open_requested();
    /// The wheel over the live picture.
    void live_seed_stepped(int direction);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// The empty area is the page, too: the keys go to its pictures.
    void mousePressEvent(QMouseEvent* event) override;

private:
    void prepare(widgets::LadderCell* cell);
    /// rebuild, fill and fill_reference read the project and throw; the others turn that into a message.
    void rebuild_now();
    void rebuild();
    void show_empty();
    void refill();
    void fill_reference();
    void fill(const LadderPlace& place, const std::vector<PendingRung>& pending);
    void fill_all();
    void follow_compare_mode();
    void show_step(const PendingRung& rung);
    void plan_ladder(const std::vector<VariantRecord>& variants);
    bool live_is_here() const;
    widgets::LadderCell* live_cell() const;
    void show_prompt();
    void follow_target();
    void show_in_stack(RowId variant_id);
    void fill_lanes();
    void place_lanes();
    void accept_up_to(int column);
    void follow_cell(int row, int column);
    void on_change(const ProjectChange& change);

    PictureSources& m_pictures;
    GenerationController& m_generation;
    QStackedLayout* m_stack;
    NoticeBar* m_notice;
    widgets::LadderView* m_view;
    QWidget* m_ladder;  ///< view and lanes
    widgets::LaneStrip* m_lane_strip;
    widgets::WordLine* m_prompt_line;
    LadderLanes m_lanes;
    QWidget* m_start_page;
    widgets::EmptyState* m_no_references;
    widgets::EmptyState* m_opening;
    QHash<widgets::LadderCell*, CanvasBinding*> m_bindings;
    LadderPlan m_plan;
    std::vector<RowId> m_chosen;  ///< variants picked out of their stacks, of the current reference
    bool m_is_opening = false;
    std::vector<Rung> m_planned;
    std::optional<LivePicture> m_live;
    WheelSteps m_live_wheel;
    RowId m_tinted = 0;
    int m_planned_steps = 0;
    Sampler m_planned_sampler = Sampler::kDpmpp2m;
    QTimer m_rebuild_timer;
    widgets::BoxCanvas::Mode m_mode = widgets::BoxCanvas::Mode::kSelect;
    bool m_following = false;
};

}  // namespace destudio::ui
