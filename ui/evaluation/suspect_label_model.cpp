// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/suspect_label_model.h"

#include "ui/base/column_alignment.h"

#include <QLocale>

namespace destudio::ui {

int SuspectLabelModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->suspects.size());
}

int SuspectLabelModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

void SuspectLabelModel::set_report(const SelfCheckReportPtr& report) {
    beginResetModel();
    m_report = report;
    endResetModel();
}

const evaluation::SuspectLabel* SuspectLabelModel::suspect(int row) const {
    return row >= 0 && row < rowCount() ? &m_report->suspects[static_cast<std::size_t>(row)] : nullptr;
}

const adaptation::CheckedPicture* SuspectLabelModel::picture(int row) const {
    const evaluation::SuspectLabel* entry = suspect(row);
    return entry == nullptr ? nullptr : &m_report->pictures.at(static_cast<std::size_t>(entry->image_id));
}

QString SuspectLabelModel::sentence(const evaluation::SuspectLabel& suspect) const {
    const auto name = [this](std::int64_t category) {
        return category < 0 ? QString()
                            : QString::fromStdString(m_report->classes.at(static_cast<std::size_t>(category)).name);
    };
    switch (suspect.suspect) {
        case evaluation::LabelIssue::kMissingBox:
            return tr("%1 found, but not labelled").arg(name(suspect.found));
        case evaluation::LabelIssue::kOtherClass:
            return tr("labelled %1, found as %2").arg(name(suspect.labelled), name(suspect.found));
        case evaluation::LabelIssue::kLooseBox:
            return tr("the box of this %1 may be off").arg(name(suspect.labelled));
        case evaluation::LabelIssue::kNothingThere:
            return tr("labelled %1, but nothing is found").arg(name(suspect.labelled));
    }
    return {};
}

QVariant SuspectLabelModel::data(const QModelIndex& index, int role) const {
    const evaluation::SuspectLabel* entry = suspect(index.row());
    if (!index.isValid() || entry == nullptr) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return column_alignment(index.column() == kConfidenceColumn);
    }
    if (role == Qt::ToolTipRole) {
        return QString::fromStdString(picture(index.row())->file.string());
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case kWhatColumn:
            return sentence(*entry);
        case kPictureColumn:
            return QString::fromStdString(picture(index.row())->file.stem().string());
        case kConfidenceColumn:
            return tr("%1 %").arg(QLocale().toString(entry->confidence * 100, 'f', 0));
        default:
            return {};
    }
}

QVariant SuspectLabelModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(section == kConfidenceColumn);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kWhatColumn:
            return tr("Likely mistake");
        case kPictureColumn:
            return tr("Picture");
        case kConfidenceColumn:
            return tr("Sure");
        default:
            return {};
    }
}

}  // namespace destudio::ui
