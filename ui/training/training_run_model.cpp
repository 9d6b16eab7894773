// SPDX-License-Identifier: Apache-2.0
#include "ui/training/training_run_model.h"

#include "ui/base/column_alignment.h"

#include <QLocale>
#include <algorithm>

namespace destudio::ui {

using Kind = adaptation::PictureChoice::Kind;

QString picture_kind_word(Kind kind) {
    switch (kind) {
        case Kind::kReferences:
            return TrainingRunModel::tr("References");
        case Kind::kCorrections:
            return TrainingRunModel::tr("Corrections");
        case Kind::kDataset:
            return TrainingRunModel::tr("Dataset");
        case Kind::kWorld:
            return TrainingRunModel::tr("Clipart world");
    }
    return {};
}

QString ap_text(double ap) {
    return ap < 0 ? QStringLiteral("–") : QLocale().toString(ap, 'f', 3);
}

int TrainingRunModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int TrainingRunModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant TrainingRunModel::data(const QModelIndex& index, int role) const {
    const adaptation::RunSummary* entry = run(index.row());
    if (!index.isValid() || entry == nullptr) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return column_alignment(index.column() >= kStepsColumn);
    }
    if (role == Qt::ToolTipRole) {
        return QString::fromStdString(entry->folder.string());
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QLocale locale;
    switch (index.column()) {
        case kNameColumn:
            return QString::fromStdString(entry->folder.filename().string());
        case kPicturesColumn:
            return picture_kind_word(entry->kind);
        case kStepsColumn:
            return entry->finished() ? locale.toString(qlonglong(entry->steps))
                                     : tr("%1 of %2")
                                           .arg(locale.toString(qlonglong(entry->steps_done)),
                                                locale.toString(qlonglong(entry->steps)));
        case kApColumn:
            return ap_text(entry->ap);
        default:
            return {};
    }
}

QVariant TrainingRunModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(section >= kStepsColumn);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kNameColumn:
            return tr("Run");
        case kPicturesColumn:
            return tr("Learned from");
        case kStepsColumn:
            return tr("Steps");
        case kApColumn:
            return tr("mAP");
        default:
            return {};
    }
}

void TrainingRunModel::set_runs(std::vector<adaptation::RunSummary> runs) {
    std::reverse(runs.begin(), runs.end());
    const bool same_rows =
        runs.size() == m_runs.size() && std::equal(runs.begin(), runs.end(), m_runs.begin(),
                                                   [](const auto& a, const auto& b) { return a.folder == b.folder; });
    if (same_rows) {
        m_runs = std::move(runs);
        if (!m_runs.empty()) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

const adaptation::RunSummary* TrainingRunModel::run(int row) const {
    return row >= 0 && row < rowCount() ? &m_runs[static_cast<std::size_t>(row)] : nullptr;
}

int TrainingRunModel::row_of(const std::filesystem::path& folder) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (m_runs[static_cast<std::size_t>(row)].folder == folder) {
            return row;
        }
    }
    return -1;
}

}  // namespace destudio::ui
