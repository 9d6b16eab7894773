// SPDX-License-Identifier: Apache-2.0
#include "ui/box_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

#include "ui/edit_controller.h"
#include "ui/workspace.h"

namespace destudio::ui {
namespace {

QString origin_text(const Annotation& box) {
    switch (box.origin) {
        case AnnotationOrigin::kDetected:
            return QLocale().toString(box.score, 'f', 2);
        case AnnotationOrigin::kEdited:
            return BoxModel::tr("edited");
        case AnnotationOrigin::kDrawn:
            return BoxModel::tr("drawn");
    }
    return {};
}

}  // namespace

BoxModel::BoxModel(Workspace& workspace, EditController& edits, QObject* parent)
    : QAbstractTableModel(parent), m_workspace(workspace), m_edits(edits) {
    connect(&workspace, &Workspace::target_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::threshold_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::classes_changed, this, &BoxModel::reload);
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        if (change.what == What::kReset || change.what == What::kAnnotations || change.what == What::kReferenceBoxes) {
            reload();
        }
    });
    reload();
}

void BoxModel::reload() {
    std::vector<Annotation> boxes;
    if (m_workspace.session() != nullptr && m_workspace.target()) {
        boxes = shown_boxes(*m_workspace.session(), *m_workspace.target()).boxes;
    }
    const bool same_rows =
        std::equal(boxes.begin(), boxes.end(), m_boxes.begin(), m_boxes.end(),
                   [](const Annotation& a, const Annotation& b) { return box_key(a) == box_key(b); });
    if (same_rows) {
        // No reset: the view keeps its selection and scroll position while a box is being nudged.
        m_boxes = std::move(boxes);
        if (!m_boxes.empty()) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_boxes = std::move(boxes);
    endResetModel();
}

int BoxModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_boxes.size());
}

int BoxModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumnCount;
}

QModelIndex BoxModel::index_of(qint64 key) const {
    const auto found =
        std::find_if(m_boxes.begin(), m_boxes.end(), [key](const Annotation& box) { return box_key(box) == key; });
    return found == m_boxes.end() ? QModelIndex() : index(static_cast<int>(found - m_boxes.begin()), kClassColumn);
}

QVariant BoxModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || m_workspace.session() == nullptr) {
        return {};
    }
    const Annotation& box = m_boxes[static_cast<std::size_t>(index.row())];
    if (role == kKeyRole) {
        return QVariant::fromValue<qlonglong>(box_key(box));
    }
    if (role == Qt::DecorationRole && index.column() == kClassColumn) {
        return m_workspace.session()->class_color(box.class_id);
    }
    if (role == Qt::TextAlignmentRole && index.column() != kClassColumn) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    switch (index.column()) {
        case kClassColumn:
            return m_workspace.session()->class_name(box.class_id);
        case kScoreColumn:
            return m_workspace.target() && m_workspace.target()->is_variant() ? origin_text(box) : QString();
        case kSizeColumn:
            return tr("%1 × %2").arg(std::lround(box.box.width())).arg(std::lround(box.box.height()));
        default:
            return {};
    }
}

QVariant BoxModel::headerData(int section, Qt::Orientation orientation, int role) const {
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
