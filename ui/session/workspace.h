// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "ui/session/box_target.h"
#include "ui/session/issue.h"
#include "ui/session/session.h"
#include "widgets/canvas/box_selection.h"

namespace destudio::ui {

/// What the window looks at: the open project, the reference, the picture and the box that are current. All pages and
/// panels follow it and none knows another.
class Workspace : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~Workspace() override;

    Session* session() const { return m_session.get(); }
    void set_session(std::unique_ptr<Session> session);

    /// 0 when there is none.
    RowId reference() const { return m_reference; }
    void set_reference(RowId reference_id);

    /// The picture that keys and panels act on: the reference itself or one of its variants.
    std::optional<BoxTarget> target() const { return m_target; }
    void set_target(std::optional<BoxTarget> target);

    /// The selected boxes of the target, by box_key() and ghost_key().
    const widgets::BoxSelection& boxes() const { return m_boxes; }
    void set_boxes(widgets::BoxSelection boxes);
    /// The one chosen last, and choosing one alone.
    std::optional<qint64> box() const { return m_boxes.primary(); }
    void set_box(std::optional<qint64> key) { set_boxes(widgets::BoxSelection(key)); }

    /// The class that drawn boxes get: the one used last, else the reference's most frequent, else the project's first;
    /// 0 without classes.
    RowId drawing_class() const;
    void set_drawing_class(RowId class_id);

    /// The variants that a person works through, in their order, where the current one was opened from a list; empty:
    /// the project's own order. It ends with the session, and as soon as a picture outside of it is chosen.
    const std::vector<RowId>& review_list() const { return m_review_list; }
    void set_review_list(std::vector<RowId> variants);
    /// Where the target stands in the list, from 0; none without a list.
    std::optional<std::size_t> place_in_review_list() const;

    /// Tells a person what went wrong, or what there is to know, and where it can be looked at: in the message bar and
    /// among the issues.
    void report(const QString& sentence, const IssuePlace& place = {});

signals:
    /// Before the old session goes: drop everything that points into it.
    void session_closing();
    void session_changed();
    void reference_changed(destudio::RowId reference_id);
    void target_changed();
    /// Another selection of boxes.
    void box_changed();
    void drawing_class_changed();
    /// Boxes of the target were locked, hidden or shown again.
    void marks_changed(const destudio::ui::BoxTarget& target);
    /// Anything in the project; saves every listener from connecting anew for each session.
    void project_changed(const destudio::ProjectChange& change);
    void threshold_changed(double threshold);
    void classes_changed();
    /// Something was reported.
    void issue(const QString& sentence, const destudio::ui::IssuePlace& place);

private:
    void on_change(const ProjectChange& change);
    void reveal(const BoxTarget& target);
    void leave_removed(const ProjectChange& change);
    RowId most_frequent_class() const;

    std::unique_ptr<Session> m_session;
    RowId m_reference = 0;
    std::optional<BoxTarget> m_target;
    widgets::BoxSelection m_boxes;
    RowId m_drawing_class = 0;
    std::vector<RowId> m_review_list;
};

}  // namespace destudio::ui
