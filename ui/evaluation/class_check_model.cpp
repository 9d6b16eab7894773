// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/class_check_model.h"

#include <QColor>
#include <QLocale>

#include "ui/base/column_alignment.h"
#include "ui/training/training_run_model.h"
#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

int ClassCheckModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClassCheckModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

void ClassCheckModel::set_report(const SelfCheckReportPtr& report) {
    beginResetModel();
    m_report = report;
    m_rows.clear();
    for (std::size_t i = 0; report && i < report->classes.size(); ++i) {
        if (report->classes[i].objects > 0 || !report->classes[i].curve.empty()) {
            m_rows.push_back(static_cast<int>(i));
        }
    }
    endResetModel();
}

QVariant ClassCheckModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const int number = m_rows[static_cast<std::size_t>(index.row())];
    const adaptation::ClassCheck& entry = m_report->classes[static_cast<std::size_t>(number)];
    const QLocale locale;
    switch (role) {
        case kClassRole:
            return number;
        case Qt::TextAlignmentRole:
            return column_alignment(index.column() != kNameColumn);
        case Qt::ForegroundRole:
            return entry.blind() ? QVariant(widgets::theme_colors().bad) : QVariant();
        case Qt::ToolTipRole:
            if (!entry.known) {
                return tr("The adapter does not know this class.");
            }
            return entry.blind() ? tr("The adapter is blind to this class: it finds none of its objects.") : QString();
        case Qt::DisplayRole:
        case kSortRole:
            break;
        default:
            return {};
    }
    const bool sorts = role == kSortRole;
    switch (index.column()) {
        case kNameColumn:
            return QString::fromStdString(entry.name);
        case kObjectsColumn:
            return sorts ? QVariant(qlonglong(entry.objects)) : QVariant(locale.toString(qlonglong(entry.objects)));
        case kApColumn:
            return sorts ? QVariant(entry.ap) : QVariant(ap_text(entry.ap));
        case kAp50Column:
            return sorts ? QVariant(entry.ap50) : QVariant(ap_text(entry.ap50));
        case kThresholdColumn:
            if (sorts) {
                return entry.best ? entry.best->threshold : 2.0;
            }
            return entry.best      ? locale.toString(entry.best->threshold, 'f', 2)
                   : entry.blind() ? tr("blind")
                                   : QStringLiteral("–");
        case kF1Column:
            if (sorts) {
                return entry.best ? entry.best->f1 : -1.0;
            }
            return entry.best ? locale.toString(entry.best->f1, 'f', 3) : QStringLiteral("–");
        default:
            return {};
    }
}

QVariant ClassCheckModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(section != kNameColumn);
    }
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const bool tip = role == Qt::ToolTipRole;
    switch (section) {
        case kNameColumn:
            return tip ? QString() : tr("Class");
        case kObjectsColumn:
            return tip ? tr("Labelled objects that count") : tr("Objects");
        case kApColumn:
            return tip ? tr("Average precision over IoU 0.5 to 0.95") : tr("AP");
        case kAp50Column:
            return tip ? tr("Average precision at IoU 0.5") : tr("AP50");
        case kThresholdColumn:
            return tip ? tr("The score with the best F1") : tr("Threshold");
        case kF1Column:
            return tip ? tr("Harmonic mean of precision and recall at that threshold") : tr("F1");
        default:
            return {};
    }
}

}  // namespace destudio::ui
