// SPDX-License-Identifier: Apache-2.0
#include "ui/models/model_table_model.h"

#include <QFont>
#include <algorithm>

#include "ui/base/column_alignment.h"
#include "ui/models/model_texts.h"
#include "widgets/base/theme.h"

namespace destudio::ui {

void ModelTableModel::set_models(std::vector<ListedModel> models) {
    beginResetModel();
    m_models = std::move(models);
    endResetModel();
}

void ModelTableModel::set_in_use(const std::filesystem::path& bundle) {
    m_in_use = bundle;
    if (!m_models.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
    }
}

int ModelTableModel::row_of(const std::filesystem::path& path) const {
    const auto at = std::find_if(m_models.begin(), m_models.end(),
                                 [&path](const ListedModel& model) { return model.path == path; });
    return at == m_models.end() ? -1 : static_cast<int>(at - m_models.begin());
}

int ModelTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int ModelTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

bool ModelTableModel::is_in_use(const ListedModel& model) const {
    return m_in_use.empty() ? model.is_built_in : model.path == m_in_use;
}

QString ModelTableModel::state_text(const ListedModel& model) const {
    QStringList words;
    if (is_in_use(model)) {
        words << tr("in use");
    }
    if (model.is_default) {
        words << tr("default");
    }
    if (model.is_shipped) {
        words << tr("built in");
    }
    return words.join(QStringLiteral(", "));
}

QString ModelTableModel::text_at(const ListedModel& model, int column) const {
    switch (column) {
        case kNameColumn:
            return QString::fromStdString(model.name());
        case kKindColumn:
            return kind_text(model);
        case kSizeColumn:
            return bytes_text(model.report.bytes);
        case kPrecisionColumn:
            return precision_text(model.report);
        case kLicenceColumn:
            return model.licence.empty() ? tr("not stated") : QString::fromStdString(model.licence);
        case kAbilityColumn:
            return ability_text(model);
        default:
            return state_text(model);
    }
}

QVariant ModelTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const ListedModel& model = model_at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return text_at(model, index.column());
        case kSortRole:
            return index.column() == kSizeColumn ? QVariant(qulonglong(model.report.bytes))
                                                 : QVariant(text_at(model, index.column()));
        case Qt::TextAlignmentRole:
            return column_alignment(index.column() == kSizeColumn);
        case Qt::ToolTipRole:
            return QString::fromStdString(index.column() == kNameColumn ? model.path.string() : model.report.sentence);
        case Qt::ForegroundRole:
            return use_of(model) == ModelUse::kNone || (index.column() == kLicenceColumn && model.licence.empty())
                       ? QVariant(widgets::theme_colors().dim_text)
                       : QVariant();
        case Qt::FontRole:
            if (index.column() == kNameColumn && is_in_use(model)) {
                QFont font;
                font.setBold(true);
                return font;
            }
            return {};
        default:
            return {};
    }
}

QVariant ModelTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(section == kSizeColumn);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kNameColumn:
            return tr("Model");
        case kKindColumn:
            return tr("Kind");
        case kSizeColumn:
            return tr("Size");
        case kPrecisionColumn:
            return tr("Precision");
        case kLicenceColumn:
            return tr("Licence");
        case kAbilityColumn:
            return tr("What it does");
        case kStateColumn:
            return tr("State");
        default:
            return {};
    }
}

}  // namespace destudio::ui
