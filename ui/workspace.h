// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "ui/box_target.h"
#include "ui/issue.h"
#include "ui/session.h"

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

    /// The selected box of the target, by box_key().
    std::optional<qint64> box() const { return m_box; }
    void set_box(std::optional<qint64> key);

    /// The class that drawn boxes get: the one used last, else the project's first; 0 without classes.
    RowId drawing_class() const;
    void set_drawing_class(RowId class_id) { m_drawing_class = class_id; }

signals:
    /// Before the old session goes: drop everything that points into it.
    void session_closing();
    void session_changed();
    void reference_changed(destudio::RowId reference_id);
    void target_changed();
    void box_changed();
    /// Anything in the project; saves every listener from connecting anew for each session.
    void project_changed(const destudio::ProjectChange& change);
    void threshold_changed(double threshold);
    void classes_changed();
    /// A sentence for the message bar and the issues, and where it can be looked at.
    void issue(const QString& sentence, const destudio::ui::IssuePlace& place = {});

private:
    void on_change(const ProjectChange& change);
    void reveal(const BoxTarget& target);
    void leave_removed(const ProjectChange& change);

    std::unique_ptr<Session> m_session;
    RowId m_reference = 0;
    std::optional<BoxTarget> m_target;
    std::optional<qint64> m_box;
    RowId m_drawing_class = 0;
};

}  // namespace destudio::ui
