// SPDX-License-Identifier: Apache-2.0
#include "ui/versions/version_model.h"

#include <QFont>
#include <algorithm>

#include "ui/base/column_alignment.h"
#include "ui/base/count_text.h"
#include "ui/versions/version_texts.h"

namespace destudio::ui {

void VersionModel::set_lines(std::vector<VersionLine> lines) {
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

const VersionLine* VersionModel::line(int row) const {
    return row < 0 || row >= rowCount() ? nullptr : &m_lines[static_cast<std::size_t>(row)];
}

int VersionModel::row_of(RowId version) const {
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [version](const VersionLine& line) { return line.version.id == version; });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

int VersionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int VersionModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant VersionModel::data(const QModelIndex& index, int role) const {
    const VersionLine* at = line(index.row());
    if (at == nullptr) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return column_alignment(index.column() >= kVariants);
    }
    if (role == Qt::FontRole && index.column() == kName && at->version.automatic) {
        QFont font;
        font.setItalic(true);
        return font;
    }
    if (role == Qt::ToolTipRole) {
        QStringList text{tr("Version %1: %2").arg(at->version.id).arg(version_name(at->version)),
                         at->version.automatic ? tr("Made by the program") : tr("Made by you")};
        for (const VersionExport& made : at->exports) {
            text << export_text(made);
        }
        return text.join(QLatin1Char('\n'));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case kName:
            return version_name(at->version);
        case kWhen:
            return moment_text(at->version.created);
        case kVariants:
            return count_text(at->counts.variants);
        default:
            return count_text(at->counts.accepted);
    }
}

QVariant VersionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return column_alignment(section >= kVariants);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kName:
            return tr("Version");
        case kWhen:
            return tr("When");
        case kVariants:
            return tr("Variants");
        default:
            return tr("Accepted");
    }
}

}  // namespace destudio::ui
