// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <vector>

#include "core/jobs/job.h"

namespace destudio::ui {

class JobQueueSignals;

/// The queue as a table: running jobs, then the waiting ones in their order, then the finished ones, latest first.
/// Waiting jobs can be dragged to another place among their like.
class JobModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { kTitle, kKind, kProgress, kTimeLeft, kState, kColumns };
    enum Role { kIdRole = Qt::UserRole, kStateRole, kFractionRole };

    explicit JobModel(JobQueueSignals& jobs, QObject* parent = nullptr);

    /// 0 for an invalid row.
    JobId id_at(int row) const;
    /// -1 when it is not there.
    int row_of(JobId id) const;
    const JobStatus* status_at(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    void on_job(const JobStatus& status);
    /// Brings the rows to what the queue says, row by row, so that a selection stays with its jobs.
    void sync();
    /// The waiting job that a drop above this row goes before; 0: the end of the waiting ones.
    JobId waiting_at(int row) const;

    JobQueueSignals& m_jobs;
    std::vector<JobStatus> m_rows;
    QTimer m_sync_timer;
};

/// "Waiting", "Finishing this image", "Failed: the disk is full."
QString job_state_text(const JobStatus& status);
/// "12 of 54", with the stage before it where it is worth telling.
QString job_progress_text(const JobStatus& status);

}  // namespace destudio::ui
