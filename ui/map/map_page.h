// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

#include "core/project/project_map.h"
#include "ui/base/background_task.h"
#include "ui/map/map_look.h"
#include "ui/pages/window_page.h"
#include "ui/session/box_target.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace destudio::widgets {
class EmptyState;
class MapCanvas;
}  // namespace destudio::widgets

namespace destudio::ui {

class MapFindingsList;
class MapKeeper;
class PictureSources;
class Workspace;

/// Every picture of the project as a point: those that look alike lie near each other. Shows which references no
/// variant fills, where variants crowd, and which look the same.
class MapPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    MapPage(Workspace& workspace, PictureSources& pictures, QWidget* parent = nullptr);

    bool settled() const override;
    widgets::MapCanvas* canvas() const { return m_canvas; }
    MapFindingsList* findings() const { return m_findings; }
    /// nullptr before there is one.
    const ProjectMap* map() const { return m_map.get(); }
    /// Of the lasso, or of the finding that is looked at; in the map's order.
    std::vector<RowId> chosen_variants() const;

    /// On the finding that is looked at; nothing where it is of another kind.
    void more_here();
    void keep_one();

signals:
    /// The variants that were chosen; none: all of them again.
    void variants_chosen(const std::vector<destudio::RowId>& variants);
    /// They are to be looked at.
    void gallery_requested();
    void picture_wanted(destudio::ui::BoxTarget target);
    /// More variants of these references.
    void more_wanted(const std::vector<destudio::RowId>& references);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void make_controls();
    QWidget* make_side();
    void connect_parts();
    void refresh(bool lay_out = false);
    void show_map(const std::shared_ptr<ProjectMap>& map);
    void show_kinds();
    void show_points(bool keep_view);
    void show_picture(int point);
    void show_finding();
    void choose_changed();
    void update_buttons();
    void clear();
    MapColors colors() const;

    Workspace& m_workspace;
    PictureSources& m_pictures;
    MapKeeper* m_keeper;
    QStackedLayout* m_stack;
    widgets::EmptyState* m_empty;
    QWidget* m_content;
    widgets::MapCanvas* m_canvas;
    QComboBox* m_kind;
    QComboBox* m_colors;
    QToolButton* m_lasso;
    QToolButton* m_fit;
    QToolButton* m_again;
    QLabel* m_summary;
    QLabel* m_picture;
    QLabel* m_about;
    QLabel* m_legend;
    MapFindingsList* m_findings;
    QPushButton* m_gallery;
    QPushButton* m_more;
    QPushButton* m_keep;
    std::shared_ptr<ProjectMap> m_map;
    int m_shown = -1;     ///< the point whose picture is shown
    bool m_stale = true;  ///< to be made when it is looked at
    QTimer m_timer;
    BackgroundTask<std::shared_ptr<ProjectMap>> m_task{this};
};

}  // namespace destudio::ui
