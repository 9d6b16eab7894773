// SPDX-License-Identifier: Apache-2.0
#include "ui/session/session.h"

#include <QThreadPool>
#include <QUndoStack>
#include <algorithm>

#include "ui/base/user_settings.h"

namespace destudio::ui {
namespace {

constexpr int kThresholdDelayMs = 400;
// Every edit is in the write-ahead log at once; folding the log into the file can wait, and waits for the disk.
constexpr int kLogDelayMs = 4000;

}  // namespace

Session::Session(std::unique_ptr<Project> project, QObject* parent)
    : QObject(parent),
      m_project(std::move(project)),
      m_classes(m_project->classes().all()),
      m_threshold(m_project->settings().threshold()),
      m_undo_stack(new QUndoStack(this)),
      m_marks(new BoxMarks(this)) {
    m_subscription = m_project->changes().subscribe([this](const ProjectChange& change) { on_change(change); });
    use_author();
    m_threshold_timer.setSingleShot(true);
    m_threshold_timer.setInterval(kThresholdDelayMs);
    connect(&m_threshold_timer, &QTimer::timeout, this, &Session::store_threshold);
    m_log_timer.setSingleShot(true);
    m_log_timer.setInterval(kLogDelayMs);
    connect(&m_log_timer, &QTimer::timeout, this, &Session::checkpoint_wal);
}

Session::~Session() {
    if (m_threshold_timer.isActive()) {
        store_threshold();
    }
    m_undo_stack->disconnect();
}

QString Session::name() const {
    return QString::fromStdString(m_project->name());
}

QString Session::class_name(RowId class_id) const {
    const auto found = std::find_if(m_classes.begin(), m_classes.end(),
                                    [class_id](const ProjectClass& entry) { return entry.id == class_id; });
    return found == m_classes.end() ? tr("unknown class") : QString::fromStdString(found->name);
}

QColor Session::class_color(RowId class_id) const {
    const auto found = std::find_if(m_classes.begin(), m_classes.end(),
                                    [class_id](const ProjectClass& entry) { return entry.id == class_id; });
    return found == m_classes.end() ? QColor(Qt::gray) : QColor(static_cast<QRgb>(0xff000000u | found->color));
}

void Session::use_author() {
    m_project->history().set_author(UserSettings().author().toStdString());
}

void Session::set_threshold(double threshold) {
    threshold = std::clamp(threshold, 0.0, 1.0);
    if (threshold == m_threshold) {
        return;
    }
    m_threshold = threshold;
    m_threshold_timer.start();
    emit threshold_changed(threshold);
}

void Session::store_threshold() {
    m_threshold_timer.stop();
    attempt([this] { m_project->settings().set_threshold(m_threshold); });
}

void Session::checkpoint_wal() {
    QThreadPool::globalInstance()->start([file = m_project->file()] { Project::checkpoint(file); });
}

void Session::on_change(const ProjectChange& change) {
    using What = ProjectChange::What;
    if (change.what == What::kClasses || change.what == What::kReset) {
        attempt([this] { m_classes = m_project->classes().all(); });
        emit classes_changed();
    }
    if (!m_log_timer.isActive()) {
        m_log_timer.start();
    }
    emit changed(change);
}

}  // namespace destudio::ui
