// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <vector>

#include "ui/session/issue.h"

namespace destudio::ui {

/// What went wrong since the project was opened, newest first, until it is dismissed or put right. The same sentence
/// about the same place is one row with a count.
class IssueModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kMaxIssues = 1000;
    enum Column { kSentence, kPlace, kTime, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void add(const QString& sentence, const IssuePlace& place);
    /// Issues of a job that runs again or is forgotten are settled.
    void settle_job(JobId id);
    void dismiss(int row);
    void clear();
    const QString& sentence(int row) const { return m_rows[static_cast<std::size_t>(row)].sentence; }
    const IssuePlace& place(int row) const { return m_rows[static_cast<std::size_t>(row)].place; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Issue {
        QString sentence;
        IssuePlace place;
        QDateTime time;
        int count = 1;
    };
    std::vector<Issue> m_rows;
};

}  // namespace destudio::ui
