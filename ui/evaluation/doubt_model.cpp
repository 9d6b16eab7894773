// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/doubt_model.h"

#include "ui/base/column_alignment.h"

#include <QLocale>

namespace destudio::ui {

int DoubtModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->doubts.size());
}

int DoubtModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

void DoubtModel::set_report(const SelfCheckReportPtr& report) {
    beginResetModel();
    m_report = report;
    endResetModel();
}

const evaluation::DoubtfulLabel* DoubtModel::doubt(int row) const {
    return row >= 0 && row < rowCount() ? &m_report->doubts[static_cast<std::size_t>(row)] : nullptr;
}

const adaptation::CheckedPicture* DoubtModel::picture(int row) const {
    const evaluation::DoubtfulLabel* entry = doubt(row);
    return entry == nullptr ? nullptr : &m_report->pictures.at(static_cast<std::size_t>(entry->image_id));
}

QString DoubtModel::sentence(const evaluation::DoubtfulLabel& doubt) const {
    const auto name = [this](std::int64_t category) {
        return category < 0 ? QString()
                            : QString::fromStdString(m_report->classes.at(static_cast<std::size_t>(category)).name);
    };
    switch (doubt.doubt) {
        case evaluation::Doubt::kMissingBox:
            return tr("%1 found, but not labelled").arg(name(doubt.found));
        case evaluation::Doubt::kOtherClass:
            return tr("labelled %1, found as %2").arg(name(doubt.labelled), name(doubt.found));
        case evaluation::Doubt::kLooseBox:
            return tr("the box of this %1 may be off").arg(name(doubt.labelled));
        case evaluation::Doubt::kNothingThere:
            return tr("labelled %1, but nothing is found").arg(name(doubt.labelled));
    }
    return {};
}

QVariant DoubtModel::data(const QModelIndex& index, int role) const {
    const evaluation::DoubtfulLabel* entry = doubt(index.row());
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

QVariant DoubtModel::headerData(int section, Qt::Orientation orientation, int role) const {
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
