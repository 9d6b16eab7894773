// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/box_model.h"

#include <QFont>
#include <QIcon>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "ui/base/column_alignment.h"
#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
QString BoxModel::origin_text(const Row& row) {
    if (row.ghost) {
        return tr("ghost");
    }
    switch (row.box.origin) {
        case AnnotationOrigin::kDetected:
            return QLocale().toString(row.box.score, 'f', 2);
        case AnnotationOrigin::kEdited:
            return tr("edited");
        case AnnotationOrigin::kDrawn:
            return tr("drawn");
    }
    return {};
}

QString BoxModel::marks_text(const Row& row) {
    QStringList marks;
    if (row.box.ignore) {
        marks << tr("ignored");
    }
    if (row.locked) {
        marks << tr("locked");
    }
    if (row.hidden) {
        marks << tr("hidden");
    }
    return marks.join(QStringLiteral(", "));
}

BoxModel::BoxModel(Workspace& workspace, EditController& edits, QObject* parent)
    : QAbstractTableModel(parent), m_workspace(workspace), m_edits(edits) {
    connect(&workspace, &Workspace::target_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::threshold_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::classes_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::marks_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        if (change.what == What::kReset || change.what == What::kAnnotations || change.what == What::kReferenceBoxes) {
            reload();
        }
    });
    reload();
}

void BoxModel::reload() {
    std::vector<Row> rows;
    if (Session* session = m_workspace.session(); session != nullptr && m_workspace.target()) {
        const BoxTarget target = *m_workspace.target();
        const BoxSet set = shown_boxes(*session, target);
        for (const StoredAnnotation& box : set.boxes) {
            rows.push_back({box_key(box), box});
        }
        for (const GhostBox& ghost : set.ghosts) {
            StoredAnnotation box;
            box.class_id = ghost.class_id;
            box.box = ghost.box;
            rows.push_back({ghost_key(ghost), box, true});
        }
        for (Row& row : rows) {
            row.locked = session->marks().locked(target, row.key);
            row.hidden = session->marks().hidden(target, row.key);
        }
    }
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const Row& a, const Row& b) { return a.key == b.key; });
    if (same && !rows.empty()) {  // the list keeps its place and its focus
        m_rows = std::move(rows);
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int BoxModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BoxModel::box_count() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return !row.ghost; }));
}

int BoxModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QModelIndex BoxModel::index_of(qint64 key) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [key](const Row& row) { return row.key == key; });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()), kClassColumn);
}

QVariant BoxModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || m_workspace.session() == nullptr) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const StoredAnnotation& box = row.box;
    if (role == kKeyRole) {
        return QVariant::fromValue<qlonglong>(row.key);
    }
    if (role == Qt::FontRole && (row.ghost || row.hidden || box.ignore)) {
        QFont font;
        font.setItalic(true);
        return font;
    }
    if (role == Qt::ForegroundRole && row.hidden) {
        return widgets::theme_colors().dim_text;
    }
    if (index.column() == kMarksColumn) {
        if (role == Qt::DecorationRole) {
            return row.hidden   ? widgets::icon(QStringLiteral("hide"))
                   : row.locked ? widgets::icon(QStringLiteral("lock"))
                   : box.ignore ? widgets::icon(QStringLiteral("ignore"))
                                : QVariant();
        }
        return role == Qt::ToolTipRole || role == Qt::AccessibleTextRole ? marks_text(row) : QVariant();
    }
    if (role == Qt::DecorationRole && index.column() == kClassColumn) {
        return m_workspace.session()->class_color(box.class_id);
    }
    if (role == Qt::TextAlignmentRole) {
        return column_alignment(index.column() != kClassColumn);
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    switch (index.column()) {
        case kClassColumn:
            return m_workspace.session()->class_name(box.class_id);
        case kScoreColumn:
            return m_workspace.target() && m_workspace.target()->is_variant() ? origin_text(row) : QString();
        case kSizeColumn:
            return tr("%1 × %2").arg(std::lround(box.box.width())).arg(std::lround(box.box.height()));
        default:
            return {};
    }
}

QVariant BoxModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return column_alignment(section != kClassColumn);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case kClassColumn:
            return tr("Class");
        case kScoreColumn:
            return tr("Score");
        case kSizeColumn:
            return tr("Size");
        default:
            return {};
    }
}

Qt::ItemFlags BoxModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags result = QAbstractTableModel::flags(index);
    if (index.isValid()) {
        result.setFlag(Qt::ItemNeverHasChildren);
        result.setFlag(Qt::ItemIsEditable, index.column() == kClassColumn);
    }
    return result;
}

bool BoxModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !index.isValid() || index.column() != kClassColumn ||
        value.toString().trimmed().isEmpty()) {
        return false;
    }
    m_workspace.set_box(key_at(index.row()));
    m_edits.choose_class_by_name(value.toString());
    return true;
}

}  // namespace destudio::ui
