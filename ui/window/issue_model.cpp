// SPDX-License-Identifier: Apache-2.0
#include "ui/window/issue_model.h"

#include <QBrush>
#include <QLocale>
#include <algorithm>

#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

QString place_text(const IssuePlace& place) {
    if (place.job_id != 0) {
        return IssueModel::tr("Go to the job");
    }
    if (place.variant_id != 0) {
        return IssueModel::tr("Go to the variant");
    }
    if (place.exporting) {
        return IssueModel::tr("Go to the export");
    }
    if (place.moved) {
        return IssueModel::tr("Locate the images…");
    }
    return place.reference_id != 0 ? IssueModel::tr("Go to the reference") : QString();
}

}  // namespace

void IssueModel::add(const QString& sentence, const IssuePlace& place) {
    const auto known = std::find_if(m_rows.begin(), m_rows.end(), [&](const Issue& issue) {
        return issue.sentence == sentence && issue.place == place;
    });
    Issue issue{sentence, place, QDateTime::currentDateTime()};
    if (known != m_rows.end()) {
        issue.count = known->count + 1;
        dismiss(static_cast<int>(known - m_rows.begin()));
    } else if (rowCount() == kMaxIssues) {
        dismiss(rowCount() - 1);
    }
    beginInsertRows({}, 0, 0);
    m_rows.insert(m_rows.begin(), std::move(issue));
    endInsertRows();
}

void IssueModel::settle_job(JobId id) {
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (place(row).job_id == id) {
            dismiss(row);
        }
    }
}

void IssueModel::dismiss(int row) {
    if (row < 0 || row >= rowCount()) {
        return;
    }
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void IssueModel::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int IssueModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IssueModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant IssueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Issue& issue = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) {
        return index.column() == kPlace ? place_text(issue.place) : issue.sentence;
    }
    if (role == Qt::ForegroundRole) {
        return index.column() == kPlace  ? QVariant(QBrush(widgets::theme_colors().accent))
               : index.column() == kTime ? QVariant(QBrush(widgets::theme_colors().dim_text))
                                         : QVariant();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case kSentence:
            return issue.count > 1 ? tr("%1 (%2 times)").arg(issue.sentence).arg(issue.count) : issue.sentence;
        case kPlace:
            return place_text(issue.place);
        default:
            return QLocale().toString(issue.time.time(), QLocale::ShortFormat);
    }
}

QVariant IssueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    return section == kSentence ? tr("What is wrong") : section == kPlace ? tr("Where") : tr("When");
}

}  // namespace destudio::ui
