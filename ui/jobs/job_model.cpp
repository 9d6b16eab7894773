// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_model.h"

#include <QDataStream>
#include <QIODevice>
#include <QLocale>
#include <QMimeData>
#include <algorithm>

#include "core/jobs/time_left.h"
#include "ui/base/column_alignment.h"
#include "ui/base/time_text.h"
#include "ui/jobs/job_queue_signals.h"

namespace destudio::ui {
namespace {

const auto kMimeType = QStringLiteral("application/x-destudio-jobs");

/// Running, waiting, finished.
int group(JobState state) {
    return state == JobState::kRunning ? 0 : state == JobState::kQueued ? 1 : 2;
}

std::vector<JobStatus> in_display_order(std::vector<JobStatus> jobs) {
    const auto finished = std::stable_partition(jobs.begin(), jobs.end(),
                                                [](const JobStatus& status) { return group(status.state) < 2; });
    std::reverse(finished, jobs.end());
    std::stable_partition(jobs.begin(), finished, [](const JobStatus& status) { return group(status.state) == 0; });
    return jobs;
}

QString kind_text(JobKind kind) {
    switch (kind) {
        case JobKind::kGenerate:
            return JobModel::tr("Ladder");
        case JobKind::kScaleUp:
            return JobModel::tr("Scale-up");
        case JobKind::kTrain:
            return JobModel::tr("Training");
        case JobKind::kOther:
            break;
    }
    return JobModel::tr("Other");
}

double fraction(const JobStatus& status) {
    const Progress& progress = status.progress;
    if (status.state == JobState::kDone) {
        return 1;
    }
    return progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0;
}

}  // namespace

QString job_state_text(const JobStatus& status) {
    switch (status.state) {
        case JobState::kQueued:
            return JobModel::tr("Waiting");
        case JobState::kRunning:
            break;
        case JobState::kDone:
            return JobModel::tr("Done");
        case JobState::kFailed:
            return JobModel::tr("Failed: %1").arg(QString::fromStdString(status.error));
        case JobState::kCancelled:
            return JobModel::tr("Cancelled");
    }
    if (status.stop == JobStop::kNow) {
        return JobModel::tr("Stopping…");
    }
    if (status.stop == JobStop::kAfterUnit) {
        return JobModel::tr("Finishing this image…");
    }
    if (status.held) {
        return JobModel::tr("Paused");
    }
    return status.smaller ? JobModel::tr("Running with less memory") : JobModel::tr("Running");
}

QString job_progress_text(const JobStatus& status) {
    const QLocale locale;
    const Progress& progress = status.progress;
    if (status.state == JobState::kRunning && progress.stage == "load") {
        return JobModel::tr("loading");
    }
    if (progress.total <= 0) {
        return {};
    }
    const QString total = locale.toString(qlonglong(progress.total));
    return status.state == JobState::kQueued
               ? total
               : JobModel::tr("%1 of %2").arg(locale.toString(qlonglong(progress.done)), total);
}

JobModel::JobModel(JobQueueSignals& jobs, QObject* parent) : QAbstractTableModel(parent), m_jobs(jobs) {
    m_sync_timer.setSingleShot(true);
    m_sync_timer.setInterval(0);
    connect(&m_sync_timer, &QTimer::timeout, this, &JobModel::sync);
    connect(&jobs, &JobQueueSignals::job_changed, this, &JobModel::on_job);
    connect(&jobs, &JobQueueSignals::order_changed, &m_sync_timer, qOverload<>(&QTimer::start));
    sync();
}

JobId JobModel::id_at(int row) const {
    const JobStatus* status = status_at(row);
    return status != nullptr ? status->id : 0;
}

int JobModel::row_of(JobId id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const JobStatus& status) { return status.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const JobStatus* JobModel::status_at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

void JobModel::on_job(const JobStatus& status) {
    const int row = row_of(status.id);
    if (row < 0 || group(status.state) != group(m_rows[static_cast<std::size_t>(row)].state)) {
        m_sync_timer.start();
        return;
    }
    m_rows[static_cast<std::size_t>(row)] = status;
    emit dataChanged(index(row, 0), index(row, kColumns - 1));
}

void JobModel::sync() {
    const std::vector<JobStatus> wanted = in_display_order(m_jobs.queue().jobs());
    std::vector<JobId> ids;
    for (const JobStatus& status : wanted) {
        ids.push_back(status.id);
    }
    std::sort(ids.begin(), ids.end());
    const auto is_wanted = [&ids](JobId id) { return std::binary_search(ids.begin(), ids.end(), id); };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!is_wanted(id_at(row))) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < static_cast<int>(wanted.size()); ++row) {
        const auto at = static_cast<std::size_t>(row);
        if (id_at(row) == wanted[at].id) {
            m_rows[at] = wanted[at];
            continue;
        }
        const int from = row_of(wanted[at].id);
        if (from >= 0) {
            beginMoveRows({}, from, from, {}, row);
            std::rotate(m_rows.begin() + row, m_rows.begin() + from, m_rows.begin() + from + 1);
            m_rows[at] = wanted[at];
            endMoveRows();
            continue;
        }
        // All that is new from here on, in one step.
        int last = row;
        while (last + 1 < static_cast<int>(wanted.size()) &&
               row_of(wanted[static_cast<std::size_t>(last) + 1].id) < 0) {
            ++last;
        }
        beginInsertRows({}, row, last);
        m_rows.insert(m_rows.begin() + row, wanted.begin() + row, wanted.begin() + last + 1);
        endInsertRows();
        row = last;
    }
    if (!m_rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    }
}

int JobModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JobModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant JobModel::data(const QModelIndex& index, int role) const {
    const JobStatus* status = index.isValid() ? status_at(index.row()) : nullptr;
    if (status == nullptr) {
        return {};
    }
    switch (role) {
        case kIdRole:
            return QVariant::fromValue(qulonglong(status->id));
        case kStateRole:
            return static_cast<int>(status->state);
        case kFractionRole:
            return fraction(*status);
        case Qt::ToolTipRole:
            return job_state_text(*status);
        case Qt::TextAlignmentRole:
            return column_alignment(index.column() == kTimeLeft);
        case Qt::DisplayRole:
            break;
        default:
            return {};
    }
    switch (index.column()) {
        case kTitle:
            return QString::fromStdString(status->title);
        case kKind:
            return kind_text(status->kind);
        case kProgress:
            return job_progress_text(*status);
        case kTimeLeft: {
            const auto seconds = seconds_left(*status);
            return seconds ? time_text(*seconds) : QString();
        }
        case kState:
            return job_state_text(*status);
        default:
            return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(section == kTimeLeft);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (section) {
        case kTitle:
            return tr("Job");
        case kKind:
            return tr("Kind");
        case kProgress:
            return tr("Steps");
        case kTimeLeft:
            return tr("Time left");
        case kState:
            return tr("State");
        default:
            return {};
    }
}

Qt::ItemFlags JobModel::flags(const QModelIndex& index) const {
    const JobStatus* status = index.isValid() ? status_at(index.row()) : nullptr;
    if (status == nullptr) {
        return Qt::ItemIsDropEnabled;  // between rows only
    }
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    flags.setFlag(Qt::ItemIsDragEnabled, status->state == JobState::kQueued);
    return flags;
}

QStringList JobModel::mimeTypes() const {
    return {kMimeType};
}

QMimeData* JobModel::mimeData(const QModelIndexList& indexes) const {
    std::vector<int> rows;
    for (const QModelIndex& index : indexes) {
        const JobStatus* status = status_at(index.row());
        if (index.column() == 0 && status != nullptr && status->state == JobState::kQueued) {
            rows.push_back(index.row());
        }
    }
    std::sort(rows.begin(), rows.end());
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    for (const int row : rows) {
        stream << qulonglong(id_at(row));
    }
    auto* data = new QMimeData;
    data->setData(kMimeType, bytes);
    return data;
}

JobId JobModel::waiting_at(int row) const {
    for (int at = std::max(row, 0); row >= 0 && at < rowCount(); ++at) {
        if (status_at(at)->state == JobState::kQueued) {
            return id_at(at);
        }
    }
    return 0;
}

bool JobModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int, const QModelIndex& parent) const {
    return data->hasFormat(kMimeType) && !parent.isValid();
}

bool JobModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                            const QModelIndex& parent) {
    if (!canDropMimeData(data, action, row, column, parent)) {
        return false;
    }
    QByteArray bytes = data->data(kMimeType);
    QDataStream stream(&bytes, QIODevice::ReadOnly);
    std::vector<JobId> dragged;
    while (!stream.atEnd()) {
        qulonglong id = 0;
        stream >> id;
        dragged.push_back(id);
    }
    // The first waiting job at or below the place that is not itself on the move.
    JobId before = 0;
    for (int at = row; row >= 0 && at < rowCount(); ++at) {
        const JobId id = waiting_at(at);
        if (std::find(dragged.begin(), dragged.end(), id) == dragged.end()) {
            before = id;
            break;
        }
    }
    for (const JobId id : dragged) {
        m_jobs.queue().move(id, before);
    }
    return false;  // the rows move with the queue; the view must not remove any
}

}  // namespace destudio::ui
