// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QObject>
#include <QString>
#include <QTimer>
#include <exception>
#include <memory>
#include <vector>

#include "core/project/project.h"
#include "ui/session/box_marks.h"
#include "ui/session/box_target.h"

class QUndoStack;

namespace destudio::ui {

/// An open project as the window sees it: the project itself, its undo stack, and its changes as Qt signals.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(std::unique_ptr<Project> project, QObject* parent = nullptr);
    ~Session() override;

    Project& project() { return *m_project; }
    QUndoStack& undo_stack() { return *m_undo_stack; }
    BoxMarks& marks() { return *m_marks; }
    QString name() const;

    /// The class list, in the project's order.
    const std::vector<ProjectClass>& classes() const { return m_classes; }
    QString class_name(RowId class_id) const;
    QColor class_color(RowId class_id) const;

    /// The score from which detections are shown. Moving it is instant; it reaches the file shortly after.
    double threshold() const { return m_threshold; }
    void set_threshold(double threshold);

    /// From now on changes are by the person whom the settings name.
    void use_author();

    /// Boxes of this picture were put back by undo or redo: it is worth looking at.
    void reveal(const BoxTarget& target) { emit boxes_restored(target); }

    /// Runs what reads or writes the project. A failure becomes write_failed() instead of an exception, which must pass
    /// neither through Qt's signals nor through the project's notifications. @return whether it succeeded
    template <typename Work>
    bool attempt(Work&& work) {
        try {
            work();
            return true;
        } catch (const std::exception& error) {
            emit write_failed(QString::fromUtf8(error.what()));
            return false;
        }
    }

signals:
    void changed(const destudio::ProjectChange& change);
    void classes_changed();
    void threshold_changed(double threshold);
    /// See reveal().
    void boxes_restored(const destudio::ui::BoxTarget& target);
    /// Reading or writing the project failed; the sentence says why.
    void write_failed(const QString& sentence);

private:
    void on_change(const ProjectChange& change);
    void store_threshold();
    void checkpoint_wal();

    std::unique_ptr<Project> m_project;
    ChangeNotifier::Subscription m_subscription;
    std::vector<ProjectClass> m_classes;
    double m_threshold;
    QTimer m_threshold_timer;
    QTimer m_log_timer;
    QUndoStack* m_undo_stack;
    BoxMarks* m_marks;
};

}  // namespace destudio::ui
