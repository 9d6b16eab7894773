// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "ui/pages/review_page.h"
#include "ui/session/project_query.h"

class QAction;
class QStackedLayout;

namespace destudio::widgets {
class EmptyState;
class GridView;
}  // namespace destudio::widgets

namespace destudio::ui {

class GalleryDelegate;
class GalleryFilter;
class GalleryModel;
class PictureSources;
class Workspace;

/// All variants of the project: search, look, and decide about many at once. The list stays as it was found while a
/// person works through it; it is searched again on request and when variants come or go.
class GalleryPage : public QWidget, public ReviewPage {
    Q_OBJECT

public:
    GalleryPage(Workspace& workspace, PictureSources& pictures, QWidget* parent = nullptr);
    ~GalleryPage() override;

    /// What its empty states offer: to start a project, and to generate.
    void set_start_actions(const QList<QAction*>& without_project, QAction* generate);
    void set_filter(const QString& text);
    /// Restricts every search to these variants; none: it goes over all again.
    void show_only(const std::vector<RowId>& variants);
    /// What is not reviewed yet, the quickest first.
    void show_review_queue();
    void focus_search();
    void refresh();
    bool settled() const override { return !isVisible() || (!m_query.busy() && !m_stale); }
    ActionState action_state() const override;

    // On the selected variants, or the current one. Deciding on one alone moves on to the next; doing so again takes it
    // back.
    void accept() override { decide(VariantState::kAccepted); }
    void reject() override { decide(VariantState::kRejected); }
    void accept_and_next() override { decide_and_go(VariantState::kAccepted); }
    void reject_and_next() override { decide_and_go(VariantState::kRejected); }
    /// In the order of the list, from the beginning after its end.
    void go_to_unreviewed() override;
    /// A menu of the classes in the selection, each with the classes it may become.
    void relabel() override;
    void relabel(RowId from, RowId to);
    void go(int direction) override;
    /// Remembered for this person.
    void zoom(int steps) override;
    void take_focus() override;
    std::optional<BoxTarget> target_at(QPoint global_position) const override;
    std::optional<BoxTarget> current_target() const override;
    std::vector<RowId> selected() const;
    widgets::GridView* grid() const { return m_grid; }

signals:
    /// The workspace's target is the one to open, and its list the one that is shown.
    void open_requested();
    /// On the variants that are selected now.
    void menu_requested(QPoint global_position);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void set_picture_side(int side);
    void decide(VariantState state);
    /// Unlike decide(), doing it again takes nothing back.
    void decide_and_go(VariantState state);
    void set_state(const std::vector<RowId>& ids, VariantState state);
    void choose(const QModelIndex& index);
    void show_menu(QPoint position);
    void open(const QModelIndex& index);
    void show_found(const std::vector<RowId>& ids);
    void show_failed(const QString& sentence);
    void show_count();
    void show_empty();

    Workspace& m_workspace;
    GalleryModel* m_model;
    GalleryFilter* m_filter;
    QStackedLayout* m_stack;
    widgets::GridView* m_grid;
    GalleryDelegate* m_delegate;
    widgets::EmptyState* m_no_project;
    widgets::EmptyState* m_no_variants;
    widgets::EmptyState* m_nothing_found;
    std::size_t m_total = 0;
    std::vector<RowId> m_only;  ///< rising; empty: all
    bool m_stale = false;       ///< to be searched when it is looked at
    ProjectQuery<std::vector<RowId>> m_query{this};
};

}  // namespace destudio::ui
