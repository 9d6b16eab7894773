// SPDX-License-Identifier: Apache-2.0
#include "ui/project/reference_model.h"

#include <algorithm>

#include "ui/session/picture_sources.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

QString to_qstring(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

}  // namespace

ReferenceModel::ReferenceModel(Workspace& workspace, PictureSources& pictures, QObject* parent)
    : QAbstractListModel(parent), m_workspace(workspace), m_pictures(pictures) {
    connect(&workspace, &Workspace::session_changed, this, &ReferenceModel::reload);
    connect(&workspace, &Workspace::project_changed, this, &ReferenceModel::on_change);
    connect(&pictures, &PictureSources::thumbnail_ready, this, [this](RowId id) {
        const QModelIndex index = index_of(id);
        if (index.isValid()) {
            emit dataChanged(index, index, {Qt::DecorationRole});
        }
    });
    reload();
}

void ReferenceModel::reload() {
    beginResetModel();
    m_counts.clear();
    m_references.clear();
    if (m_workspace.session() != nullptr) {
        Session& session = *m_workspace.session();
        session.attempt([&] { m_references = session.project().references().all(); });
    }
    endResetModel();
}

void ReferenceModel::on_change(const ProjectChange& change) {
    using What = ProjectChange::What;
    using How = ProjectChange::How;
    if (change.what == What::kReset) {
        reload();
    } else if (change.what == What::kReferences && change.how == How::kAdded && change.id != 0 &&
               !index_of(change.id).isValid()) {
        Reference added;
        Session& session = *m_workspace.session();
        if (!session.attempt([&] { added = session.project().references().get(change.id); })) {
            return;
        }
        // By id, as the project orders them: undoing a removal puts the row back where it was.
        const auto place = std::upper_bound(m_references.begin(), m_references.end(), added,
                                            [](const Reference& a, const Reference& b) { return a.id < b.id; });
        const auto row = static_cast<int>(place - m_references.begin());
        beginInsertRows({}, row, row);
        m_references.insert(place, added);
        endInsertRows();
    } else if (change.what == What::kReferences && change.how == How::kRemoved && index_of(change.id).isValid()) {
        const int row = index_of(change.id).row();
        beginRemoveRows({}, row, row);
        m_references.erase(m_references.begin() + row);
        m_counts.remove(change.id);
        endRemoveRows();
    } else if (change.what == What::kReferences) {
        reload();
    } else if (change.what == What::kVariants) {
        if (change.parent == 0) {
            m_counts.clear();
        } else {
            m_counts.remove(change.parent);
        }
        const QModelIndex one = index_of(change.parent);
        const QModelIndex first = one.isValid() ? one : index(0);
        const QModelIndex last = one.isValid() ? one : index(rowCount() - 1);
        if (first.isValid()) {
            emit dataChanged(first, last, {kVariantCountRole, kReviewedCountRole, Qt::AccessibleTextRole});
        }
    }
}

int ReferenceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_references.size());
}

QModelIndex ReferenceModel::index_of(RowId reference_id) const {
    const auto found = std::find_if(m_references.begin(), m_references.end(),
                                    [reference_id](const Reference& entry) { return entry.id == reference_id; });
    return found == m_references.end() ? QModelIndex() : index(static_cast<int>(found - m_references.begin()));
}

ReferenceModel::Counts ReferenceModel::counts(RowId reference_id) const {
    const auto known = m_counts.constFind(reference_id);
    if (known != m_counts.constEnd()) {
        return *known;
    }
    Counts counts;
    Session& session = *m_workspace.session();
    session.attempt([&] {
        for (const VariantRecord& variant : session.project().variants().of_reference(reference_id)) {
            ++counts.variants;
            counts.reviewed += variant.state != VariantState::kNew && variant.state != VariantState::kFailed ? 1 : 0;
        }
    });
    m_counts.insert(reference_id, counts);
    return counts;
}

QVariant ReferenceModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || m_workspace.session() == nullptr) {
        return {};
    }
    const Reference& reference = m_references[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return to_qstring(reference.path.stem());
        case Qt::ToolTipRole:
            return tr("%1\n%2 × %3 pixels")
                .arg(to_qstring(reference.path), QString::number(reference.size.width),
                     QString::number(reference.size.height));
        case Qt::DecorationRole: {
            const widgets::Picture thumbnail = m_pictures.reference_thumbnail(reference);
            return thumbnail.empty() ? QVariant() : QVariant(thumbnail.image());
        }
        case Qt::AccessibleTextRole:
            return tr("%1, %n variants", nullptr, counts(reference.id).variants).arg(to_qstring(reference.path.stem()));
        case kIdRole:
            return QVariant::fromValue<qlonglong>(reference.id);
        case kVariantCountRole:
            return counts(reference.id).variants;
        case kReviewedCountRole:
            return counts(reference.id).reviewed;
        default:
            return {};
    }
}

}  // namespace destudio::ui
